from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.ui.charts.axes import Labels, round_steps, year_steps
from openluban.foundation.ui.charts.bars import Bar, bar_chart
from openluban.foundation.ui.charts.line import Dot, line_chart
from openluban.foundation.ui.charts.svg import element, number, shortened, text_width
from openluban.foundation.ui.charts.tables import bar_table, line_table
from openluban.foundation.ui.pieces import Standing
from openluban.foundation.ui.tests.drawn import read, titles, with_class

HOSTILE = "<script>\"&'</script>"
LABELS = Labels(HOSTILE, HOSTILE, HOSTILE)
POINTS = [(date(2020, 1, 1), Decimal(2)), (date(2022, 1, 1), Decimal(8))]


def dot(low: int, high: int, standing: Standing = Standing.AGREES) -> Dot:
    return Dot(date(2021, 1, 1), Decimal(low), Decimal(high), HOSTILE, "/?a=1&b=2", standing)


def drawings() -> list[str]:
    bars = [Bar(HOSTILE, Decimal(3), "/x"), Bar("", Decimal(0), is_unknown=True)]
    return [
        line_chart(POINTS, [dot(3, 5, standing) for standing in Standing], LABELS),
        line_chart(POINTS, [], LABELS, 344, 200),
        line_chart([], [], Labels("nothing yet")),
        bar_chart(bars, LABELS),
        bar_chart(bars, LABELS, 344),
        bar_chart([], LABELS),
    ]


@pytest.mark.parametrize("markup", drawings())
def test_drawings_are_well_formed_and_carry_no_style_or_script(markup: str) -> None:
    for drawn in read(markup).iter():
        assert drawn.tag != "script"
        assert "style" not in drawn.attrib
        assert not [name for name in drawn.attrib if name.startswith("on")]


def test_labels_are_escaped_and_reach_the_reader_whole() -> None:
    markup = line_chart(POINTS, [dot(3, 3)], LABELS)
    assert "<script" not in markup
    assert titles(markup) == [HOSTILE, HOSTILE]
    (link,) = read(markup).iter("a")
    assert link.get("aria-label") == HOSTILE
    assert link.get("href") == "/?a=1&b=2"


def test_a_drawing_without_links_is_an_image_and_one_with_links_is_not() -> None:
    assert read(line_chart(POINTS, [], LABELS)).get("role") == "img"
    assert read(line_chart(POINTS, [dot(1, 1)], LABELS)).get("role") == "group"


def test_the_line_holds_a_value_until_the_next_day_and_to_the_edge() -> None:
    (path,) = with_class(line_chart(POINTS, [], Labels("")), "line")
    d = path.get("d", "")
    assert [sign for sign in d if sign.isalpha()] == ["M", "H", "V", "H"]


def test_a_higher_value_stands_higher_and_an_interval_is_a_span() -> None:
    markup = line_chart(POINTS, [dot(3, 6)], LABELS)
    (span,) = with_class(markup, "span")
    low, high = float(span.get("y1", "")), float(span.get("y2", ""))
    assert high < low
    assert not with_class(line_chart(POINTS, [dot(3, 3)], LABELS), "span")


def test_bars_are_as_long_as_their_values_and_small_ones_are_seen() -> None:
    bars = [Bar("a", Decimal(100)), Bar("b", Decimal(50)), Bar("c", Decimal("0.001"))]
    drawn = with_class(bar_chart(bars, LABELS), "bar-shape")
    lengths = [float(bar.get("width", "")) for bar in drawn]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.2)
    assert lengths[2] == 1.5


def test_an_unknown_part_is_drawn_differently() -> None:
    markup = bar_chart([Bar("unknown", Decimal(2), is_unknown=True)], LABELS)
    assert with_class(markup, "bar-unknown")
    assert not with_class(markup, "bar-shape")


@given(st.decimals(min_value=Decimal("0.001"), max_value=10**15, places=3), st.integers(2, 8))
def test_steps_start_at_nought_are_equal_and_reach_the_highest_value(
    highest: Decimal, most: int
) -> None:
    steps = round_steps(highest, most)
    assert steps[0] == 0
    assert steps[-1] >= highest
    assert len(steps) <= most + 2
    sizes = {later - earlier for earlier, later in pairwise(steps)}
    assert len(sizes) == 1


@pytest.mark.parametrize("highest", [1, 3, 7, 24, 35])
def test_steps_of_whole_things_are_whole(highest: int) -> None:
    steps = round_steps(Decimal(highest), 5)
    assert all(step == step.to_integral_value() for step in steps)


def test_years_are_thinned_to_the_room_there_is() -> None:
    assert [day.year for day in year_steps(date(2016, 3, 1), date(2026, 1, 1), 4)] == [2020, 2025]
    assert [day.year for day in year_steps(date(2024, 1, 1), date(2026, 1, 1), 9)] == [
        2024,
        2025,
        2026,
    ]
    assert year_steps(date(2024, 2, 1), date(2024, 3, 1), 9) == []


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (0.0, "0"), (-3.0, "-3")]
)
def test_coordinates_have_no_needless_digits(value: float, written: str) -> None:
    assert number(value) == written


def test_text_is_cut_where_it_would_be_too_wide() -> None:
    assert shortened("short", 13, 200) == "short"
    cut = shortened("a very long name indeed", 13, 60)
    assert cut.endswith("…")
    assert text_width(cut, 13) <= 60
    assert text_width("鲁班", 10) == 20


def test_attributes_that_are_nothing_are_left_out() -> None:
    assert element("g", "a<b", class_="", x=0.0, id=None) == '<g x="0">a&lt;b</g>'


def test_the_table_of_a_line_has_every_change_and_every_published_value_by_day() -> None:
    table = line_table(POINTS, [dot(3, 3)], Labels("Workshops", unit="workshops"))
    assert [row.cells[0].text for row in table.rows] == ["1 Jan 2020", "1 Jan 2021", "1 Jan 2022"]
    assert [row.cells[1].text for row in table.rows] == ["2", "", "8"]
    assert table.rows[1].cells[2].url == "/?a=1&b=2"


def test_the_table_of_bars_has_their_names_and_values() -> None:
    table = bar_table([Bar("Kenya", Decimal(15000), "/ke/")], Labels("By country"))
    assert [cell.text for cell in table.rows[0].cells] == ["Kenya", "15,000"]
