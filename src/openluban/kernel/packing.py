"""Ascending numbers as few bytes: the gaps between them, one or two bytes each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

_BYTE, _PAIR = 0xFF, 0xFFFF
"""A gap of so many or more is written as several: this value says that more follows."""


class Packed(NamedTuple):
    """A list of ids: its first one, how many, and the gaps as bytes; the first byte is a width."""

    first: int
    size: int
    gaps: bytes


def pack(ids: Ids, starts: Ids) -> list[Packed]:
    """Pack lists of ascending ids, written one after the other; ``starts`` says where each begins.

    No list is empty, and no id stands twice in a list.
    """
    ends = np.append(starts[1:], len(ids))
    gaps = np.diff(ids, prepend=ids[:1])
    gaps[starts] = 0  # an entry that is cut off again: lists have one gap less than ids
    fits_a_byte = np.add.reduceat(1 + gaps // _BYTE, starts) <= 2 * np.add.reduceat(
        1 + gaps // _PAIR, starts
    )
    written: list[bytes] = [b""] * len(starts)
    for mark, kind, most, chosen in (
        (b"\1", "u1", _BYTE, fits_a_byte),
        (b"\2", "<u2", _PAIR, ~fits_a_byte),
    ):
        places = np.flatnonzero(chosen)
        if len(places):
            mine = np.repeat(chosen, ends - starts)
            lengths = (ends - starts)[places]
            for place, some in zip(
                places.tolist(), _written(gaps[mine], lengths, kind, most), strict=True
            ):
                written[place] = mark + some
    firsts, counts = ids[starts].tolist(), (ends - starts).tolist()
    return [Packed(*each) for each in zip(firsts, counts, written, strict=True)]


def _written(gaps: Ids, lengths: Ids, kind: str, most: int) -> list[bytes]:
    fillers = gaps // most
    ends = np.cumsum(fillers + 1)
    entries = np.full(int(ends[-1]), most, dtype=kind)
    entries[ends - 1] = gaps % most
    joined, width = entries.tobytes(), entries.itemsize
    lasts = (ends[np.cumsum(lengths) - 1] * width).tolist()
    firsts = [0, *lasts[:-1]]
    return [joined[first + width : last] for first, last in zip(firsts, lasts, strict=True)]


def unpack(packed: Sequence[tuple[int, bytes]]) -> tuple[Ids, Ids]:
    """Return the ids of lists given as (first, gaps), and for each id the place of its list."""
    found: list[Ids] = []
    owners: list[Ids] = []
    for width, kind, most in ((1, "u1", _BYTE), (2, "<u2", _PAIR)):
        places = [place for place, (_first, gaps) in enumerate(packed) if gaps[0] == width]
        if places:
            ids, of = _unpacked([packed[place] for place in places], kind, most)
            found.append(ids)
            owners.append(np.array(places, dtype=np.int64)[of])
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(found), np.concatenate(owners)


def _unpacked(packed: Sequence[tuple[int, bytes]], kind: str, most: int) -> tuple[Ids, Ids]:
    width = np.dtype(kind).itemsize
    # Each list begins with an entry of its own, for the first id.
    sizes = np.array([(len(gaps) - 1) // width + 1 for _first, gaps in packed], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    joined = np.frombuffer(b"".join([gaps[1:] for _first, gaps in packed]), dtype=kind)
    entries = np.zeros(int(sizes.sum()), dtype=np.int64)
    is_gap = np.ones(len(entries), dtype=np.bool_)
    is_gap[starts] = False
    entries[is_gap] = joined
    is_id = entries != most
    firsts = np.array([first for first, _gaps in packed], dtype=np.int64)
    sums = np.cumsum(entries)
    ids = sums + np.repeat(firsts - sums[starts], sizes)
    of = np.repeat(np.arange(len(packed), dtype=np.int64), sizes)
    return ids[is_id], of[is_id]
