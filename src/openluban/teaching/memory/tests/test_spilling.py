from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.memory.indexing import storing
from openluban.teaching.memory.indexing.spilling import PARTS, Spill
from openluban.teaching.memory.indexing.storing import IndexWriter
from openluban.teaching.memory.models import Listing

KEYS = st.integers(-(2**63), 2**63 - 1) | st.sampled_from([-(2**63), -1, 0, 2**63 - 1])
TEXTS = [f"The conveyor {place} carries parts of kind {place % 7}." for place in range(60)]


@given(st.lists(st.lists(st.tuples(KEYS, st.integers(0, 2**40)))))
def test_all_that_was_taken_comes_back_in_parts_of_rising_keys(
    taken: list[list[tuple[int, int]]],
) -> None:
    spill = Spill()
    for pairs in taken:
        spill.take(
            np.array([key for key, _id in pairs], dtype=np.int64),
            np.array([pk for _key, pk in pairs], dtype=np.int64),
        )
    parts = list(spill.parts())
    assert all(part.low <= key <= part.high for part in parts for key in part.keys.tolist())
    assert all(one.high < other.low for one, other in pairwise(parts))
    back = [
        pair for part in parts for pair in zip(part.keys.tolist(), part.ids.tolist(), strict=True)
    ]
    assert sorted(back) == sorted(pair for pairs in taken for pair in pairs)
    assert list(spill.parts()) == []


def _written(*, held: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, bytes]]:
    monkeypatch.setattr(storing, "_MOST_HELD", held)
    Listing.objects.all().delete()
    for deed in range(5):
        writer = IndexWriter()
        for place in range(0, len(TEXTS), 10):
            ids = [1_000 * deed + one for one in range(place, place + 10)]
            writer.add(ids, TEXTS[place : place + 10], "en")
        writer.flush()
    rows = Listing.objects.values_list("key", "count", "offsets")
    return sorted((key, count, bytes(offsets)) for key, count, offsets in rows)


@pytest.mark.django_db
def test_what_waited_on_the_disk_is_written_as_if_it_had_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _written(held=500, monkeypatch=monkeypatch) == _written(
        held=10_000_000, monkeypatch=monkeypatch
    )
    parts = {key >> 58 for key in Listing.objects.values_list("key", flat=True)}
    assert len(parts) > PARTS // 2
