"""Packs as folders: there whole under their name, or not at all."""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openluban.teaching.packs.errors import AlreadyThere, CannotWrite
from openluban.teaching.packs.formats.contents import Content, chunks_of

_HERE = -100
"""AT_FDCWD: names are meant as they would be for ``rename``."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""


@contextmanager
def disk_refusals(place: Path) -> Iterator[None]:
    """Turn what the disk says into a refusal.

    :raises CannotWrite: the disk is full, read-only, or gone
    """
    try:
        yield
    except OSError as fault:
        raise CannotWrite(name=place, why=fault.strerror or fault) from fault


def write_folder(place: Path, contents: Iterable[tuple[str, Content]]) -> None:
    """Write files into a new folder, which takes its name once all are on the disk.

    :raises AlreadyThere: there is something under the name
    :raises CannotWrite: the disk refuses
    :raises FilmLost: a film is not what was kept
    """
    if place.exists() or place.is_symlink():
        raise AlreadyThere(name=place)
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    with disk_refusals(place):
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            unfinished.mkdir(parents=True)
            for path, data in contents:
                write_file(unfinished / path, chunks_of(data))
            flush_folders(unfinished)
            unfinished.rename(place)
            flush_folder(place.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def write_file(place: Path, chunks: Iterable[bytes]) -> None:
    """Write a file; it has its name only once it is whole and on the disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as file:
        for data in chunks:
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(place)


def flush_folders(place: Path) -> None:
    """Let the names of files in a folder, and in those inside it, be on the disk."""
    for folder, _folders, _files in os.walk(place):
        flush_folder(Path(folder))


def flush_folder(place: Path) -> None:
    """Let the names in a folder be on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(fresh: Path, place: Path, aside: Path) -> None:
    """Let two folders change names in one step; ``fresh`` holds the old one afterwards.

    Where the system knows no such step the old one goes ``aside`` for a moment, and
    ``put_back`` undoes that after a loss of power.
    """
    if not _exchanged(fresh, place):
        place.rename(aside)
        fresh.rename(place)
        aside.rename(fresh)
    flush_folder(place.parent)


def put_back(place: Path, aside: Path) -> None:
    """Give the old folder its name back if an exchange was cut off in its middle."""
    if aside.is_dir() and not place.exists():
        aside.rename(place)
    elif aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))
