"""Files that somebody at the terminal names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from openluban.kernel.refusals import Refusal


class CannotRead(Refusal):
    """The file is not there, or may not be read."""

    code = "files.cannot_read"
    sentence = "%(name)s cannot be read: %(why)s."


class CannotWrite(Refusal):
    """There is such a file, or it cannot be made."""

    code = "files.cannot_write"
    sentence = "%(name)s cannot be written: %(why)s."


def read_file(place: Path) -> bytes:
    """Return what a file holds.

    :raises CannotRead: it cannot be read
    """
    try:
        return place.read_bytes()
    except OSError as fault:
        raise CannotRead(name=place, why=fault.strerror or fault) from fault


@contextmanager
def written_file(place: Path) -> Iterator[BinaryIO]:
    """Write a new file that is there whole or not at all, for its owner alone to read.

    :raises CannotWrite: there is such a file, or it cannot be made
    """
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            # A link refuses a name that somebody took meanwhile; a rename would overwrite.
            os.link(unfinished, place)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as fault:
        raise CannotWrite(name=place, why=fault.strerror or fault) from fault
