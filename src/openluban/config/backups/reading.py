"""Opening a backup without trusting it: every member is checked before any is used."""

import contextlib
import hashlib
import io
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from openluban.config.backups.flaws import Damaged, Flaw
from openluban.config.backups.manifest import NAME, Manifest, Member, read_manifest

_CHUNK = 1 << 20
_LONGEST_MANIFEST = 1 << 26
_FREE_BYTES, _MOST_RATIO = 50_000_000, 200
"""Unpacked, a backup may have so many bytes in any case, or so many times its own."""
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError),
    *(NotImplementedError, OverflowError, RuntimeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose members are all as its manifest says."""

    manifest: Manifest
    file: zipfile.ZipFile

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a member piece by piece."""
        yield from _chunks(self.file, name, self.manifest.members[name].size)

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a member line by line."""
        with io.BufferedReader(self.file.open(name)) as member:  # type: ignore[type-var]
            yield from member

    def text(self, name: str) -> bytes:
        """Return a short member whole."""
        return b"".join(self.chunks(name))


@contextlib.contextmanager
def opened(raw: BinaryIO, *, into: Path) -> Iterator[Backup]:
    """Read a backup that is to be unpacked into a folder, and check all of it.

    :raises Damaged: it is no backup, or something in it is not as its list of contents says
    """
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(zipfile.ZipFile(raw))
            backup = _checked(file, os.fstat(raw.fileno()).st_size, into)
        except _FAULTS as fault:
            raise Damaged(Flaw.NO_ARCHIVE) from fault
        yield backup


def _checked(file: zipfile.ZipFile, length: int, into: Path) -> Backup:
    found = file.infolist()
    sizes = {each.filename: each.file_size for each in found}
    if len(sizes) != len(found) or any(_is_no_plain_file(each) for each in found):
        raise Damaged(Flaw.LINK)
    if NAME not in sizes or sizes[NAME] > _LONGEST_MANIFEST:
        raise Damaged(Flaw.NO_ARCHIVE)
    _would_fit(sum(sizes.values()), length, into)
    manifest = read_manifest(b"".join(_chunks(file, NAME, sizes[NAME])))
    if unlisted := sizes.keys() - manifest.members.keys() - {NAME}:
        raise Damaged(Flaw.UNLISTED, min(unlisted))
    for name, member in manifest.members.items():
        if name not in sizes:
            raise Damaged(Flaw.MISSING, name)
        _check(file, name, member)
    return Backup(manifest, file)


def _is_no_plain_file(about: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(about.external_attr >> 16)
    return about.is_dir() or kind not in {0, stat.S_IFREG} or bool(about.flag_bits & 0x1)


def _would_fit(size: int, length: int, into: Path) -> None:
    if size > max(_FREE_BYTES, _MOST_RATIO * length):
        raise Damaged(Flaw.BOMB)
    if size > shutil.disk_usage(into).free:
        raise Damaged(Flaw.NO_ROOM)


def _check(file: zipfile.ZipFile, name: str, member: Member) -> None:
    digest = hashlib.sha256()
    for chunk in _chunks(file, name, member.size):
        digest.update(chunk)
    if digest.hexdigest() != member.sha256:
        raise Damaged(Flaw.CHANGED, name)


def _chunks(file: zipfile.ZipFile, name: str, size: int) -> Iterator[bytes]:
    """Yield a member that must be exactly so long; what it says of itself is not believed."""
    left = size
    with file.open(name) as member:
        while chunk := member.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise Damaged(Flaw.CHANGED, name)
            yield chunk
    if left:
        raise Damaged(Flaw.CHANGED, name)
