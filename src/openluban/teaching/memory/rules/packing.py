"""Ascending numbers as bytes: each is written as how much it is above the first.

They take more room than the gaps between them, but are read in a tenth of the time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

REACH = 32
"""Numbers of a list are less than 2 to this above its first."""
_KIND = np.dtype("<u4")


class Packed(NamedTuple):
    """A list of ids: its first one, how many, and each as four bytes above the first."""

    first: int
    size: int
    offsets: bytes


def pack(ids: Ids, starts: Ids) -> list[Packed]:
    """Pack lists of ascending ids, written one after the other; ``starts`` says where each begins.

    No list is empty, and no id stands twice in a list. The ids of one list have all but the last
    ``REACH`` bits in common.
    """
    sizes = np.diff(np.append(starts, len(ids)))
    firsts = ids[starts]
    written = (ids - np.repeat(firsts, sizes)).astype(_KIND).tobytes()
    ends = (np.cumsum(sizes) * _KIND.itemsize).tolist()
    begins = [0, *ends[:-1]]
    each = zip(firsts.tolist(), sizes.tolist(), begins, ends, strict=True)
    return [Packed(first, size, written[begin:end]) for first, size, begin, end in each]


def unpack(packed: Sequence[tuple[int, bytes]]) -> tuple[Ids, Ids]:
    """Return the ids of lists given as (first, offsets), one after the other, and their sizes."""
    sizes = np.array([len(offsets) for _first, offsets in packed], dtype=np.int64)
    sizes //= _KIND.itemsize
    firsts = np.array([first for first, _offsets in packed], dtype=np.int64)
    joined = np.frombuffer(b"".join([offsets for _first, offsets in packed]), dtype=_KIND)
    ids: Ids = joined.astype(np.int64) + np.repeat(firsts, sizes)
    return ids, sizes
