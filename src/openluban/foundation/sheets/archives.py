"""The zip file around a workbook, opened without trusting what it says of itself."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, StopReading, problem

_CHUNK = 1 << 16
# Small workbooks of equal rows shrink more than any honest large one.
_RATIO_FREE_BYTES = 1_000_000
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIZE = 20
_LONGEST_ENTRY = 1024
_HEADER_SIZE = 30
_UTF8_NAME = 0x800
_UNIX_MODE = 16
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The members of a zip file; what is read from them is counted and cut off at the limits.

    :raises StopReading: the directory is damaged, too long, encrypted or has forbidden names
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        self._zipped = len(content)
        self._spent = 0
        _check_directory_size(content, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS:
            raise StopReading(problem(Rule.DAMAGED_ARCHIVE)) from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._zip.infolist():
            _check_member(member)
            if member.filename in self._members:
                raise StopReading(problem(Rule.UNSAFE_PATH, name=member.filename))
            self._members[member.filename] = member
        if len(self._members) > limits.max_members:
            raise StopReading(problem(Rule.TOO_MANY_MEMBERS, limit=limits.max_members))
        _check_overlap(self._members.values())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def declared(self, name: str) -> tuple[int, int]:
        """Return how many bytes a member says it has, unzipped and zipped; neither is proven."""
        member = self._members[name]
        return member.file_size, member.compress_size

    def is_utf8(self, name: str) -> bool:
        """Test whether the name of a member says in which encoding it is."""
        return bool(self._members[name].flag_bits & _UTF8_NAME)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a member piece by piece.

        :raises StopReading: it is damaged, or unzips to more than is allowed
        """
        member = self._members[name]
        zipped = max(1, min(member.compress_size, self._zipped))
        unzipped = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    unzipped += len(chunk)
                    self._spend(len(chunk), unzipped, zipped)
                    yield chunk
        except _FAULTS:
            raise StopReading(problem(Rule.DAMAGED_ARCHIVE)) from None

    def _spend(self, size: int, unzipped: int, zipped: int) -> None:
        self._spent += size
        swollen = unzipped > max(_RATIO_FREE_BYTES, self._limits.max_ratio * zipped)
        if swollen or self._spent > self._limits.max_unzipped_bytes:
            raise StopReading(problem(Rule.ZIP_BOMB))


def _check_directory_size(content: bytes, limits: Limits) -> None:
    """Refuse a directory of a million entries before it is read.

    A workbook's directory ends the file; a file with a comment or more behind it is none.
    """
    end = len(content) - _END.size
    if end < 0:
        raise StopReading(problem(Rule.DAMAGED_ARCHIVE))
    mark, _, _, _, entries, size, _, comment = _END.unpack_from(content, end)
    if mark != b"PK\x05\x06" or comment:
        raise StopReading(problem(Rule.DAMAGED_ARCHIVE))
    if content[end - _LOCATOR_SIZE : end][:4] == b"PK\x06\x07":
        start = end - _LOCATOR_SIZE - _END64.size
        if start < 0:
            raise StopReading(problem(Rule.DAMAGED_ARCHIVE))
        _, _, _, _, _, _, _, entries, size, _ = _END64.unpack_from(content, start)
    if entries > limits.max_members or size > limits.max_members * _LONGEST_ENTRY:
        raise StopReading(problem(Rule.TOO_MANY_MEMBERS, limit=limits.max_members))


def _check_overlap(members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse members that share bytes: a few of them can stand for very much."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            raise StopReading(problem(Rule.DAMAGED_ARCHIVE))
        end = member.header_offset + _HEADER_SIZE + member.compress_size


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    if "\\" in name or "\0" in name or ":" in name or not {"", ".", ".."}.isdisjoint(parts):
        raise StopReading(problem(Rule.UNSAFE_PATH, name=name))
    if stat.S_ISLNK(member.external_attr >> _UNIX_MODE):
        raise StopReading(problem(Rule.UNSAFE_PATH, name=name))
    if member.flag_bits & 0x1:
        raise StopReading(problem(Rule.ENCRYPTED))
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise StopReading(problem(Rule.DAMAGED_ARCHIVE))
