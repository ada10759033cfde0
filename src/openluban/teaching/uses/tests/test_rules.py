"""How a version that is taught with stands to what is published."""

import pytest

from openluban.kernel.dates import ImpreciseDate
from openluban.teaching.uses.rules import Lag, ends_before_it_begins, lag_of


@pytest.mark.parametrize(
    ("version", "published", "known", "lag"),
    [
        (2, 2, {1, 2}, Lag.NEWEST),
        (1, 2, {1, 2}, Lag.OLDER),
        (2, None, {1, 2}, Lag.WITHDRAWN),
        (3, 2, {1, 2}, Lag.UNKNOWN),
        (1, None, set(), Lag.UNKNOWN),
        (2, 1, {1, 2}, Lag.NEWEST),  # taken out of use, and an older one published again
    ],
)
def test_lag(version: int, published: int | None, known: set[int], lag: Lag) -> None:
    assert lag_of(version, published=published, known=known) == lag


@pytest.mark.parametrize(
    ("since", "until", "is_wrong"),
    [("2026-09", "2026-08", True), ("2026-09-15", "2026-09", False), ("2026", "2026", False)],
)
def test_a_term_that_cannot_be(since: str, until: str, *, is_wrong: bool) -> None:
    found = ends_before_it_begins(ImpreciseDate.read(since), ImpreciseDate.read(until))
    assert found is is_wrong


def test_a_term_without_an_end_can_be() -> None:
    assert not ends_before_it_begins(ImpreciseDate.read("2026"), None)
