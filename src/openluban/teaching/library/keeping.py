"""Images and films among the installation's files, each once under its digest."""

from collections.abc import Iterator
from typing import IO

from openluban.foundation.files.parts import Kept
from openluban.foundation.files.stores import data_of, put_data, the_store


def name_of(digest: str, ending: str) -> str:
    """Return the name under which an image is kept."""
    return f"library/{digest[:2]}/{digest}.{ending}"


def keep(digest: str, ending: str, data: bytes) -> None:
    """Keep an image, unless it is kept."""
    put_data(name_of(digest, ending), data)


def image_data(digest: str, ending: str) -> bytes | None:
    """Return an image that is kept, None if it is not."""
    return data_of(name_of(digest, ending))


def film_name(digest: str, ending: str) -> str:
    """Return the name under which a film is kept."""
    return f"films/{digest[:2]}/{digest}.{ending}"


def keep_film(digest: str, ending: str, file: IO[bytes]) -> None:
    """Keep a film, unless it is kept; it is read piece by piece.

    :raises FilesUnavailable: the store does not take it
    """
    the_store().put(film_name(digest, ending), file)


def kept_film(digest: str, ending: str) -> Kept | None:
    """Return a film that is kept, None if it is lost."""
    return the_store().find(film_name(digest, ending))


def film_parts(digest: str, ending: str) -> Iterator[bytes]:
    """Yield the bytes of a film that is kept, piece by piece; none if it is lost."""
    kept = kept_film(digest, ending)
    if kept is not None:
        yield from the_store().parts(kept)
