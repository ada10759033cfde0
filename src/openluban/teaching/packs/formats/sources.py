"""Folders and zips that may be packs: opened without trusting a name, a size or a link in them."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.packs.formats.manifests import MOST_FILES, PATH_FAULTS
from openluban.teaching.packs.formats.unfit import PackUnfit, problem, unfit, unfit_all
from openluban.teaching.packs.rules.paths import fault_of

CHUNK = 256 * 1_024
_SYMLINK_BITS = 16
_MOST_RATIO = 300
_SMALL = 1_000_000
"""Bytes; what is smaller harms nobody, however well it was packed."""
_MOST_TOLD = 50
_DEEPEST = 12
_KINDS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Source(Protocol):
    """Files by their paths; ``sizes`` are what the source says of itself, not what is true."""

    sizes: dict[str, int]

    def chunks(self, path: str, *, at_most: int) -> Iterator[bytes]:
        """Yield the bytes of a file, at most one more than ``at_most``; PackUnfit if it fails."""
        ...


def read_whole(source: Source, path: str, *, at_most: int) -> bytes:
    """Return a file of a source.

    :raises PackUnfit: it is not there, is larger, or cannot be read
    """
    if path not in source.sizes:
        raise unfit("missing", _("It is missing."), path)
    data = b"".join(source.chunks(path, at_most=at_most))
    if len(data) > at_most:
        sentence = _("It is larger than %(limit)s bytes.")
        raise unfit("too_large", sentence, path, limit=at_most)
    return data


@contextmanager
def opened(place: Path) -> Iterator[Source]:
    """Open a folder or a zip.

    :raises PackUnfit: it is neither, or holds what no pack may hold
    """
    if place.is_dir():
        yield FolderSource(place)
        return
    try:
        file = place.open("rb")
    except OSError as fault:
        sentence = _("It cannot be read: %(why)s.")
        raise unfit("unreadable", sentence, place.name, why=fault.strerror or fault) from fault
    with file, _unzipped(file, place.name) as found:
        yield ZipSource(found, place.name)


@contextmanager
def _unzipped(file: IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    try:
        found = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        sentence = _("It is no zip, or its end is cut off.")
        raise unfit("not_zip", sentence, name) from fault
    with found:
        yield found


class ZipSource:
    """A zip; opening it looks at its list alone."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        """Take a zip whose list is sound.

        :raises PackUnfit: it is not; every file that is not is named
        """
        self._file = file
        entries = [entry for entry in file.infolist() if not _is_folder(entry)]
        if len(entries) > MOST_FILES + 3:
            raise unfit("too_many", _("There are more than %(n)s files."), name, n=MOST_FILES)
        problems = list(_faults(entries))
        if problems:
            raise unfit_all(problems[:_MOST_TOLD])
        self._entries = {entry.filename: entry for entry in entries}
        self.sizes = {entry.filename: entry.file_size for entry in entries}

    def chunks(self, path: str, *, at_most: int) -> Iterator[bytes]:
        """Yield the bytes of a file, at most one more than ``at_most``.

        :raises PackUnfit: it is damaged
        """
        left = at_most + 1
        try:
            with self._file.open(self._entries[path]) as file:
                while left and (data := file.read(min(left, CHUNK))):
                    left -= len(data)
                    yield data
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as fault:
            raise unfit("damaged", _("It is damaged on the way."), path) from fault


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() and entry.file_size == 0 and not fault_of(entry.filename.rstrip("/"))


def _faults(entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.orig_filename
        fault = fault_of(name)
        if stat.S_ISLNK(entry.external_attr >> _SYMLINK_BITS):
            yield problem("link", _("It is a link to another place."), name)
        elif name.lower() in seen and seen[name.lower()] != name:
            sentence = _("Only capital letters tell it from “%(other)s”.")
            yield problem("case", sentence, name, other=seen[name.lower()])
        elif name.lower() in seen:
            yield problem("twice", _("It is there twice."), name)
        elif fault:
            yield problem(fault, PATH_FAULTS[fault], name)
        else:
            yield from _faults_of_size(entry)
        seen[name.lower()] = name


def _faults_of_size(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    if entry.flag_bits & 1:
        yield problem("encrypted", _("It is encrypted."), entry.filename)
    elif entry.compress_type not in _KINDS:
        yield problem("packed", _("It is packed in a way that is not read here."), entry.filename)
    elif entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO):
        sentence = _("It would swell to %(size)s bytes out of %(packed)s.")
        sizes = {"size": entry.file_size, "packed": entry.compress_size}
        yield problem("bomb", sentence, entry.filename, **sizes)


class FolderSource:
    """A folder; what begins with a dot is not looked at, links are not followed."""

    def __init__(self, folder: Path) -> None:
        """Take a folder of plain files.

        :raises PackUnfit: there is something else in it; every such thing is named
        """
        self._folder = folder
        self.sizes: dict[str, int] = {}
        self._problems: list[Problem] = []
        try:
            self._walk(folder, PurePosixPath(), 0)
        except OSError as fault:
            sentence = _("It cannot be read: %(why)s.")
            raise unfit("unreadable", sentence, folder.name, why=fault.strerror) from fault
        if self._problems:
            raise unfit_all(self._problems[:_MOST_TOLD])

    def _walk(self, folder: Path, inside: PurePosixPath, depth: int) -> None:
        if depth > _DEEPEST or len(self.sizes) > MOST_FILES + 3:
            self._problems.append(problem("too_many", _("There are too many files."), str(inside)))
            return
        with os.scandir(folder) as entries:
            for each in entries:
                if each.name.startswith("."):
                    continue
                name = str(inside / each.name)
                if each.is_symlink():
                    sentence = _("It is a link to another place.")
                    self._problems.append(problem("link", sentence, name))
                elif each.is_dir(follow_symlinks=False):
                    self._walk(Path(each.path), inside / each.name, depth + 1)
                elif each.is_file(follow_symlinks=False):
                    self.sizes[name] = each.stat(follow_symlinks=False).st_size
                else:
                    self._problems.append(problem("not_plain", _("It is no plain file."), name))

    def chunks(self, path: str, *, at_most: int) -> Iterator[bytes]:
        """Yield the bytes of a file, at most one more than ``at_most``.

        :raises PackUnfit: it cannot be read, or is a link by now
        """
        left = at_most + 1
        try:
            # Whoever puts a link or a pipe here meanwhile must gain nothing.
            handle = os.open(self._folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                while left and (data := file.read(min(left, CHUNK))):
                    left -= len(data)
                    yield data
        except OSError as fault:
            sentence = _("It cannot be read: %(why)s.")
            raise unfit("unreadable", sentence, path, why=fault.strerror or fault) from fault


__all__ = ["CHUNK", "FolderSource", "PackUnfit", "Source", "ZipSource", "opened", "read_whole"]
