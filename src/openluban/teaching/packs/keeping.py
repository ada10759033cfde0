"""Packs that were made and pictures that were made smaller, each once under its digest."""

from typing import IO

from openluban.foundation.files.parts import digest_of
from openluban.foundation.files.stores import data_of, put_data, the_store
from openluban.teaching.library.public import image_data
from openluban.teaching.packs.narrowing import narrowed


def name_of(sha256: str) -> str:
    """Return the name under which a made pack is kept."""
    return f"packs/{sha256[:2]}/{sha256}.zip"


def keep(file: IO[bytes]) -> tuple[str, int]:
    """Keep a made pack whole, unless it is kept; return its SHA-256 and its size."""
    sha256, size = digest_of(file)
    the_store().put(name_of(sha256), file)
    return sha256, size


def picture(digest: str, ending: str, width: int) -> bytes | None:
    """Return a picture of the library, at most so many pixels wide (0: as it is); None if lost."""
    if not width:
        return image_data(digest, ending)
    name = f"packs/pictures/{digest}-{width}.{ending}"
    if (known := data_of(name)) is not None:
        return known
    data = image_data(digest, ending)
    if data is None:
        return None
    small = narrowed(data, ending, width)
    put_data(name, small)
    return small
