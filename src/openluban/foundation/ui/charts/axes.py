"""Axes: round steps, the room that labels need, places of days and values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

_ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a chart is called, what it shows in a sentence, its unit, and the reader's language."""

    title: str
    description: str = ""
    unit: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Plot:
    """The inside of a chart: where days and values lie."""

    left: float
    top: float
    right: float
    bottom: float
    first: date
    last: date
    highest: Decimal

    def x(self, day: date) -> float:
        """Return the place of a day; days outside lie on the edge."""
        span = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / span, 0.0), 1.0)
        return self.left + (self.right - self.left) * share

    def y(self, value: Decimal) -> float:
        """Return the place of a value, counted from nought at the bottom."""
        return self.bottom - (self.bottom - self.top) * float(value / self.highest)


def round_steps(highest: Decimal, most: int) -> list[Decimal]:
    """Return nought and equal round steps up to at least `highest`, at most about `most` of them.

    Steps of a whole highest value are whole.
    """
    if highest <= 0:
        return [Decimal(0), Decimal(1)]
    rough = float(highest) / most
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in _ROUND if factor * power >= rough * 0.999)
    if highest == highest.to_integral_value():
        step = max(ceil(step), 1)
    size = Decimal(str(round(step, 10)))
    return [size * count for count in range(ceil(highest / size) + 1)]


def year_steps(first: date, last: date, most: int) -> list[date]:
    """Return first days of years between two days, as many as there is room for."""
    years = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    every = next(
        (step for step in (1, 2, 5, 10, 20, 50) if len(years) / step <= most), max(len(years), 1)
    )
    chosen = [year for year in years if year % every == 0] or years[:1]
    return [date(year, 1, 1) for year in chosen]
