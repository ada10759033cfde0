"""When a list goes round in circles, and from when the next run asks."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.harvest.errors import Failed
from openluban.teaching.harvest.formats.answers import read_records
from openluban.teaching.harvest.rules_of_taking import Place, moved_on, next_since
from openluban.teaching.harvest.tests.repository import page, record


@given(st.lists(st.integers(0, 5), min_size=1), st.integers(1, 6))
def test_every_circle_is_found(before: list[int], length: int) -> None:
    tokens = [f"start-{number}" for number, _any in enumerate(before)]
    circle = [f"round-{number}" for number in range(length)]
    with pytest.raises(Failed, match="list_circles"):
        _walk(tokens + circle * (4 * (len(before) + length)))


def _walk(tokens: list[str]) -> None:
    place = Place()
    for token in tokens:
        place = moved_on(place, token, records=1, fresh=1)


@pytest.mark.parametrize(
    ("first", "granularity", "since"),
    [
        ("2026-05-01T00:00:00Z", "YYYY-MM-DDThh:mm:ssZ", "2026-04-30T23:59:59Z"),
        ("2026-05-01T12:00:00Z", "YYYY-MM-DD", "2026-04-30"),
        ("2026-05-01T12:00:00Z", "", "2026-04-30"),
        ("nonsense", "YYYY-MM-DD", ""),
        ("0001-01-01T00:00:00Z", "YYYY-MM-DD", ""),
    ],
)
def test_the_next_run_begins_a_granule_earlier(first: str, granularity: str, since: str) -> None:
    assert next_since(first, granularity) == since


@given(st.binary(max_size=200), st.integers(0, 900), st.integers(0, 60))
def test_whatever_answers_is_read_or_refused(noise: bytes, place: int, gone: int) -> None:
    sound = page(record("a"), record("b"), more="t").encode()
    for answer in (noise, sound[:place] + noise + sound[place + gone :]):
        with suppress(Failed):
            found = read_records(answer)
            assert all(each.identifier and each.titles for each in found.records)
