"""Entering sessions: one, or a pattern that repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.attendance.errors import NoSessions, TooManySessions
from openluban.learning.attendance.models.sessions import Pattern, Session
from openluban.learning.attendance.queries.finding import the_cohort
from openluban.learning.attendance.rules.hours import planned_hours
from openluban.learning.attendance.rules.repeating import Repeat, length_of, moments_of
from openluban.learning.attendance.rules.words import Kind
from openluban.learning.attendance.rules.zones import is_zone
from openluban.learning.learners.public import Cohort, CohortTeacher, Stage, TaughtClass

MOST = 400
_MOST_HOURS = Decimal(24)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be entered. ``teacher`` and ``taught_class`` are keys, "" for none.

    ``hours`` None: as long as the session lasts.
    """

    cohort: str
    repeat: Repeat
    begins: time
    ends: time
    zone: str
    kind: Kind = Kind.LESSON
    room: str = ""
    teacher: str = ""
    taught_class: str = ""
    stage: str = ""
    hours: Decimal | None = None


@transaction.atomic
def plan_sessions(*, plan: Plan, actor: Actor, at: datetime) -> list[Session]:
    """Enter the sessions of a pattern, earliest first.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is no such cohort, or it is none of theirs
    :raises Invalid: a time, zone, teacher, class or stage does not fit
    :raises NoSessions: the pattern meets no day
    :raises TooManySessions: it meets more than ``MOST``
    """
    cohort = the_cohort(plan.cohort, actor)
    teacher, taught_class = _teacher(plan, cohort), _taught_class(plan, cohort)
    problems = list(_problems(plan, teacher, taught_class))
    if problems:
        raise Invalid(problems)
    days = list(plan.repeat.days())
    if not days:
        raise NoSessions
    if len(days) > MOST:
        raise TooManySessions(count=len(days), most=MOST)
    pattern = _pattern(plan, cohort, at) if len(days) > 1 else None
    made = [_session(plan, day, cohort, pattern) for day in days]
    for session in made:
        session.teacher, session.taught_class = teacher, taught_class
    Session.objects.bulk_create(made)
    changes = {"sessions": (None, len(made)), "from": (None, days[0].isoformat())}
    deed = Deed("attendance.planned", "cohorts", cohort.key, changes)
    record(deed, actor=actor, at=at)
    return made


def _problems(
    plan: Plan, teacher: Account | None, taught_class: TaughtClass | None
) -> Iterator[Problem]:
    span = (plan.repeat.ends_on - plan.repeat.starts_on).days
    rules = (
        ("ends", plan.ends > plan.begins, _("It ends before it begins.")),
        ("zone", is_zone(plan.zone), _("There is no such time zone.")),
        (
            "teacher",
            teacher is not None or not plan.teacher,
            _("This person does not teach this cohort."),
        ),
        (
            "taught_class",
            taught_class is not None or not plan.taught_class,
            _("This class belongs to another cohort."),
        ),
        ("stage", plan.stage in {"", *Stage}, _("There is no such stage.")),
        ("hours", _are_hours(plan.hours), _("Hours are more than 0 and at most 24.")),
        ("every", 1 <= plan.repeat.every <= _MOST_WEEKS, _("It repeats every 1 to 8 weeks.")),
        ("until", span <= _MOST_DAYS, _("A pattern lasts two years at most.")),
    )
    return (Problem(name, sentence, name) for name, holds, sentence in rules if not holds)


def _are_hours(hours: Decimal | None) -> bool:
    return hours is None or 0 < hours <= _MOST_HOURS


_MOST_WEEKS, _MOST_DAYS = 8, 731


def _teacher(plan: Plan, cohort: Cohort) -> Account | None:
    found = CohortTeacher.objects.filter(cohort=cohort, account__key=plan.teacher)
    teaching = found.select_related("account").first() if plan.teacher else None
    return teaching.account if teaching else None


def _taught_class(plan: Plan, cohort: Cohort) -> TaughtClass | None:
    if not plan.taught_class:
        return None
    return TaughtClass.objects.filter(cohort=cohort, key=plan.taught_class).first()


def _pattern(plan: Plan, cohort: Cohort, at: datetime) -> Pattern:
    return Pattern.objects.create(
        cohort=cohort,
        weekdays="".join(str(each) for each in sorted(plan.repeat.weekdays)),
        every=plan.repeat.every,
        starts_on=plan.repeat.starts_on,
        ends_on=plan.repeat.ends_on,
        made_at=at,
    )


def _session(plan: Plan, day: date, cohort: Cohort, pattern: Pattern | None) -> Session:
    starts_at, ends_at = moments_of(day, plan.begins, plan.ends, plan.zone)
    lasts = int(length_of(plan.begins, plan.ends).total_seconds()) // 60
    return Session(
        cohort=cohort,
        pattern=pattern,
        kind=plan.kind.value,
        day=day,
        begins=plan.begins,
        ends=plan.ends,
        zone=plan.zone,
        starts_at=starts_at,
        ends_at=ends_at,
        hours=plan.hours or planned_hours(lasts),
        room=plan.room[:60],
        stage=plan.stage,
    )
