"""Other ways to count: the same figure with one or two choices changed, or on a day near by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from openluban.foundation.figures.choices import ALWAYS, Choice, settle
from openluban.foundation.figures.declaring import Figure, find_figure
from openluban.foundation.figures.series import Entry, Series, series_of, total
from openluban.foundation.registers.declaring import find_register
from openluban.kernel.dates import ImpreciseDate, Precision

NEAR = timedelta(days=60)
MOST_CHANGES = 2
MOST_RECORDS = 20_000
"""In longer registers only the number is compared: other ways to count would take minutes."""

Leaving = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count: choices, a day, what they give, and what was changed to get there."""

    choices: dict[str, str]
    day: date
    value: Decimal | None
    changed: tuple[str, ...] = ()
    """Keys of the choices that were changed; ``at`` for the day."""
    cost: float = 0.0
    """How far-fetched it is: see ``_cost``."""


_COSTS = {"precision": 0.8, "disputed": 0.8, "certainty": 1.4}
"""How far-fetched it is to change a choice; one that is not named here costs 1."""


def _cost(keys: tuple[str, ...], shift: timedelta = timedelta()) -> float:
    """Add up the changes; a day costs from a half to one and a half, by how far it is away."""
    choices = sum(_COSTS.get(key, 1.0) for key in keys)
    return choices + (0.5 + abs(shift) / NEAR if shift else 0.0)


@dataclass
class Counter:
    """Counts figures in every way, each set of records read once."""

    _series: dict[tuple[str, tuple[tuple[str, str], ...]], Series] = field(default_factory=dict)
    _settled: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, str]] = field(
        default_factory=dict
    )
    _too_long: dict[str, bool] = field(default_factory=dict)
    _alternatives: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def is_too_long(self, figure: Figure) -> bool:
        """Test whether a figure's register is too long for its records to be read whole."""
        if figure.register not in self._too_long:
            register = find_register(figure.register)
            shown = register.model.objects.shown() if register else None
            self._too_long[figure.register] = (
                shown is not None and shown[: MOST_RECORDS + 1].count() > MOST_RECORDS
            )
        return self._too_long[figure.register]

    def settle(self, figure: Figure, given: dict[str, str]) -> dict[str, str]:
        """Return every choice with its option.

        :raises UnknownChoice: a choice or an option is not known
        """
        key = (figure.key, tuple(sorted(given.items())))
        if key not in self._settled:
            self._settled[key] = settle(figure.all_choices, given)
        return self._settled[key]

    def series(self, figure: Figure, choices: dict[str, str]) -> Series:
        """Return the records under the figure's own choices."""
        own = tuple((choice.key, choices[choice.key]) for choice in figure.choices)
        key = (figure.key, own)
        if key not in self._series:
            self._series[key] = series_of(figure, choices)
        return self._series[key]

    def alternatives(self, choice: Choice, option: str) -> list[str]:
        """Return the other options of a choice."""
        key = (choice.key, option)
        if key not in self._alternatives:
            self._alternatives[key] = choice.alternatives(option)
        return self._alternatives[key]

    def count(
        self, figure: Figure, choices: dict[str, str], day: date, but: Leaving
    ) -> tuple[Decimal | None, list[Entry]]:
        """Return the value and the records that count on a day."""
        counted = [e for e in self.series(figure, choices).on(day, choices) if not but(e)]
        if not counted and figure.aggregate not in {"rows", "distinct"}:
            return None, counted
        return total(figure.aggregate, counted), counted


def shifted(day: date, by: timedelta) -> date:
    """Return a day so much later or earlier, the first or last day there is at most."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def days_near(stated: ImpreciseDate) -> tuple[date, date, date]:
    """Return the day to count on and the first and last day that an explanation may use.

    A day known to the month or the year is counted on its last day; where only the year is
    known, explanations stay within it.
    """
    day = stated.latest
    if stated.precision == Precision.YEAR:
        return day, stated.earliest, stated.latest
    return day, shifted(stated.earliest, -NEAR), shifted(day, NEAR)


def _other_days(series: Series, day: date, first: date, last: date) -> list[date]:
    """Return the days nearest to ``day`` on which the value may be another, nearest first."""
    later = {change for change in series.days_of_change() if day < change <= last}
    earlier = {
        change - timedelta(days=1) for change in series.days_of_change() if first < change <= day
    }
    return sorted(later | earlier, key=lambda other: (abs(other - day), other))


def _variants(
    counter: Counter, figure: Figure, choices: dict[str, str], pinned: frozenset[str], changes: int
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield choices with exactly so many of the unpinned ones changed."""
    free = [choice for choice in (*figure.choices, *ALWAYS) if choice.key not in pinned]
    for chosen in combinations(free, changes):
        yield from _changed(counter, choices, chosen)


def _changed(
    counter: Counter, choices: dict[str, str], chosen: tuple[Choice, ...]
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    if not chosen:
        yield choices, ()
        return
    first, rest = chosen[0], chosen[1:]
    for option in counter.alternatives(first, choices[first.key]):
        for others, keys in _changed(counter, {**choices, first.key: option}, rest):
            yield others, (first.key, *keys)


def other_countings(
    counter: Counter,
    figure_key: str,
    choices: dict[str, str],
    pinned: frozenset[str],
    stated: ImpreciseDate,
    but: Leaving,
) -> Iterator[Counting]:
    """Yield other ways to count, with one change and with two; a day is a change.

    ``choices`` are settled. Ways that give what the stated one gives are yielded as well: they
    were tried.
    """
    figure = find_figure(figure_key)
    day, first, last = days_near(stated)
    for changes in range(1, MOST_CHANGES + 1):
        if "at" not in pinned:
            for others, keys in _variants(counter, figure, choices, pinned, changes - 1):
                series = counter.series(figure, others)
                for other_day in _other_days(series, day, first, last):
                    value, _ = counter.count(figure, others, other_day, but)
                    cost = _cost(keys, other_day - day)
                    yield Counting(others, other_day, value, (*keys, "at"), cost)
        for others, keys in _variants(counter, figure, choices, pinned, changes):
            value, _ = counter.count(figure, others, day, but)
            yield Counting(others, day, value, keys, _cost(keys))
