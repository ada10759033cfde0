"""A step line over time, with what was published as dots beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from openluban.foundation.ui.charts.axes import Labels, Plot, round_steps, year_steps
from openluban.foundation.ui.charts.svg import element, linked, number, text_width
from openluban.foundation.ui.pieces import Standing
from openluban.kernel.numerals import format_number

_SIZE = 13
_ROOM_PER_STEP = 46
_ROOM_PER_YEAR = 62

_SQUARES = frozenset({Standing.DIFFERS, Standing.SOURCES_DISAGREE})
_HALVES = {
    Standing.EXPLAINED: "m-5 0a5 5 0 0 0 10 0z",
    Standing.SOURCES_DISAGREE: "m0-5v10h-5v-10z",
}

Points = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Dot:
    """A published value: an interval (`low` = `high` when exact) on a day, with its standing."""

    day: date
    low: Decimal
    high: Decimal
    label: str
    url: str
    standing: Standing


def line_chart(
    points: Points, dots: Sequence[Dot], labels: Labels, width: int = 720, height: int = 280
) -> SafeString:
    """Return an SVG of a value that holds from each day to the next, and of published dots.

    `points` are in order of their days; the last one gives the value on the last day shown. The
    values start at nought. Every dot is a link with an accessible name.
    """
    plot, steps = _plot(points, dots, labels, (width, height))
    return element(
        "svg",
        element("title", labels.title),
        element("desc", labels.description) if labels.description else "",
        *_value_axis(plot, steps, labels),
        *_day_axis(plot),
        element("path", d=_step_path(points, plot), class_="line") if points else "",
        *(_dot(dot, plot) for dot in sorted(dots, key=lambda dot: dot.day)),
        viewBox=f"0 0 {width} {height}",
        role="group" if dots else "img",
    )


def _plot(
    points: Points, dots: Sequence[Dot], labels: Labels, size: tuple[int, int]
) -> tuple[Plot, list[Decimal]]:
    width, height = size
    days = [day for day, _value in points] + [dot.day for dot in dots]
    values = [value for _day, value in points] + [dot.high for dot in dots]
    steps = round_steps(max(values, default=Decimal(0)), max(int(height / _ROOM_PER_STEP), 2))
    names = [format_number(step, labels.language) for step in steps]
    left = max(text_width(name, _SIZE) for name in names) + 10
    first, last = min(days, default=date(2016, 1, 1)), max(days, default=date(2017, 1, 1))
    top = 30.0 if labels.unit else 12.0
    plot = Plot(left, top, width - 12.0, height - 26.0, first, last, steps[-1])
    return plot, steps


def _value_axis(plot: Plot, steps: list[Decimal], labels: Labels) -> list[SafeString]:
    shapes = [element("text", labels.unit, x=0.0, y=13.0)] if labels.unit else []
    for step in steps:
        y = plot.y(step)
        line = "grid" if step else "axis"
        name = format_number(step, labels.language)
        shapes += [
            element("line", x1=plot.left, x2=plot.right, y1=y, y2=y, class_=line),
            element("text", name, x=plot.left - 8, y=y + 4.5, text_anchor="end"),
        ]
    return shapes


def _day_axis(plot: Plot) -> list[SafeString]:
    most = max(int((plot.right - plot.left) / _ROOM_PER_YEAR), 1)
    shapes: list[SafeString] = []
    for day in year_steps(plot.first, plot.last, most):
        x, y = plot.x(day), plot.bottom
        anchor = "middle" if x < plot.right - _SIZE else "end"
        shapes += [
            element("line", x1=x, x2=x, y1=y, y2=y + 5, class_="axis"),
            element("text", str(day.year), x=x, y=y + 20, text_anchor=anchor),
        ]
    return shapes


def _step_path(points: Points, plot: Plot) -> str:
    (first_day, first_value), *rest = points
    path = [f"M{number(plot.x(first_day))} {number(plot.y(first_value))}"]
    path += [f"H{number(plot.x(day))}V{number(plot.y(value))}" for day, value in rest]
    return "".join([*path, f"H{number(plot.right)}"])


def _dot(dot: Dot, plot: Plot) -> SafeString:
    x, low, high = plot.x(dot.day), plot.y(dot.low), plot.y(dot.high)
    middle = (low + high) / 2
    span = element("line", x1=x, x2=x, y1=low, y2=high, class_="span") if low != high else ""
    return linked(
        dot.url,
        dot.label,
        element("circle", cx=x, cy=middle, r=12.0, class_="hit"),
        span,
        *_shape(x, middle, Standing(dot.standing)),
        class_=f"is-{Standing(dot.standing)}",
    )


def _shape(x: float, y: float, standing: Standing) -> list[SafeString]:
    """Draw what the mark of the standing looks like beside a number, too."""
    if standing in _SQUARES:
        whole = element("rect", x=x - 5, y=y - 5, width=10.0, height=10.0, class_="claim")
    else:
        whole = element("circle", cx=x, cy=y, r=5.5, class_="claim")
    half = _HALVES.get(standing)
    if half is None:
        return [whole]
    return [whole, element("path", d=f"M{number(x)} {number(y)}{half}", class_="half")]
