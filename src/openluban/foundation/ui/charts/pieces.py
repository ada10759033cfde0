"""Charts and the map as pieces: the drawing for wide and narrow screens, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.safestring import SafeString

from openluban.foundation.ui.charts.axes import Labels
from openluban.foundation.ui.charts.bars import Bar, bar_chart
from openluban.foundation.ui.charts.line import Dot, line_chart
from openluban.foundation.ui.charts.map import Box, MapDot, MapLine, MapWords, world_map
from openluban.foundation.ui.charts.tables import bar_table, line_table
from openluban.foundation.ui.pieces import Standing, StandingMark, TableView, Wording

NARROW = 344
"""Width for which the narrow drawing is made: a phone of 360 px less its margins."""


@dataclass(frozen=True, slots=True)
class LineChart:
    """A value over time with the published values; `table` says the same in rows.

    Without a `table` of its own the chart makes one of its points and dots.
    """

    template: ClassVar[str] = "ui/parts/chart.html"
    labels: Labels
    points: tuple[tuple[date, Decimal], ...]
    dots: tuple[Dot, ...] = ()
    table: TableView | None = None

    @property
    def rows(self) -> TableView:
        """The table under the chart."""
        return self.table or line_table(self.points, self.dots, self.labels)

    @property
    def marks(self) -> list[StandingMark]:
        """The key: the standings that the dots have."""
        present = {dot.standing for dot in self.dots}
        return [StandingMark(standing) for standing in Standing if standing in present]

    @property
    def wide(self) -> SafeString:
        """The drawing for a wide screen."""
        return line_chart(self.points, self.dots, self.labels)

    @property
    def narrow(self) -> SafeString:
        """The drawing for a phone."""
        return line_chart(self.points, self.dots, self.labels, NARROW, 260)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Values by name; `table` says the same in rows, or is made of the bars."""

    template: ClassVar[str] = "ui/parts/chart.html"
    labels: Labels
    bars: tuple[Bar, ...]
    table: TableView | None = None

    @property
    def rows(self) -> TableView:
        """The table under the chart."""
        return self.table or bar_table(self.bars, self.labels)

    @property
    def wide(self) -> SafeString:
        """The drawing for a wide screen."""
        return bar_chart(self.bars, self.labels)

    @property
    def narrow(self) -> SafeString:
        """The drawing for a phone."""
        return bar_chart(self.bars, self.labels, NARROW)


@dataclass(frozen=True, slots=True)
class LandMap:
    """Places on the map of land, and the same places as a list of links."""

    template: ClassVar[str] = "ui/parts/map.html"
    words: MapWords
    dots: tuple[MapDot, ...]
    lines: tuple[MapLine, ...] = ()
    focus: Box | None = None

    @property
    def drawing(self) -> SafeString:
        """The map for wide and narrow screens."""
        return world_map(self.dots, self.words, lines=self.lines, focus=self.focus)

    @property
    def kinds(self) -> set[str]:
        """Which kinds of dots there are, for the key; `line` for routes."""
        return {dot.kind for dot in self.dots} | ({"line"} if self.lines else set())

    @property
    def names(self) -> list[Wording]:
        """The places in the order of their names."""
        return [Wording(dot.label, dot.url) for dot in sorted(self.dots, key=lambda dot: dot.label)]
