"""Small numbers of persons are told to nobody: with them a figure would speak of single people.

A value that fewer persons than a figure's ``least`` stand behind is withheld, in the number, in its
line over time and in its parts. Where one part alone would be withheld, or all that are withheld
make less than may be told, the next smallest is withheld as well: the total would give them away.

Numbers are told as they stood when a month ended. Asked for day by day, they would show on which
day a single person came or went.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from openluban.foundation.figures.declaring import Aggregate, Figure, Records

_DAY = timedelta(days=1)

LEAST = 5
"""Smaller numbers would tell of persons."""


def told_day(figure: Figure, at: date) -> date:
    """Return the day for which a figure is told: of persons, the last end of a month until then.

    A month that is not over today has no end yet, whatever day is asked for: with a day to come,
    the number would be that of every moment.
    """
    if not figure.is_of_persons:
        return at
    day = min(at, timezone.localdate() - _DAY)
    following = day + _DAY
    if following.day == 1:
        return day
    first = day.replace(day=1)
    return first - _DAY if first > date.min else date.min


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    later = day.replace(day=28) + timedelta(days=4)
    return later - timedelta(days=later.day)


def counts_others(figure: Figure, records: Records) -> bool:
    """Test whether the records, each of a person, are counted by something else than persons.

    Such records are annotated with ``who``: the person each is of.
    """
    known = records.query.annotations
    counts_persons = figure.aggregate == Aggregate.DISTINCT and known["thing"] == known.get("who")
    return "who" in known and not counts_persons


def is_small(figure: Figure, value: Decimal | None, persons: Decimal | int | None = None) -> bool:
    """Test whether a value is withheld; nought is not. ``persons``: of how many it is."""
    if not value or not figure.is_of_persons:
        return False
    return (value if persons is None else persons) < figure.least


def told_sizes(
    figure: Figure, sizes: Mapping[str, Decimal], persons: Mapping[str, int] | None = None
) -> tuple[dict[str, Decimal], int]:
    """Return the sizes of parts that are told, and how many are withheld.

    Parts that may overlap mostly do not, so they are treated as all others are. ``persons``: of
    how many each part is, where the sizes count something else.
    """
    of: Mapping[str, Decimal | int] = sizes if persons is None else persons
    told = {key: size for key, size in sizes.items() if not is_small(figure, size, of[key])}
    hidden = [of[key] for key in sizes if key not in told]
    # A part of nought hides nothing.
    rest = sorted((key for key in told if told[key]), key=lambda key: (of[key], key))
    while hidden and rest and (len(hidden) == 1 or sum(hidden) < figure.least):
        key = rest.pop(0)
        hidden.append(of[key])
        del told[key]
    return told, len(hidden)
