import numpy as np
import pytest

from openluban.teaching.memory.indexing.joining import STEPS, join_crowded, tidy, tidy_step
from openluban.teaching.memory.indexing.lists import write_lists
from openluban.teaching.memory.models import Listing
from openluban.teaching.memory.rules.packing import REACH


def _lists() -> list[tuple[int, int, int]]:
    return sorted(Listing.objects.values_list("key", "first", "count"))


@pytest.mark.django_db(transaction=True)
def test_tidy_leaves_one_list_for_each_key() -> None:
    for first in (1, 10, 20):
        write_lists(np.array([5, 5, -6]), np.arange(first, first + 3))
    assert tidy() == 4
    assert _lists() == [(-6, 3, 3), (5, 1, 6)]
    assert tidy() == 0


@pytest.mark.django_db
def test_keys_at_both_ends_are_tidied_and_ids_kept_once() -> None:
    ends = [-(2**63), 2**63 - 1]
    for ids in ([1, 2], [2, 3]):
        for key in ends:
            write_lists(np.array([key, key]), np.array(ids))
    assert (tidy_step(0), tidy_step(1), tidy_step(STEPS - 1)) == (1, 0, 1)
    assert _lists() == [(key, 1, 3) for key in ends]


@pytest.mark.django_db
def test_only_the_keys_named_are_joined_and_only_lists_of_about_the_same_size() -> None:
    for first in range(4):
        write_lists(np.array([5, 6]), np.array([first, first]))
    write_lists(np.full(100, 5), np.arange(100, 200))
    assert join_crowded([5]) == 3
    assert _lists() == [(5, 0, 4), (5, 100, 100), *((6, first, 1) for first in range(4))]


@pytest.mark.django_db
def test_no_list_reaches_further_than_its_numbers_can() -> None:
    far = (1 << REACH) + 1
    write_lists(np.array([5, 5]), np.array([1, far]))
    write_lists(np.array([5, 5]), np.array([2, far + 1]))
    assert sum(map(tidy_step, range(STEPS))) == 2
    assert _lists() == [(5, 1, 2), (5, far, 2)]
