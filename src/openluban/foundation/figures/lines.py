"""A figure over time, counted by the database: its cost does not grow with what is loaded."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Min, Q, Sum

from openluban.foundation.figures.declaring import Aggregate, Figure, Records, find_figure
from openluban.foundation.figures.narrowing import begins, narrowed
from openluban.foundation.figures.reading import all_records, quotient
from openluban.foundation.figures.series import series_of
from openluban.foundation.figures.withholding import (
    counts_others,
    is_small,
    month_end,
    told_day,
)

Line = list[tuple[date, Decimal]]
"""Days on which the value changed, each with the value from then on."""
Steps = Mapping[date, Decimal | int]
"""Days on which the value changed, each with by how much."""

_CHUNK = 10_000


def line_of(figure: Figure, choices: dict[str, str], *, until: date) -> Line:
    """Return the value from each day of change up to a day: two queries a figure, as a rule.

    Gaps, where nothing is known or nothing is told, are left out. A ratio's line has two figures
    behind it. Of persons, the values at the ends of months are told.
    """
    if figure.aggregate == Aggregate.RATIO:
        return _ratio(figure, choices, until)
    until = told_day(figure, until)
    line = _whole_line(figure, choices, until)
    return _told(figure, choices, line, until) if figure.is_of_persons else line


def _told(figure: Figure, choices: dict[str, str], line: Line, until: date) -> Line:
    """Return the values at ends of months, but for those of too few persons."""
    persons = line
    counted = _counted(figure, choices, until)
    if counts_others(figure, counted):
        persons = _summed(_things(counted, begins(choices), until, "who"))
    ends = {month_end(day) for day, _value in (*line, *persons)}
    told: Line = []
    for end in sorted(end for end in ends if end <= until):
        value = value_on(line, end) or Decimal(0)
        is_new = not told or told[-1][1] != value
        if is_new and not is_small(figure, value, value_on(persons, end) or 0):
            told.append((end, value))
    return told


def _whole_line(figure: Figure, choices: dict[str, str], until: date) -> Line:
    if figure.aggregate == Aggregate.LATEST:
        return series_of(figure, choices).line(choices, until=until)
    counted = _counted(figure, choices, until)
    if figure.aggregate == Aggregate.DISTINCT:
        return _summed(_things(counted, begins(choices), until))
    measure = Sum("quantity") if figure.aggregate == Aggregate.SUM else Count("pk")
    return _summed(_steps(counted, begins(choices), until, measure))


def _counted(figure: Figure, choices: dict[str, str], until: date) -> Records:
    """Return the records that count on any day up to the last one."""
    begin = begins(choices)
    records = narrowed(all_records(figure, choices).filter(is_shown=True), choices)
    lasting = Q(counts_until=None) | Q(counts_until__gt=F(begin))
    return records.filter(lasting, **{f"{begin}__lte": until}).order_by()


def _steps(counted: Records, begin: str, until: date, measure: Any) -> Steps:
    steps: dict[date, Decimal | int] = defaultdict(int)
    for day, end, size in counted.values_list(begin, "counts_until").annotate(size=measure):
        steps[day] += size or 0
        if end is not None and end <= until:
            steps[end] -= size or 0
    return steps


def _things(counted: Records, begin: str, until: date, of: str = "thing") -> Steps:
    """Count things: most never end, and only those that do are looked at record by record."""
    ended = Q(counts_until__lte=until)
    things = counted.exclude(**{of: None}).values(of)
    things = things.annotate(first=Min(begin), ends=Count("pk", filter=ended))
    steps: Counter[date] = Counter()
    ending: list[Any] = []
    for thing, first, ends in things.values_list(of, "first", "ends").iterator(_CHUNK):
        if ends:
            ending.append(thing)
        else:
            steps[first] += 1
    for place in range(0, len(ending), _CHUNK):
        some = counted.filter(**{f"{of}__in": ending[place : place + _CHUNK]})
        _end(steps, some.order_by(of, begin).values_list(of, begin, "counts_until"), until)
    return steps


def _end(steps: Counter[date], rows: Records, until: date) -> None:
    """Add the beginnings and the ends of things that do not last, record by record."""
    for _thing, spans in groupby(rows.iterator(chunk_size=_CHUNK), key=itemgetter(0)):
        for first, end in _joined((start, stop) for _same, start, stop in spans):
            steps[first] += 1
            if end is not None and end <= until:
                steps[end] -= 1


def _joined(spans: Iterator[tuple[date, date | None]]) -> Iterator[tuple[date, date | None]]:
    """Join spans that touch or overlap; they come in the order of their first days."""
    first, end = next(spans)
    for start, stop in spans:
        if end is not None and start > end:
            yield first, end
            first, end = start, stop
        elif end is not None:
            end = None if stop is None else max(end, stop)
    yield first, end


def _summed(steps: Steps) -> Line:
    line: Line = []
    value = Decimal(0)
    for day in sorted(steps):
        if steps[day]:
            value += steps[day]
            line.append((day, value))
    return line


def _ratio(figure: Figure, choices: dict[str, str], until: date) -> Line:
    above, below = (
        line_of(part, _own(part, choices), until=until)
        for part in (find_figure(figure.numerator), find_figure(figure.denominator))
    )
    line: Line = []
    for day in sorted({day for day, _value in (*above, *below)}):
        top, bottom = value_on(above, day), value_on(below, day)
        value = quotient(figure, top, bottom)
        if value is not None:
            line.append((day, value))
    return [
        point for place, point in enumerate(line) if not place or line[place - 1][1] != point[1]
    ]


def _own(figure: Figure, choices: dict[str, str]) -> dict[str, str]:
    known = {choice.key: choice.default for choice in figure.all_choices}
    return known | {name: option for name, option in choices.items() if name in known}


def value_on(line: Line, day: date) -> Decimal | None:
    """Return the value that a line has on a day, None before its first."""
    return next((value for since, value in reversed(line) if since <= day), None)


def thinned(line: Line, most: int) -> Line:
    """Return a line of at most about so many points: the last of each month or year."""
    for length in (10, 7, 4):
        kept = _last_of_each(line, length)
        if len(kept) <= most:
            return kept
    return kept


def _last_of_each(line: Sequence[tuple[date, Decimal]], length: int) -> Line:
    kept = [
        one
        for one, following in pairwise(line)
        if one[0].isoformat()[:length] != following[0].isoformat()[:length]
    ]
    return [*kept, *line[-1:]]
