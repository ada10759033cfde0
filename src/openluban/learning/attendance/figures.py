"""How many persons attended. Never who: numbers from 1 to 4 are withheld.

The records are shown under pseudonyms to those who may.
"""

from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Figure, Records, declare
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.figures.withholding import LEAST
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.rules.words import HERE
from openluban.network.workshops.public import SINCE, at_workshop

_FIRST_YEAR, _LAST_YEAR = 2016, 2040
AT_WORKSHOP = at_workshop(pgettext_lazy("where somebody learns", "at %(option)s"))
SINCE_YEAR = Choice(
    key="period",
    title=_("Period"),
    default="all",
    options=lambda: (
        Option("all", _("since the beginning")),
        *(
            Option(str(year), _("since the beginning of %(year)s") % {"year": year})
            for year in range(_FIRST_YEAR, _LAST_YEAR)
        ),
    ),
)


def attending(*, bloc: str, workshop: str, period: str, is_synthetic: bool = False) -> Records:
    """Return the marks of those who were there, each from its session's day for good."""
    found: Records = Attendance.objects.filter(
        holds=True,
        presence__in=sorted(HERE),
        session__cancelled="",
        enrolment__is_synthetic=is_synthetic,
        enrolment__workshop__is_shown=True,
    )
    if workshop != "all":
        found = found.filter(enrolment__workshop__key=workshop)
    if period != "all":
        found = found.filter(session__day__gte=f"{period}-01-01")
    found = found.annotate(
        thing=F("enrolment__person_id"),
        counts_from=F("session__day"),
        counts_latest=F("session__day"),
        counts_until=Value(NEVER, output_field=DateField()),
        **_columns(),
    )
    return within_bloc(found, bloc=bloc, country="enrolment__workshop__country")


def _columns() -> dict[str, Any]:
    """Return what the figure kit reads of every record."""
    return {
        "key": F("enrolment__key"),
        "is_shown": Value(value=True, output_field=BooleanField()),
        "confidence": Value("high", output_field=CharField()),
    }


LEARNERS_ATTENDING = declare(
    Figure(
        key="learners_attending",
        title=_("Learners who attended"),
        meaning=_("People whom a register says were at a lesson or practice up to a day."),
        unit="person",
        aggregate=Aggregate.DISTINCT,
        since=SINCE,
        choices=(SINCE_YEAR, BLOC, AT_WORKSHOP),
        records=attending,
        least=LEAST,
        behind="attendance_counted",
    )
)
