"""What may follow on what, days of expiry, places in status lists."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.learning.credentials.rules import (
    PLACES,
    Deed,
    bit_at,
    deeds_possible,
    free_places,
    is_website,
    months_later,
    no_bits,
    state_after,
    with_bits,
)


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("valid", [Deed.REVOKE, Deed.SUSPEND]),
        ("suspended", [Deed.REVOKE, Deed.REINSTATE]),
        ("revoked", []),
        ("superseded", []),
        ("erased", []),
        ("expired", []),
    ],
)
def test_what_is_revoked_stays_revoked(state: str, possible: list[Deed]) -> None:
    assert deeds_possible(state) == possible
    assert all(state_after(deed, state) for deed in possible)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-09-12", 24, "2028-09-12"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_later_is_a_day_that_there_is(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(st.sets(st.integers(0, PLACES - 1), max_size=50), st.integers(0, PLACES - 1))
def test_bits_are_those_that_were_set(places: set[int], other: int) -> None:
    bits = with_bits(no_bits(), sorted(places), on=True)
    assert len(bits) * 8 == PLACES
    assert all(bit_at(bits, place) for place in places)
    assert bit_at(bits, other) is (other in places)
    assert with_bits(bits, sorted(places), on=False) == no_bits()


def test_the_first_place_is_the_leftmost_bit() -> None:
    assert with_bits(no_bits(), [0], on=True)[0] == 0b1000_0000


@given(st.integers(0, 16), st.integers(0, 20), st.randoms(use_true_random=False))
def test_only_free_places_are_given_and_each_once(
    taken: int, wanted: int, chance: random.Random
) -> None:
    bits = with_bits(bytes(2), list(range(taken)), on=True)
    found = free_places(bits, wanted, chance)
    assert len(found) == len(set(found)) == min(wanted, 16 - taken)
    assert all(place >= taken for place in found)


def test_places_do_not_tell_who_was_first() -> None:
    found = free_places(no_bits(), 200, random.Random(1))  # noqa: S311 - a test
    assert found != sorted(found)
    assert max(found) > PLACES // 2 > min(found)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://college.example/about", True),
        ("http://college.example", False),
        ("https://", False),
        ("https://user@college.example", False),
        ("javascript:alert(1)", False),
        ("https://[broken", False),
    ],
)
def test_addresses(address: str, *, is_one: bool) -> None:
    assert is_website(address) is is_one
