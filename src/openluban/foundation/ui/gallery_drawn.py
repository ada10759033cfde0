"""Invented samples of charts and of the map, for the gallery."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from openluban.foundation.ui.charts.axes import Labels
from openluban.foundation.ui.charts.bars import Bar
from openluban.foundation.ui.charts.line import Dot
from openluban.foundation.ui.charts.map import MapDot, MapLine, MapWords
from openluban.foundation.ui.charts.pieces import BarChart, LandMap, LineChart
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Standing

_STEPS = (
    (2026, 3, 0),
    (2027, 5, 1),
    (2027, 11, 4),
    (2028, 7, 9),
    (2029, 2, 17),
    (2030, 9, 24),
    (2031, 1, 27),
    (2032, 2, 27),
)
_CROWD = ((50, 60), (51, 71), (43, 77), (38, 69), (41, 69), (43, 75), (0, 37.6), (0, 37.6))
_OTHERS = ((30, 31), (-30, 31), (12, -86), (14, 100), (11.5, 105), (7, -5), (51, 0), (-19, 47))


def line_sample() -> LineChart:
    """Return a line of steps with one published value of every standing."""
    points = tuple((date(year, month, 1), Decimal(value)) for year, month, value in _STEPS)
    dots = tuple(
        Dot(
            date(2027 + number // 2, 4 + number, 1),
            Decimal(number * 5),
            Decimal(number * 5 + (4 if standing == Standing.SOURCES_DISAGREE else 0)),
            f"Sample source {number}: {number * 5}",
            f"#dot{number}",
            standing,
        )
        for number, standing in enumerate(Standing, start=1)
    )
    labels = Labels(
        "Workshops open, and what was published",
        "The line is what the records give; dots are invented published values.",
        "workshops",
        page_language(),
    )
    return LineChart(labels, points, dots)


def bar_sample() -> BarChart:
    """Return bars with a long name, a small value and an unknown part."""
    bars = (
        Bar("Federation of the Longer Sample Islands and Dependencies", Decimal(15300), "#1"),
        Bar("样例共和国", Decimal(9800), "#2"),
        Bar("Образцовая Республика", Decimal(4120), "#3"),
        Bar("Sampleland", Decimal(12), "#4"),
        Bar(_("unknown"), Decimal(2100), is_unknown=True),
    )
    return BarChart(Labels("Learners by country", "", "learners", page_language()), bars)


def map_sample() -> LandMap:
    """Return a map with a crowd, two dots at one place, one in preparation, a port and a line."""
    places = (*_CROWD, *_OTHERS)
    dots = tuple(
        MapDot(latitude, longitude, f"Sample Workshop {number}", f"#w{number}")
        for number, (latitude, longitude) in enumerate(places, start=1)
    )
    due = MapDot(44, 20, "Sample Workshop in preparation", "#w99", "due")
    port = MapDot(39, 117.7, "Sample Port", "#port", "port")
    route = MapLine(((39, 117.7), (45, 82), (51, 71), (52, 21)), "Sample train")
    words = MapWords("Where the workshops are", "Places are invented.", "#list")
    return LandMap(words, (*dots, due, port), (route,))
