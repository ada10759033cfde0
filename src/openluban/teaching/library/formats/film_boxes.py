"""MP4 (ISO 14496-12): boxes in boxes. Headers are read, what a film shows never is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from openluban.teaching.library.formats.film_facts import (
    MOST_PARTS,
    MP4,
    Broken,
    FilmFacts,
    OtherCoding,
)

_BRANDS = frozenset(
    {b"mp41", b"mp42", b"avc1", b"isom", b"M4V ", b"dash", *(b"iso%d" % n for n in range(2, 10))}
)
_CODINGS = frozenset({b"avc1", b"avc3"})
_MOST_BRANDS = 100
_LARGE, _TO_THE_END = 1, 0
_MOST_MILLISECONDS = 100 * 3_600_000


@dataclass(frozen=True, slots=True)
class _Box:
    """A box: its kind, and where what it holds begins and ends."""

    kind: bytes
    start: int
    end: int


def is_mp4(head: bytes) -> bool:
    """Test whether a file begins as an MP4 film does; QuickTime and HEIC do not."""
    if head[4:8] != b"ftyp" or len(head) < 16:  # noqa: PLR2004 - with one brand
        return False
    size = min(int.from_bytes(head[:4], "big"), 16 + 4 * _MOST_BRANDS, len(head))
    brands = {head[8:12], *(head[place : place + 4] for place in range(16, size, 4))}
    return bool(brands & _BRANDS)


def mp4_facts(file: IO[bytes], size: int) -> FilmFacts:
    """Return what an MP4 film says of itself.

    :raises Broken: boxes do not fit into each other or into the file, or there is no film in them
    :raises OtherCoding: its pictures are not H.264
    """
    boxes = _Boxes(file)
    outer = list(boxes.inside(0, size))
    movie = next((box for box in outer if box.kind == b"moov"), None)
    if movie is None or not any(box.kind == b"mdat" for box in outer):
        raise Broken(size)
    milliseconds, shown = 0, None
    for box in boxes.inside(movie.start, movie.end):
        if box.kind == b"mvhd":
            milliseconds = _length(boxes.read(box, 32))
        elif box.kind == b"trak":
            shown = shown or boxes.pictures_of(box)
    if shown is None:
        raise Broken(movie.start)
    return FilmFacts(MP4, milliseconds, *shown)


class _Boxes:
    """Walks through boxes; counts them, so that no file keeps it busy."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._left = MOST_PARTS

    def inside(self, start: int, end: int) -> Iterator[_Box]:
        place = start
        while place < end:
            self._left -= 1
            head = self._at(place, 16)
            if self._left < 0 or len(head) < 8 or place + 8 > end:  # noqa: PLR2004
                raise Broken(place)
            length, kind, begins = int.from_bytes(head[:4], "big"), head[4:8], place + 8
            if length == _LARGE:
                length, begins = int.from_bytes(head[8:16], "big"), place + 16
            elif length == _TO_THE_END:
                length = end - place
            if place + length < begins or place + length > end:
                raise Broken(place)
            yield _Box(kind, begins, place + length)
            place += length

    def read(self, box: _Box, most: int) -> bytes:
        """Return the beginning of what a box holds."""
        return self._at(box.start, min(most, box.end - box.start))

    def pictures_of(self, track: _Box) -> tuple[int, int] | None:
        """Return width and height of a track of pictures, None for one of something else."""
        media = self._first(track, b"mdia")
        handler = self.read(self._first(media, b"hdlr"), 12)
        if handler[8:12] != b"vide":
            return None
        table = self._first(self._first(self._first(media, b"minf"), b"stbl"), b"stsd")
        entry = next(self.inside(table.start + 8, table.end), None)
        if entry is None:
            raise Broken(table.start)
        if entry.kind not in _CODINGS:
            raise OtherCoding(entry.kind.decode("ascii", "replace"))
        about = self.read(entry, 28)
        if len(about) < 28:  # noqa: PLR2004
            raise Broken(entry.start)
        width, height = struct.unpack(">HH", about[24:28])
        return width, height

    def _first(self, box: _Box, kind: bytes) -> _Box:
        found = next((each for each in self.inside(box.start, box.end) if each.kind == kind), None)
        if found is None:
            raise Broken(box.start)
        return found

    def _at(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return self._file.read(length)


def _length(header: bytes) -> int:
    """Return the milliseconds that the head of the film names; 0 where it does not know."""
    try:
        if header[0] == 1:
            scale, length = struct.unpack(">IQ", header[20:32])
            unknown = 2**64 - 1
        else:
            scale, length = struct.unpack(">II", header[12:20])
            unknown = 2**32 - 1
    except (struct.error, IndexError):
        return 0
    told = length * 1_000 // scale if scale and length != unknown else 0
    return told if told < _MOST_MILLISECONDS else 0
