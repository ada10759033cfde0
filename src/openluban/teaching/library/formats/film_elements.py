"""WebM (EBML): elements in elements. Headers are read, what a film shows never is."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from openluban.teaching.library.formats.film_facts import (
    MOST_PARTS,
    WEBM,
    Broken,
    FilmFacts,
    OtherCoding,
)

HEAD = b"\x1aE\xdf\xa3"
_DOCTYPE = 0x4282
_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK, _TYPE, _CODING, _VIDEO = 0xAE, 0x83, 0x86, 0xE0
_WIDTH, _HEIGHT = 0xB0, 0xBA
_PICTURES = 1
_CODINGS = frozenset({"V_VP8", "V_VP9", "V_AV1"})
_LARGEST_HEAD = 1_000_000
"""Bytes of an element that is read whole: what a film says of itself is far smaller."""
_NANOSECONDS = 1_000_000
_MOST_MILLISECONDS = 100 * 3_600_000
_MOST_POINTS = 100_000


@dataclass(frozen=True, slots=True)
class _Element:
    """An element: its number, and where what it holds begins and ends (None: nobody said)."""

    number: int
    start: int
    end: int | None


def is_webm(head: bytes) -> bool:
    """Test whether a file begins as WebM does; other Matroska files do not."""
    if not head.startswith(HEAD):
        return False
    try:
        whole = next(_elements(head, 0, len(head)))
        end = len(head) if whole.end is None else min(whole.end, len(head))
        return any(
            each.number == _DOCTYPE and head[each.start : each.end].rstrip(b"\0") == b"webm"
            for each in _elements(head, whole.start, end)
        )
    except (Broken, StopIteration):
        return False


def webm_facts(file: IO[bytes], size: int) -> FilmFacts:
    """Return what a WebM film says of itself.

    :raises Broken: elements do not fit into each other or into the file, or there is no film
    :raises OtherCoding: its pictures are none that WebM may have
    """
    found: dict[int, bytes] = {}
    for each in _outer(file, size):
        if each.number in {_INFO, _TRACKS} and each.number not in found:
            if each.end is None or each.end - each.start > _LARGEST_HEAD:
                raise Broken(each.start)
            file.seek(each.start)
            found[each.number] = file.read(each.end - each.start)
        elif each.number == _CLUSTER:
            found[_CLUSTER] = b""
    if _TRACKS not in found or _CLUSTER not in found:
        raise Broken(size)
    width, height = _pictures(found[_TRACKS])
    return FilmFacts(WEBM, _length(found.get(_INFO, b"")), width, height)


def _outer(file: IO[bytes], size: int) -> Iterator[_Element]:
    """Yield the parts of the film: those right inside its segment."""
    place, end = 0, size
    for _part in range(MOST_PARTS):
        if place >= end:
            return
        file.seek(place)
        each = _element(file.read(12), place)
        if each.end is not None and each.end > end:
            raise Broken(place)
        if each.number == _SEGMENT:
            place, end = each.start, size if each.end is None else each.end
            continue
        yield each
        if each.end is None:  # as it came out of a camera: nothing after it can be found
            return
        place = each.end
    raise Broken(place)


def _elements(data: bytes, start: int, end: int) -> Iterator[_Element]:
    place = start
    while place < end:
        each = _element(data[place : place + 12], place)
        if each.end is None or each.end > end:
            raise Broken(place)
        yield each
        place = each.end


def _element(head: bytes, place: int) -> _Element:
    number, wide = _number(head, place, keeps_mark=True)
    length, long = _number(head[wide:], place, keeps_mark=False)
    start = place + wide + long
    is_unknown = length == (1 << 7 * long) - 1
    return _Element(number, start, None if is_unknown else start + length)


def _number(head: bytes, place: int, *, keeps_mark: bool) -> tuple[int, int]:
    """Return a number of variable length, and how many bytes it takes."""
    wide = 9 - head[0].bit_length() if head and head[0] else 0
    if not wide or len(head) < wide:
        raise Broken(place)
    whole = int.from_bytes(head[:wide], "big")
    return (whole if keeps_mark else whole & ((1 << 7 * wide) - 1)), wide


def _values(data: bytes) -> dict[int, bytes]:
    return {each.number: data[each.start : each.end] for each in _elements(data, 0, len(data))}


def _pictures(data: bytes) -> tuple[int, int]:
    """Return width and height of the first track of pictures."""
    for each in _elements(data, 0, len(data)):
        track = _values(data[each.start : each.end]) if each.number == _TRACK else {}
        if int.from_bytes(track.get(_TYPE, b""), "big") != _PICTURES:
            continue
        coding = track.get(_CODING, b"").rstrip(b"\0").decode("ascii", "replace")
        if coding not in _CODINGS:
            raise OtherCoding(coding)
        shown = _values(track.get(_VIDEO, b""))
        sides = [int.from_bytes(shown.get(side, b"")[:8], "big") for side in (_WIDTH, _HEIGHT)]
        width, height = (side if side <= _MOST_POINTS else 0 for side in sides)
        return width, height
    raise Broken(0)


def _length(data: bytes) -> int:
    about = _values(data)
    scale = int.from_bytes(about.get(_SCALE, b""), "big") or _NANOSECONDS
    told = about.get(_DURATION, b"")
    if len(told) not in {4, 8}:
        return 0
    (length,) = struct.unpack(">f" if len(told) == 4 else ">d", told)  # noqa: PLR2004
    milliseconds = length * scale / _NANOSECONDS
    if not math.isfinite(milliseconds) or not 0 <= milliseconds < _MOST_MILLISECONDS:
        return 0
    return int(milliseconds)
