"""How many persons attended, and how many hours. Never who.

Numbers that fewer than five persons stand behind are withheld. The records are shown under
pseudonyms to those who may.
"""

from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.periods import SINCE_YEAR, since
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.figures.withholding import LEAST
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.rules.words import HERE
from openluban.network.workshops.public import SINCE, at_workshop

BEHIND = "attendance_counted"
AT_WORKSHOP = at_workshop(pgettext_lazy("where somebody learns", "at %(option)s"))


BY_WORKSHOP = Breakdown(
    key="workshop",
    title=_("By workshop"),
    path="enrolment__workshop__key",
    register="workshops",
    choice="workshop",
)


def attending(*, is_synthetic: bool = False, **choices: str) -> Records:
    """Return the marks of those who were there, each from its session's day for good."""
    return _marks(is_synthetic=is_synthetic, **choices).filter(presence__in=sorted(HERE))


def attended(*, is_synthetic: bool = False, **choices: str) -> Records:
    """Return the marks with the hours that count as attended."""
    found: Records = _marks(is_synthetic=is_synthetic, **choices).annotate(quantity=F("hours"))
    return found


def planned(*, is_synthetic: bool = False, **choices: str) -> Records:
    """Return the same marks with the hours that their sessions count."""
    found: Records = _marks(is_synthetic=is_synthetic, **choices).annotate(
        quantity=F("session__hours")
    )
    return found


def _marks(*, bloc: str, workshop: str, period: str, is_synthetic: bool) -> Records:
    found: Records = Attendance.objects.filter(
        holds=True,
        session__cancelled="",
        enrolment__is_synthetic=is_synthetic,
        enrolment__workshop__is_shown=True,
    )
    if workshop != "all":
        found = found.filter(enrolment__workshop__key=workshop)
    found = since(found, "session__day", period)
    found = found.annotate(
        thing=F("enrolment__person_id"),
        who=F("enrolment__person_id"),
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
        behind=BEHIND,
    )
)
HOURS_ATTENDED = declare(
    Figure(
        key="hours_attended",
        title=_("Hours attended"),
        meaning=_("Hours of lessons and practice for which registers say that people were there."),
        unit="hour",
        aggregate=Aggregate.SUM,
        since=SINCE,
        choices=(SINCE_YEAR, BLOC, AT_WORKSHOP),
        records=attended,
        breakdowns=(BY_WORKSHOP,),
        least=LEAST,
        behind=BEHIND,
    )
)
HOURS_PLANNED = declare(
    Figure(
        key="hours_planned",
        title=_("Hours planned"),
        meaning=_(
            "Hours of the lessons and practice in whose registers people stand, once for each of"
            " them: present, late, absent or excused."
        ),
        unit="hour",
        aggregate=Aggregate.SUM,
        since=SINCE,
        choices=(SINCE_YEAR, BLOC, AT_WORKSHOP),
        records=planned,
        breakdowns=(BY_WORKSHOP,),
        least=LEAST,
        behind=BEHIND,
    )
)
ATTENDANCE_SHARE = declare(
    Figure(
        key="attendance_share",
        title=_("Share of hours attended"),
        meaning=_("Hours attended over hours planned, where a register was taken."),
        unit="percent",
        aggregate=Aggregate.RATIO,
        since=SINCE,
        choices=(SINCE_YEAR, BLOC, AT_WORKSHOP),
        numerator="hours_attended",
        denominator="hours_planned",
        least=LEAST,
    )
)
