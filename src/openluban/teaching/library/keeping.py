"""Images in the installation's folder of files, each once under its digest."""

import os
from pathlib import Path

from django.conf import settings


def place_of(digest: str, ending: str) -> Path:
    """Return where an image lies."""
    return Path(settings.MEDIA_ROOT) / "library" / digest[:2] / f"{digest}.{ending}"


def keep(digest: str, ending: str, data: bytes) -> None:
    """Put an image there whole, unless it is there; whoever is killed leaves no half one."""
    place = place_of(digest, ending)
    if place.exists() and place.stat().st_size == len(data):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def image_data(digest: str, ending: str) -> bytes | None:
    """Return an image that is kept, None if it is not."""
    place = place_of(digest, ending)
    return place.read_bytes() if place.is_file() else None
