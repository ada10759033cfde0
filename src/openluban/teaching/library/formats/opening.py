"""Reading files of a folder that came from outside: plain ones only, and no more than is sound."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem

MOST_ENTRIES = 5_000
"""Files and folders in a folder that is brought in."""
DEEPEST = 8


class Unfit(Exception):
    """A file that is not taken; ``problem`` says which and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the folder; ``name`` is its path inside, with slashes."""

    name: str
    place: Path
    is_link: bool
    is_plain: bool


def unfit(rule: str, sentence: object, name: str, line: int | None = None, **rest: object) -> Unfit:
    """Return the exception for a file and a rule."""
    return Unfit(Problem(rule, sentence, shown(name), line, rest))


def shown(name: str) -> str:
    """Return a file's name as it can be printed."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)[:200]


def entries_of(folder: Path) -> list[Entry]:
    """Return everything in the folder in the order of names; links are listed, never followed.

    :raises Unfit: there is too much, or it lies too deep
    """
    found = []
    for entry in _walked(folder, PurePosixPath(), 0):
        found.append(entry)
        if len(found) > MOST_ENTRIES:
            sentence = _("There are more than %(limit)s files.")
            raise unfit("folder.too_many", sentence, folder.name, limit=MOST_ENTRIES)
    return sorted(found, key=lambda entry: entry.name)


def _walked(folder: Path, inside: PurePosixPath, depth: int) -> Iterator[Entry]:
    if depth > DEEPEST:
        sentence = _("Folders lie deeper than %(limit)s levels.")
        raise unfit("folder.too_deep", sentence, str(inside), limit=DEEPEST)
    with os.scandir(folder) as entries:
        for each in entries:
            if each.name.startswith("."):
                continue
            name = inside / each.name
            if each.is_dir(follow_symlinks=False):
                yield from _walked(Path(each.path), name, depth + 1)
            else:
                mode = each.stat(follow_symlinks=False).st_mode
                place = Path(each.path)
                yield Entry(str(name), place, stat.S_ISLNK(mode), stat.S_ISREG(mode))


def entry_of(name: str, place: Path) -> Entry:
    """Return a single file as if it lay in a folder under this name."""
    mode = place.lstat().st_mode if place.exists() or place.is_symlink() else 0
    return Entry(name, place, stat.S_ISLNK(mode), stat.S_ISREG(mode))


def read_plain(entry: Entry, *, at_most: int) -> bytes:
    """Return the bytes of a file.

    :raises Unfit: it is a link or no plain file, is larger than so many bytes, or cannot be read
    """
    if entry.is_link:
        raise unfit(
            "file.link", _("This is a link to another place; put the file here."), entry.name
        )
    if not entry.is_plain:
        raise unfit("file.not_plain", _("This is no plain file."), entry.name)
    try:
        # Whoever puts a link or a pipe here meanwhile must gain nothing.
        handle = os.open(entry.place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise unfit("file.not_plain", _("This is no plain file."), entry.name)
            data = b"" if status.st_size > at_most else file.read(at_most + 1)
            size = max(status.st_size, len(data))
    except OSError as fault:
        sentence = _("This cannot be read: %(why)s.")
        raise unfit("file.unreadable", sentence, entry.name, why=fault.strerror) from fault
    if size > at_most:
        sentence = _("This has %(size)s bytes; at most %(limit)s are taken.")
        raise unfit("file.too_large", sentence, entry.name, size=size, limit=at_most)
    return data


@contextmanager
def opened_plain(name: str, place: Path) -> Iterator[BinaryIO]:
    """Open a plain file to be read piece by piece.

    :raises Unfit: it is a link or no plain file, or cannot be read
    """
    try:
        # Whoever puts a link or a pipe here meanwhile must gain nothing.
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            sentence = _("This is a link to another place; put the file here.")
            raise unfit("file.link", sentence, name) from fault
        sentence = _("This cannot be read: %(why)s.")
        raise unfit("file.unreadable", sentence, name, why=fault.strerror) from fault
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise unfit("file.not_plain", _("This is no plain file."), name)
        yield file


def decoded(data: bytes, name: str) -> str:
    """Return a text file's text.

    :raises Unfit: it is binary, or not UTF-8
    """
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise unfit("file.binary", _("This is no text: it holds null bytes."), name, line)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise unfit(
            "file.not_utf8", _("This is not UTF-8. Save it as UTF-8."), name, line
        ) from fault
