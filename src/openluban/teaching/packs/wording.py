"""What the parts of a pack are called."""

from django.utils.translation import gettext as _

from openluban.teaching.packs.rules.manifest import (
    BESIDE,
    FILM,
    FRAME,
    GLOSSARY,
    PICTURE,
    SEARCH,
    TEXT,
)


def part_words() -> dict[str, str]:
    """Return what the parts of a pack are called."""
    return {
        TEXT: _("Texts"),
        BESIDE: _("Side by side"),
        GLOSSARY: _("Glossary"),
        SEARCH: _("Search"),
        PICTURE: _("Pictures"),
        FILM: _("Films"),
        FRAME: _("All else"),
    }
