"""How static files are stored: under names that change with what they hold."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Renames what scripts import from each other, too, so that no browser mixes two versions."""

    support_js_module_import_aggregation = True
