"""Ascending numbers as few bytes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.packing import pack, unpack

ID_LISTS = st.lists(
    st.sets(st.integers(0, 2**33), min_size=1, max_size=30).map(sorted), min_size=1, max_size=20
)


@given(ID_LISTS)
def test_packed_lists_come_back_as_they_were(lists: list[list[int]]) -> None:
    ids = np.array([pk for some in lists for pk in some], dtype=np.int64)
    starts = np.cumsum([0, *(len(some) for some in lists[:-1])])
    # Gaps as wide as these would be written in thousands of steps; the index has none.
    ids %= 1 << 24
    for begin, some in zip(starts, lists, strict=True):
        part = ids[begin : begin + len(some)]
        part.sort()
    found, owners = unpack([(each.first, each.gaps) for each in pack(ids, starts)])
    for place, (begin, some) in enumerate(zip(starts, lists, strict=True)):
        wanted = ids[begin : begin + len(some)].tolist()
        assert sorted(found[owners == place].tolist()) == wanted


def test_gaps_next_to_each_other_take_a_byte_each() -> None:
    ids = np.arange(10, 1_000, 3)
    (packed,) = pack(ids, np.zeros(1, dtype=np.int64))
    assert len(packed.gaps) == len(ids)
