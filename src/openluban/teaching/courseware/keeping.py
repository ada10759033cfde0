"""Packages as they came, each once under its digest; they are handed out, never shown."""

from pathlib import Path

from django.conf import settings

from openluban.teaching.packs.public import put_file


def place_of(digest: str) -> Path:
    """Return where a package lies."""
    return Path(settings.MEDIA_ROOT) / "courseware" / digest[:2] / digest


def keep(digest: str, data: bytes) -> None:
    """Put a package there whole, unless it is there; whoever is killed leaves no half one."""
    put_file(place_of(digest), data)
