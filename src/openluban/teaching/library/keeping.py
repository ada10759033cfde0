"""Images among the installation's files, each once under its digest."""

from openluban.foundation.files.stores import data_of, put_data


def name_of(digest: str, ending: str) -> str:
    """Return the name under which an image is kept."""
    return f"library/{digest[:2]}/{digest}.{ending}"


def keep(digest: str, ending: str, data: bytes) -> None:
    """Keep an image, unless it is kept."""
    put_data(name_of(digest, ending), data)


def image_data(digest: str, ending: str) -> bytes | None:
    """Return an image that is kept, None if it is not."""
    return data_of(name_of(digest, ending))
