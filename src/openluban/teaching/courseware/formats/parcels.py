"""The file of a package, opened without trusting a name, a size or a link in it."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, StopReading
from openluban.teaching.courseware.formats.problems import ParcelRefused, refused

LARGEST = 200_000_000
"""Bytes of a package."""
MOST_FILES = 10_000
MOST_UNPACKED = 1_000_000_000
LARGEST_FILE = 500_000_000
_MOST_RATIO = 300
_SMALL = 1_000_000
_LIMITS = Limits(
    max_bytes=LARGEST,
    max_unzipped_bytes=MOST_UNPACKED,
    max_ratio=_MOST_RATIO,
    max_members=MOST_FILES,
)
_SENTENCES = {
    Rule.DAMAGED_ARCHIVE: ("zip.damaged", _("This is no zip, or it is damaged.")),
    Rule.ZIP_BOMB: ("zip.bomb", _("Unpacked, it is too large to be honest, or to be read.")),
    Rule.TOO_MANY_MEMBERS: ("zip.too_many", _("There are more than %(limit)s files in it.")),
    Rule.UNSAFE_PATH: (
        "zip.unsafe_path",
        _("A file in it is a link, is there twice, or its name leads out: %(why)s"),
    ),
    Rule.ENCRYPTED: ("zip.encrypted", _("It has a password. Save it without one.")),
}


class Files:
    """The files of a package by their paths, as the manifest names them."""

    def __init__(self, data: bytes, name: str) -> None:
        """Take the bytes of a zip, or of a bare ``cmi5.xml``.

        :raises ParcelRefused: it is too large, damaged, or holds what no package may hold
        """
        self.name = name
        self._alone: dict[str, bytes] = {}
        self._archive: Archive | None = None
        self._paths: dict[str, str] = {}
        if len(data) > LARGEST:
            sentence = _("This has %(size)s bytes; at most %(limit)s are taken.")
            raise refused("parcel.too_large", sentence, name, size=len(data), limit=LARGEST)
        if _is_markup(data):
            self._alone = {"cmi5.xml": data}
            self._paths = {"cmi5.xml": "cmi5.xml"}
            return
        try:
            self._archive = Archive(data, _LIMITS)
        except StopReading as fault:
            raise _explained(fault, name) from fault
        self._check_sizes(self._archive)
        for path in self._archive:
            if not path.endswith("/"):
                for alias in _aliases(path, is_utf8=self._archive.is_utf8(path)):
                    self._paths.setdefault(alias, path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive if self._archive is not None else self._alone)

    def find(self, path: str) -> str:
        """Return how a path is written in the package, ``""`` if there is no such file."""
        return self._paths.get(path) or self._paths.get(path.casefold(), "")

    def read(self, path: str, *, at_most: int) -> bytes:
        """Return a file that ``find`` has found.

        :raises ParcelRefused: it is larger, or damaged
        """
        if self._archive is None:
            data = self._alone[path]
        else:
            data = self._unpacked(self._archive, path, at_most)
        if len(data) > at_most:
            sentence = _("This has more than %(limit)s bytes.")
            raise refused("file.too_large", sentence, path, limit=at_most)
        return data

    def _unpacked(self, archive: Archive, path: str, at_most: int) -> bytes:
        pieces, size = [], 0
        try:
            for chunk in archive.chunks(path):
                pieces.append(chunk)
                size += len(chunk)
                if size > at_most:
                    break
        except StopReading as fault:
            raise _explained(fault, path) from fault
        return b"".join(pieces)

    def _check_sizes(self, archive: Archive) -> None:
        whole = 0
        for path in archive:
            unpacked, packed = archive.declared(path)
            whole += unpacked
            is_bomb = unpacked > max(_SMALL, packed * _MOST_RATIO)
            if is_bomb or unpacked > LARGEST_FILE or whole > MOST_UNPACKED:
                sentence = _("It would swell to %(size)s bytes out of %(packed)s.")
                raise refused("zip.bomb", sentence, path, size=unpacked, packed=packed)


def is_package(place: Path) -> bool:
    """Test by name and first bytes whether a file is meant as a package: a zip, or cmi5.xml."""
    if not place.is_file():
        return False
    with place.open("rb") as file:
        start = file.read(4)
    if place.suffix.lower() in {".zip", ".imscc"}:
        return True
    return place.suffix.lower() == ".xml" and not start.startswith(b"PK")


def _is_markup(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))


def _aliases(path: str, *, is_utf8: bool) -> Iterator[str]:
    """Yield how a manifest may write a path; old zips do not say in which encoding names are."""
    yield path
    if not is_utf8 and not path.isascii():
        for encoding in ("utf-8", "gb18030", "cp866"):
            try:
                other = path.encode("cp437").decode(encoding)
            except UnicodeError:
                continue
            yield other
            yield other.casefold()
    yield path.casefold()


def _explained(fault: StopReading, name: str) -> ParcelRefused:
    known = _SENTENCES.get(Rule(fault.found.rule), _SENTENCES[Rule.DAMAGED_ARCHIVE])
    rule, sentence = known
    return refused(rule, sentence, name, limit=MOST_FILES, why=str(fault.found))
