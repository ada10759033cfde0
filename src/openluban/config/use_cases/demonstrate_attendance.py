"""A timetable of the demonstration: this week and next of a cohort of nobody who exists."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from openluban.foundation.access.models import Account
from openluban.kernel.actor import SYSTEM
from openluban.learning.attendance.public import (
    Kind,
    NewMark,
    Plan,
    Presence,
    Repeat,
    Session,
    plan_sessions,
    registers_of,
    take_marks,
    week_of,
    zones_of,
)
from openluban.learning.learners.public import Cohort

_TEACHER = "teacher@demo.example"
_EVERY_DAY = frozenset(range(7))
_LESSONS = (
    (time(9), time(10, 30), Kind.LESSON, "204", "model"),
    (time(11), time(12, 30), Kind.PRACTICE, "Workshop 1", "build"),
)
_WEEKS = 2
_LATE, _ABSENT, _EXCUSED = 7, 11, 13
"""Every so many lines somebody was late, absent or excused."""


def demonstrate_attendance(*, at: datetime) -> int:
    """Enter lessons of every day of two weeks for the teacher of the demonstration.

    The registers of days that are over are taken. Return how many sessions were entered.
    """
    cohorts = Cohort.objects.filter(teachers__account__email=_TEACHER, is_synthetic=True)
    cohort = cohorts.select_related("workshop__country").order_by("pk").last()
    if cohort is None:
        return 0
    zone = zones_of(cohort.workshop.country.key)[0]
    today = at.astimezone(ZoneInfo(zone)).date()
    monday = week_of(today)[0]
    days = Repeat(_EVERY_DAY, monday, monday + timedelta(days=7 * _WEEKS - 1))
    teacher = Account.objects.get(email=_TEACHER)
    made: list[Session] = []
    for begins, ends, kind, room, stage in _LESSONS:
        plan = Plan(
            cohort=cohort.key,
            repeat=days,
            begins=begins,
            ends=ends,
            zone=zone,
            kind=kind,
            room=room,
            teacher=teacher.key,
            stage=stage,
        )
        made += plan_sessions(plan=plan, actor=SYSTEM, at=at)
    _take([session for session in made if session.day < today], at)
    return len(made)


def _take(sessions: list[Session], at: datetime) -> None:
    """Take the registers of what is over."""
    for register in registers_of(sessions, "en"):
        marks = [
            NewMark(
                uuid=uuid4(),
                session=register.session.key,
                enrolment=line.enrolment,
                presence=_presence(place),
                late=10,
                told_at=register.session.starts_at,
            )
            for place, line in enumerate(register.lines, 1)
            if line.may_be_marked
        ]
        take_marks(marks=marks, device="demo", sent_at=at, actor=SYSTEM, at=at)


def _presence(place: int) -> Presence:
    for every, presence in (
        (_EXCUSED, Presence.EXCUSED),
        (_ABSENT, Presence.ABSENT),
        (_LATE, Presence.LATE),
    ):
        if place % every == 0:
            return presence
    return Presence.PRESENT
