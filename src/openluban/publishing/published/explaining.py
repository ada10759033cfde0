"""Whether another way to count explains a published number, or would explain any number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openluban.foundation.figures.declaring import find_figure
from openluban.kernel.quantities import Interval
from openluban.publishing.published.candidates import Counter, Counting
from openluban.publishing.published.verdicts import PartResult, Verdict

_TOO_MANY = Decimal("0.2")
"""An explanation that one in five candidates would give is no explanation."""
_TOO_EASY = Decimal("0.4")
"""Nor is one, if so many of the numbers near by could be explained as simply."""
_NEAR_BY = Decimal("0.2")
_LEAST_NEAR = 3
_SMALL = 1_000
"""Of larger numbers no search reaches more than a few that are near by."""


@dataclass(slots=True)
class Search:
    """What came of trying other ways to count.

    ``fitting`` are those that fit and are no more far-fetched than the best, of ``as_simple`` that
    are not either; ``share_near``: how many of the whole numbers near by they reach.
    """

    tried: int = 0
    fitting_in_all: int = 0
    as_simple: int = 0
    fitting: list[Counting] = field(default_factory=list)
    share_near: Decimal = Decimal(0)

    @property
    def found(self) -> Counting | None:
        """The simplest way that fits."""
        return self.fitting[0] if self.fitting else None

    @property
    def abounds(self) -> bool:
        """Whether several ways fit, or so many numbers could be reached, that none explains."""
        several = len(self.fitting) > 1 and len(self.fitting) >= _TOO_MANY * self.as_simple
        return several or self.share_near > _TOO_EASY


def search_explanation(
    countings: Iterable[Counting], interval: Interval, stated: Decimal | None
) -> Search:
    """Try other ways to count; ``stated`` is what the register gives as stated."""
    ways = sorted(countings, key=lambda counting: counting.cost)
    fitting = [way for way in ways if way.value is not None and interval.contains(way.value)]
    search = Search(tried=len(ways), fitting_in_all=len(fitting))
    if fitting:
        as_simple = [way for way in ways if way.cost <= fitting[0].cost]
        search.as_simple = len(as_simple)
        search.fitting = [way for way in fitting if way.cost <= fitting[0].cost]
        reached = {way.value for way in as_simple if way.value is not None}
        search.share_near = _share_near(reached, interval, stated)
    return search


def _share_near(reached: set[Decimal], interval: Interval, stated: Decimal | None) -> Decimal:
    """Return how many of the whole numbers near by were reached, as a share.

    Only for small exact counts: a value of money is near to nothing by chance.
    """
    middle = interval.low
    if not interval.is_exact or middle > _SMALL or middle != middle.to_integral_value():
        return Decimal(0)
    reach = max(_LEAST_NEAR, int(middle * _NEAR_BY))
    near = {middle + step for step in range(-reach, reach + 1)}
    near = {number for number in near if number > 0 and number != stated}
    return Decimal(len(near & reached)) / len(near) if near else Decimal(0)


def shared_by_all(parts: Sequence[PartResult], counter: Counter) -> bool:
    """Test whether one way to count gives every number of a row.

    A row's numbers were counted together: *25 workshops in 23 countries* is not explained by one
    day for the workshops and another for the countries.
    """
    explained = [part for part in parts if part.verdict == Verdict.EXPLAINED]
    others = [part for part in parts if part.reading is not None and part.number.interval]
    if len(others) < 2:  # noqa: PLR2004 - a single number has nothing to share
        return True
    return any(
        all(_gives(part, counting, counter) for part in others) for counting in explained[0].fitting
    )


def _gives(part: PartResult, counting: Counting, counter: Counter) -> bool:
    assert part.reading is not None  # noqa: S101 - the caller chose parts that were read
    assert part.number.interval is not None  # noqa: S101
    figure = find_figure(part.reading.figure)
    known = {choice.key for choice in figure.all_choices}
    changed = {
        key: counting.choices[key] for key in counting.changed if key != "at" and key in known
    }
    choices = counter.settle(figure, {**part.reading.choices, **changed})
    value, _counted = counter.count(figure, choices, counting.day, lambda _entry: False)
    return value is not None and part.number.interval.contains(value)
