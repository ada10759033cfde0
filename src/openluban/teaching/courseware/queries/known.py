"""The texts that a resource has already."""

from openluban.teaching.library.public import UnitText


def newest_bodies(resource_key: str) -> dict[tuple[str, str], str]:
    """Return the newest text of each unit in each language, by slug and language; one query."""
    found = UnitText.objects.filter(unit__resource__key=resource_key).order_by("version")
    return {
        (unit.removeprefix(f"{resource_key}."), language): body
        for unit, language, body in found.values_list("unit__key", "language", "body")
    }
