"""How units and courses are used, from what programs send. Never by whom.

Numbers that fewer than five persons stand behind are withheld; what was made for a demonstration
counts nowhere. The records are shown under pseudonyms to those who keep the statements.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BinaryField, BooleanField, CharField, DateField, F, Q, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import (
    Aggregate,
    Breakdown,
    Figure,
    Records,
    declare,
)
from openluban.foundation.figures.periods import SINCE_YEAR, since
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.ui.languages import page_language
from openluban.learning.statements.models import Source, Use
from openluban.learning.statements.queries.uses import persons_using, unit_names
from openluban.learning.statements.rules.marks import NOBODY
from openluban.learning.statements.rules.using import Did
from openluban.network.workshops.public import SINCE, at_workshop

LEAST = 5
BEHIND = "uses_counted"
_ALL = "all"
_DIGITS = frozenset("0123456789abcdef")
_LENGTH = 32
DEEDS: Mapping[str, Any] = {
    Did.OPENED: pgettext_lazy("what was done with a unit", "opened"),
    Did.COMPLETED: pgettext_lazy("what was done with a unit", "completed"),
    Did.OTHER: pgettext_lazy("what was done with a unit", "done otherwise"),
}


def _unit_name(key: str) -> str | None:
    """Return the name of a unit; None where too few used it: its name may speak of somebody."""
    if len(key) != _LENGTH or not _DIGITS.issuperset(key) or persons_using(key) < LEAST:
        return None
    return unit_names([key], page_language()).get(key)


def _unit_names(keys: Sequence[str]) -> Mapping[str, Any]:
    return unit_names(keys, page_language())


DONE = Choice(
    key="did",
    title=_("Done with it"),
    default=_ALL,
    options=lambda: (
        Option(_ALL, _("used in any way")),
        *(Option(did.value, DEEDS[did]) for did in Did),
    ),
)
UNIT = Choice(
    key="unit",
    title=_("Unit or course"),
    default=_ALL,
    options=lambda: [Option(_ALL, _("any unit or course"))],
    name_of=_unit_name,
)
AT_WORKSHOP = at_workshop(pgettext_lazy("where somebody learns", "at %(option)s"))


def _parts(*, overlap: bool) -> tuple[Breakdown, ...]:
    """Return the ways to take a figure apart; a person may stand in several parts."""
    deeds = dict(DEEDS)
    return (
        Breakdown(
            key="did",
            title=_("By what was done"),
            path="did",
            words=deeds,
            overlaps=overlap,
            choice="did",
        ),
        Breakdown(
            key="unit",
            title=_("By unit and course"),
            path="unit",
            names_of=_unit_names,
            overlaps=overlap,
            choice="unit",
        ),
        Breakdown(
            key="workshop",
            title=_("By workshop"),
            path="source__workshop__key",
            register="workshops",
            overlaps=overlap,
            choice="workshop",
        ),
    )


def uses(*, did: str, unit: str, workshop: str, period: str) -> Records:
    """Return what was done with units and courses, summed by person and day.

    Of one unit or course what was done with its parts counts as well; of all, each statement
    counts for what it is about alone.
    """
    # Sources are few: which of them count is known before the uses are looked at.
    sources = Source.objects.filter(
        Q(workshop=None) | Q(workshop__is_shown=True), is_synthetic=False
    )
    if workshop != _ALL:
        sources = sources.filter(workshop__key=workshop)
    found: Records = Use.objects.filter(source__in=sources.order_by())
    found = found.filter(within=False) if unit == _ALL else found.filter(unit=unit)
    if did != _ALL:
        found = found.filter(did=did)
    found = since(found, "day", period)
    person = NullIf(F("actor"), Value(NOBODY, output_field=BinaryField()))
    records: Records = found.annotate(
        thing=person,
        who=person,
        quantity=F("statements"),
        counts_from=F("day"),
        counts_latest=F("day"),
        counts_until=Value(NEVER, output_field=DateField()),
        **_columns(),
    )
    return records


def _columns() -> dict[str, Any]:
    """Return what the figure kit reads of every record."""
    return {
        "key": F("unit"),
        "is_shown": Value(value=True, output_field=BooleanField()),
        "is_disputed": Value(value=False, output_field=BooleanField()),
        "confidence": Value("high", output_field=CharField()),
    }


UNIT_USERS = declare(
    Figure(
        key="unit_users",
        title=_("People who used units and courses"),
        meaning=_("People of whom a program sent that they did something with a unit or course."),
        unit="person",
        aggregate=Aggregate.DISTINCT,
        since=SINCE,
        choices=(DONE, UNIT, AT_WORKSHOP, SINCE_YEAR),
        records=uses,
        breakdowns=_parts(overlap=True),
        least=LEAST,
        behind=BEHIND,
    )
)
UNIT_USES = declare(
    Figure(
        key="unit_uses",
        title=_("Use of units and courses"),
        meaning=_("Statements that programs sent of what people did with units and courses."),
        unit="statement",
        aggregate=Aggregate.SUM,
        since=SINCE,
        choices=(DONE, UNIT, AT_WORKSHOP, SINCE_YEAR),
        records=uses,
        breakdowns=_parts(overlap=False),
        least=LEAST,
        behind=BEHIND,
    )
)
