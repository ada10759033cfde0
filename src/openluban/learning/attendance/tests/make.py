"""Makers of sessions and marks for tests."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.rules.words import Kind, Presence
from openluban.learning.attendance.use_cases.plan import Plan, plan_sessions
from openluban.learning.attendance.use_cases.take import NewMark, Taken, take_marks
from openluban.learning.learners.public import Cohort, Enrolment, NameKind, name_of
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_enrolment,
    make_learner,
    make_place,
)

DAY = date(2026, 9, 7)
"""A Monday."""
AT = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)
BEGUN = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
"""When the session of ``make_session`` begins: nine in Dushanbe."""


def make_class(cohort: Cohort | None = None, people: int = 2) -> tuple[Cohort, list[Enrolment]]:
    """Make a cohort with people enrolled in it."""
    place = cohort.workshop if cohort else make_place()
    cohort = cohort or make_cohort(place)
    made = []
    for number in range(people):
        name = name_of(NameKind.LOCAL, family=f"Раҳимов{number}", given="Фаррух", language="tg")
        made.append(make_enrolment(make_learner(place, name), cohort=cohort))
    return cohort, made


def make_plan(cohort: Cohort, **changed: Any) -> Plan:
    """Return the plan of a lesson from nine to half past ten on one day."""
    given: dict[str, Any] = {
        "cohort": cohort.key,
        "repeat": Repeat(frozenset(range(7)), DAY, DAY),
        "begins": time(9, 0),
        "ends": time(10, 30),
        "zone": "Asia/Dushanbe",
        "kind": Kind.LESSON,
        "room": "204",
        **changed,
    }
    return Plan(**given)


def make_session(cohort: Cohort, **changed: Any) -> Session:
    """Enter one session."""
    return plan_sessions(plan=make_plan(cohort, **changed), actor=SYSTEM, at=AT)[0]


def mark_of(
    session: Session,
    enrolment: Enrolment,
    presence: str = "present",
    *,
    late: int = 0,
    **rest: Any,
) -> NewMark:
    """Return a mark set as the session began."""
    rest.setdefault("uuid", uuid4())
    rest.setdefault("told_at", BEGUN)
    return NewMark(
        session=session.key,
        enrolment=enrolment.key,
        presence=Presence(presence),
        late=late,
        **rest,
    )


def take(
    *marks: NewMark,
    actor: Actor = SYSTEM,
    device: str = "phone",
    sent_at: datetime = AT,
    at: datetime = AT,
) -> list[Taken]:
    """Take marks."""
    return take_marks(marks=marks, device=device, sent_at=sent_at, actor=actor, at=at)


def uuid_of(number: int) -> UUID:
    """Return a name for a mark."""
    return UUID(int=number)
