from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.figures.lines import Line, _joined, _summed, thinned, value_on

FIRST = date(2020, 1, 1)
spans = st.lists(
    st.tuples(st.integers(0, 40), st.none() | st.integers(1, 15)).map(
        lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
    ),
    min_size=1,
    max_size=8,
)


def _day(number: int) -> date:
    return FIRST + timedelta(number)


@given(spans)
def test_joined_spans_cover_the_same_days_and_never_touch(
    given: list[tuple[int, int | None]],
) -> None:
    ordered = sorted(given, key=lambda span: span[0])
    joined = list(_joined((_day(a), None if b is None else _day(b)) for a, b in ordered))
    for number in range(60):
        day = _day(number)
        before = any(a <= number and (b is None or number < b) for a, b in given)
        after = sum(a <= day and (b is None or day < b) for a, b in joined)
        assert after == before
    for (_first, end), (start, _stop) in pairwise(joined):
        assert end is not None
        assert end < start


def test_steps_add_up_and_days_without_change_are_left_out() -> None:
    steps = {_day(2): 3, _day(0): 1, _day(5): -2, _day(3): 0}
    assert _summed(steps) == [(_day(0), 1), (_day(2), 4), (_day(5), 2)]


def test_value_on_a_day_is_that_of_the_last_step() -> None:
    line: Line = [(_day(1), Decimal(1)), (_day(4), Decimal(2))]
    assert value_on(line, _day(0)) is None
    assert value_on(line, _day(3)) == 1
    assert value_on(line, _day(4)) == 2


@given(st.integers(1, 900), st.integers(1, 5))
def test_a_thinned_line_keeps_its_last_point_and_what_it_said_at_the_ends_of_years(
    length: int, every: int
) -> None:
    line: Line = [(_day(number * every), Decimal(number)) for number in range(length)]
    short = thinned(line, 30)
    assert short[-1] == line[-1]
    assert len(short) <= max(30, line[-1][0].year - 2019)
    for year in range(2020, line[-1][0].year):
        assert value_on(short, date(year, 12, 31)) == value_on(line, date(year, 12, 31))
