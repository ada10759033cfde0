import re
from importlib.resources import files
from itertools import accumulate, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.ui.charts.map import Box, MapDot, MapLine, MapWords, world_map
from openluban.foundation.ui.charts.projection import HEIGHT, WIDTH, project
from openluban.foundation.ui.charts.spread import gather, spread
from openluban.foundation.ui.tests.drawn import read, with_class

WORDS = MapWords("Where <they> are", "Some & all", "/workshops/")
DOTS = [
    MapDot(0.05, 37.65, 'A "workshop" & <b>', "/a"),
    MapDot(0.05, 37.65, "B", "/b"),
    MapDot(12.11, -86.24, "C", "/c", "due"),
]
PLACES = st.lists(
    st.tuples(st.floats(0, 100).map(round), st.floats(0, 100).map(round)), max_size=25
)


def links(markup: str, half: str) -> list[str]:
    (drawing,) = with_class(markup, half)
    return [link.get("aria-label", "") for link in drawing.iter("a")]


def test_the_map_is_well_formed_without_style_and_small() -> None:
    markup = world_map(DOTS, WORDS, lines=[MapLine(((39, 117), (51, 71)), "train")])
    assert all("style" not in drawn.attrib for drawn in read(markup).iter())
    assert len(markup) < 25_000


def test_every_dot_of_a_wide_map_is_a_link_with_a_name() -> None:
    assert links(world_map(DOTS, WORDS), "chart-wide") == ['A "workshop" & <b>', "B", "C"]


def test_dots_of_one_place_are_parted_on_a_wide_map_and_led_back_to_it() -> None:
    (drawing,) = with_class(world_map(DOTS[:2], WORDS), "chart-wide")
    first, second = [e for e in drawing.iter("circle") if e.get("class") == "hit"]
    apart = hypot(*(float(first.get(c, "")) - float(second.get(c, "")) for c in ("cx", "cy")))
    assert apart >= 2 * float(first.get("r", "")) * 0.95
    assert [e for e in drawing.iter("line") if e.get("class") == "leader"]


def test_dots_of_one_place_are_counted_on_a_narrow_map_and_lead_to_the_list() -> None:
    (drawing,) = with_class(world_map(DOTS, WORDS), "chart-narrow")
    crowds = [link for link in drawing.iter("a") if link.get("href") == "/workshops/"]
    assert [text.text for crowd in crowds for text in crowd.iter("text")] == ["2"]
    assert 'A "workshop" & <b>' in crowds[0].get("aria-label", "")


def test_many_dots_are_gathered_on_a_wide_map_too() -> None:
    many = [MapDot(10 + n / 100, 20, f"w{n}", f"/{n}") for n in range(2000)]
    assert len(links(world_map(many, WORDS), "chart-wide")) < 10


def test_a_map_without_dots_and_one_with_a_focus_can_be_drawn() -> None:
    assert with_class(world_map([], WORDS), "chart-narrow")
    focused = world_map(DOTS, WORDS, focus=Box(-35, -20, 38, 55))
    (drawing,) = with_class(focused, "chart-wide")
    assert float(drawing.get("viewBox", "").split()[2]) < WIDTH / 2


def coast() -> list[list[tuple[float, float]]]:
    """Read the rings of the land file."""
    text = files("openluban.foundation.ui").joinpath("data/land.svg.txt").read_text("ascii")
    rings = []
    for ring in re.findall(r"M([^z]+)z", text):
        numbers = [float(found) for found in re.findall(r"-?\d+", ring)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        across, down = zip(*steps, strict=True)
        rings.append(list(zip(accumulate(across), accumulate(down), strict=True)))
    return rings


def is_land(latitude: float, longitude: float) -> bool:
    x, y = project(latitude, longitude)
    crossings = 0
    for ring in coast():
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    "place", [(39.0, 116.5), (9.03, 38.74), (51.1, 71.4), (12.1, -86.0), (-18.9, 46.9), (60, -100)]
)
def test_towns_lie_on_the_drawn_land(place: tuple[float, float]) -> None:
    assert is_land(*place)


@pytest.mark.parametrize("place", [(0, -30), (-30, 80), (42, 50.5), (30, 170), (40, 5)])
def test_seas_are_sea(place: tuple[float, float]) -> None:
    assert not is_land(*place)


@given(st.floats(-57, 78), st.floats(-180, 180))
def test_every_place_of_the_map_lies_on_it(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert 0 <= x <= WIDTH
    assert -1 <= y <= HEIGHT + 1


@given(PLACES)
def test_gathering_loses_nobody_and_keeps_crowds_apart(places: list[tuple[float, float]]) -> None:
    crowds = gather(tuple(places), 10)
    assert sorted(m for crowd in crowds for m in crowd.members) == list(range(len(places)))
    middles = [crowd.middle for crowd in crowds]
    for number, (x, y) in enumerate(middles):
        for other_x, other_y in middles[number + 1 :]:
            assert hypot(x - other_x, y - other_y) >= 9.99


def test_spreading_leaves_lonely_places_alone_and_is_the_same_every_time() -> None:
    places = ((0.0, 0.0), (500.0, 0.0), (501.0, 0.0))
    first = spread(places, 20)
    assert first[0] == pytest.approx((0, 0), abs=0.02)
    assert hypot(first[1][0] - first[2][0], first[1][1] - first[2][1]) >= 19
    spread.cache_clear()
    assert spread(places, 20) == first
