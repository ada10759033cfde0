"""Reading a figure on a day: the number and the records behind it, from one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from openluban.foundation.figures.choices import settle
from openluban.foundation.figures.declaring import Aggregate, Figure, Records, find_figure
from openluban.foundation.figures.narrowing import begins, on_day
from openluban.foundation.figures.spans import counted_on
from openluban.foundation.figures.withholding import counts_others, is_small, told_day
from openluban.foundation.registers.record import Audience, Standing
from openluban.kernel.units import Kind, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's value on a day. ``value`` is None where there are no records to read it from.

    ``imprecise`` counts the records that may have begun only after the day, ``disputed`` those
    that a source contradicts as a whole; ``low`` and ``high`` differ where sources disagree and
    nobody has said which holds. ``parts`` are the numerator and the denominator of a ratio.
    ``is_withheld``: there is a value, and it is too small to be told.
    """

    figure: Figure
    choices: dict[str, str]
    at: date
    value: Decimal | None
    unit: Unit
    records: int = 0
    imprecise: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    parts: tuple["Reading", ...] = ()
    disputed: int = 0
    is_withheld: bool = False


def all_records(figure: Figure, choices: dict[str, str]) -> Records:
    """Return every record that the figure knows under its own choices, whatever its standing."""
    if figure.records is None:
        message = f"figure {figure.key} is a ratio and has no records of its own"
        raise TypeError(message)
    own = {choice.key: choices[choice.key] for choice in figure.choices}
    return figure.records(**own)


def records_on(figure: Figure, choices: dict[str, str], at: date) -> Records:
    """Return the records that count on a day: the list behind the number."""
    with counted_on(at):
        records = all_records(figure, choices)
    return on_day(records.filter(is_shown=True), choices, at)


def read_figure(key: str, choices: Mapping[str, str], *, at: date) -> Reading:
    """Return the figure's value on a day under the given choices (others by default).

    A figure of persons is told as it stood when the last month ended: the reading has that day.

    :raises NoSuchFigure: no module declares the figure
    :raises UnknownChoice: a choice or an option is not known
    """
    figure = find_figure(key)
    settled = settle(figure.all_choices, choices)
    at = told_day(figure, at)
    if figure.aggregate == Aggregate.RATIO:
        return _ratio(figure, settled, at)
    records = records_on(figure, settled, at)
    if figure.aggregate == Aggregate.LATEST:
        return _latest(figure, settled, at, records)
    late = Q(counts_latest__gt=at) if begins(settled) == "counts_from" else Q(pk=None)
    measures: dict[str, Any] = {
        "rows": Count("pk"),
        "late": Count("pk", filter=late),
        "torn": Count("pk", filter=Q(is_disputed=True)),
    }
    if figure.aggregate == Aggregate.DISTINCT:
        measures["things"] = Count("thing", distinct=True)
    elif figure.aggregate == Aggregate.SUM:
        measures["total"] = Sum("quantity")
    if counts_others(figure, records):
        measures["persons"] = Count("who", distinct=True)
    found = records.aggregate(**measures)
    value = _value(figure, found)
    if is_small(figure, value, found.get("persons")):
        return Reading(figure, settled, at, None, figure.unit_for(settled), is_withheld=True)
    return Reading(
        figure,
        settled,
        at,
        value,
        figure.unit_for(settled),
        found["rows"],
        found["late"],
        value,
        value,
        disputed=found["torn"],
    )


def _value(figure: Figure, found: dict[str, Decimal | int | None]) -> Decimal | None:
    name = {Aggregate.DISTINCT: "things", Aggregate.SUM: "total"}.get(figure.aggregate, "rows")
    number = found[name]
    if figure.is_of_persons:
        # The site knows its persons: where none is recorded, there is none.
        number = number or 0
    return None if number is None else Decimal(number)


def newest_of_each(records: Records) -> list[tuple[object, Decimal, date]]:
    """Return (thing, quantity, day) of the newest record of each thing."""
    rows = records.order_by("thing", F("counts_from").desc(), F("pk").desc())
    newest: dict[object, tuple[object, Decimal, date]] = {}
    for thing, quantity, day in rows.values_list("thing", "quantity", "counts_from"):
        newest.setdefault(thing, (thing, quantity, day))
    return list(newest.values())


def _latest(figure: Figure, choices: dict[str, str], at: date, records: Records) -> Reading:
    newest = newest_of_each(records)
    known = [quantity for _thing, quantity, _day in newest if quantity is not None]
    value = sum(known, Decimal(0)) if known else None
    unit = figure.unit_for(choices)
    return Reading(figure, choices, at, value, unit, len(newest), 0, value, value)


def _ratio(figure: Figure, choices: dict[str, str], at: date) -> Reading:
    parts = []
    for key in (figure.numerator, figure.denominator):
        known = {choice.key for choice in find_figure(key).all_choices}
        own = {name: option for name, option in choices.items() if name in known}
        parts.append(read_figure(key, own, at=at))
    above, below = parts[0].value, parts[1].value
    value = quotient(figure, above, below)
    return Reading(
        figure,
        choices,
        at,
        value,
        figure.unit_for(choices),
        low=value,
        high=value,
        parts=tuple(parts),
        is_withheld=any(part.is_withheld for part in parts),
    )


def quotient(figure: Figure, above: Decimal | None, below: Decimal | None) -> Decimal | None:
    """Return the value of a ratio, in percent if that is its unit; None where it has none."""
    if above is None or not below:
        return None
    return above * (100 if figure.unit_for({}).kind == Kind.PERCENT else 1) / below


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Records that would count but for their standing: only officers are told."""

    proposed: int
    internal: int


def uncounted(key: str, choices: Mapping[str, str], *, at: date) -> Uncounted:
    """Return how many proposed and internal records the figure leaves out on a day."""
    figure = find_figure(key)
    settled = settle(figure.all_choices, choices)
    if figure.aggregate == Aggregate.RATIO or figure.is_of_persons:
        return Uncounted(0, 0)
    waiting = all_records(figure, settled).filter(is_shown=False, retired_at=None)
    found = on_day(waiting, settled, at).aggregate(
        proposed=Count("pk", filter=Q(standing=Standing.PROPOSED)),
        internal=Count("pk", filter=Q(audience=Audience.INTERNAL, standing=Standing.ACCEPTED)),
    )
    return Uncounted(found["proposed"], found["internal"])
