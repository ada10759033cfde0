"""Packs that were made and pictures that were made smaller, each once under its digest."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from openluban.teaching.library.public import image_data
from openluban.teaching.packs.narrowing import narrowed


def place_of(sha256: str) -> Path:
    """Return where a made pack lies."""
    return Path(settings.MEDIA_ROOT) / "packs" / sha256[:2] / f"{sha256}.zip"


def keep(data: bytes) -> str:
    """Put a made pack there whole, unless it is there; return its SHA-256.

    One that the disk has damaged is mended. Whoever is killed leaves no half one under the name.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    put_file(place_of(sha256), data)
    return sha256


def picture(digest: str, ending: str, width: int) -> bytes | None:
    """Return a picture of the library, at most so many pixels wide (0: as it is); None if lost."""
    if not width:
        return image_data(digest, ending)
    place = Path(settings.MEDIA_ROOT) / "packs" / "pictures" / f"{digest}-{width}.{ending}"
    if place.is_file():
        return place.read_bytes()
    data = image_data(digest, ending)
    if data is None:
        return None
    small = narrowed(data, ending, width)
    put_file(place, small)
    return small


def put_file(place: Path, data: bytes) -> None:
    """Put a file there whole, unless it is there; whoever is killed leaves no half one."""
    if place.exists() and place.read_bytes() == data:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=".unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(place)
    finally:
        Path(unfinished).unlink(missing_ok=True)
