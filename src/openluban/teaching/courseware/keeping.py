"""Packages as they came, each once under its digest; they are handed out, never shown."""

from openluban.foundation.files.parts import Kept
from openluban.foundation.files.stores import put_data, the_store


def name_of(digest: str) -> str:
    """Return the name under which a package is kept."""
    return f"courseware/{digest[:2]}/{digest}"


def keep(digest: str, data: bytes) -> None:
    """Keep a package whole, unless it is kept."""
    put_data(name_of(digest), data)


def find(digest: str) -> Kept | None:
    """Return the file of a package, None if it is not kept."""
    return the_store().find(name_of(digest))
