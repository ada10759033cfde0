"""Bars by country or category, one under another, the longest first or as given."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from openluban.foundation.ui.charts.axes import Labels
from openluban.foundation.ui.charts.svg import element, linked, shortened, text_width
from openluban.kernel.numerals import format_number

_SIZE = 13
_THICKNESS = 16.0
_NARROW = 480
_ROW = 28.0
_TALL_ROW = 44.0
_TOP = 24.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A value by its name. `is_unknown` draws the part that is not known to belong anywhere."""

    label: str
    value: Decimal
    url: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Room:
    """How a chart of some width is divided: names, then bars; or names above bars."""

    width: float
    names: float
    numbers: float
    stacked: bool
    highest: Decimal

    @property
    def start(self) -> float:
        """Where bars begin."""
        return 0.0 if self.stacked else self.names + 10

    def length(self, value: Decimal) -> float:
        """How long the bar of a value is; a value above nought is always seen."""
        whole = self.width - self.start - self.numbers
        return max(whole * float(value / self.highest), 1.5 if value else 0.0)


def bar_chart(bars: Sequence[Bar], labels: Labels, width: int = 720) -> SafeString:
    """Return an SVG of horizontal bars with their values; bars with an address are links.

    Below 480 wide the names stand above their bars. Values must not be negative.
    """
    top = _TOP if labels.unit else 4.0
    room = _room(bars, labels, width)
    row = _TALL_ROW if room.stacked else _ROW
    linked_bars = any(bar.url for bar in bars)
    return element(
        "svg",
        element("title", labels.title),
        element("desc", labels.description) if labels.description else "",
        element("text", labels.unit, x=room.start, y=13.0) if labels.unit else "",
        *(_bar(bar, top + index * row, room, labels.language) for index, bar in enumerate(bars)),
        viewBox=f"0 0 {width} {round(top + row * len(bars) + 4)}",
        role="group" if linked_bars else "img",
    )


def _room(bars: Sequence[Bar], labels: Labels, width: int) -> _Room:
    names = max((text_width(bar.label, _SIZE) for bar in bars), default=0.0)
    values = [format_number(bar.value, labels.language) for bar in bars]
    numbers = max((text_width(value, _SIZE) for value in values), default=0.0) + 12
    highest = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    stacked = width < _NARROW
    return _Room(width, width if stacked else min(names, width * 0.36), numbers, stacked, highest)


def _bar(bar: Bar, top: float, room: _Room, language: str) -> SafeString:
    length = room.length(bar.value)
    value = format_number(bar.value, language)
    bar_top = top + (20.0 if room.stacked else 4.0)
    name_x, anchor = (0.0, None) if room.stacked else (room.names, "end")
    name_y = top + (14.0 if room.stacked else 17.0)
    name = shortened(bar.label, _SIZE, room.names)
    return linked(
        bar.url,
        f"{bar.label} {value}",
        element("rect", x=0.0, y=top, width=room.width, height=_ROW, class_="hit"),
        element("text", name, x=name_x, y=name_y, text_anchor=anchor),
        element(
            "rect",
            x=room.start,
            y=bar_top,
            width=length,
            height=_THICKNESS,
            class_="bar-unknown" if bar.is_unknown else "bar-shape",
        ),
        " ",
        element("text", value, x=room.start + length + 7, y=bar_top + 13, class_="strong"),
        seen=f"{name} {value}",
    )
