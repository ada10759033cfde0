"""Sessions are entered, moved and cancelled; each refusal once."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from openluban.foundation.access.models import Account
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_officer
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.learning.attendance.errors import (
    Cancelled,
    ChangedMeanwhile,
    NoSessions,
    RegisterTaken,
    TooManySessions,
)
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.timetable import (
    own_week,
    taken_along,
    the_teacher,
    week_of_cohort,
)
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.rules.words import Why
from openluban.learning.attendance.tests.make import (
    AT,
    DAY,
    make_class,
    make_plan,
    make_session,
    mark_of,
    take,
)
from openluban.learning.attendance.use_cases.change import (
    Place,
    cancel_session,
    move_session,
    restore_session,
)
from openluban.learning.attendance.use_cases.plan import plan_sessions
from openluban.learning.learners.public import TaughtClass
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_place,
    make_registrar,
    make_teacher,
)

pytestmark = pytest.mark.django_db
LATER = Place(DAY + timedelta(days=1), time(14), time(15, 30), "305")


def plan(cohort: Any, actor: Any = SYSTEM, **changed: Any) -> list[Session]:
    """Enter sessions."""
    return plan_sessions(plan=make_plan(cohort, **changed), actor=actor, at=AT)


def test_a_pattern_entered_once_makes_dated_sessions() -> None:
    cohort, _people = make_class(people=0)
    repeat = Repeat(frozenset({0, 3}), DAY, date(2026, 9, 30), every=2)
    made = plan(cohort, make_registrar(), repeat=repeat, stage="build")
    assert [each.day.day for each in made] == [7, 10, 21, 24]
    first = Session.objects.order_by("day").first()
    assert first is not None
    assert first.starts_at == datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
    assert (first.hours, first.stage, first.pattern is not None) == (Decimal("1.5"), "build", True)
    entry = Entry.objects.get(action="attendance.planned")
    assert entry.changes == {"sessions": [None, 4], "from": [None, "2026-09-07"]}


def test_hours_may_be_others_than_those_of_the_clock() -> None:
    cohort, _people = make_class(people=0)
    assert plan(cohort, hours=Decimal(2))[0].hours == 2


def test_teachers_plan_their_own_cohorts_only() -> None:
    cohort, _people = make_class(people=0)
    teacher = make_teacher(of=cohort)
    (session,) = plan(cohort, teacher, teacher=teacher.key)
    assert session.teacher == Account.objects.get(key=teacher.key)
    with pytest.raises(NotFound):
        plan(make_cohort(make_place(), "M-27"), teacher)
    with pytest.raises(NotAllowed):
        plan(cohort, make_officer())


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("ends", {"ends": time(9, 0)}),
        ("zone", {"zone": "Nowhere/Town"}),
        ("teacher", {"teacher": "nobody"}),
        ("stage", {"stage": "rest"}),
        ("hours", {"hours": Decimal(0)}),
        ("hours", {"hours": Decimal(25)}),
        ("every", {"repeat": Repeat(frozenset({0}), DAY, DAY, every=9)}),
        ("until", {"repeat": Repeat(frozenset({0}), DAY, date(2036, 1, 1))}),
    ],
)
def test_what_does_not_fit_is_named(field: str, changed: dict[str, Any]) -> None:
    cohort, _people = make_class(people=0)
    with pytest.raises(Invalid) as refusal:
        plan(cohort, **changed)
    assert [each.field for each in refusal.value.problems] == [field]
    assert not Session.objects.exists()


def test_a_class_of_another_cohort_is_refused() -> None:
    cohort, _people = make_class(people=0)
    other = make_cohort(make_place(), "M-27")
    taught = TaughtClass.objects.create(cohort=other, name="Welding")
    with pytest.raises(Invalid):
        plan(cohort, taught_class=taught.key)
    (session,) = plan(other, taught_class=taught.key)
    assert session.taught_class == taught


def test_no_day_and_too_many_days_are_refused() -> None:
    cohort, _people = make_class(people=0)
    with pytest.raises(NoSessions):
        plan(cohort, repeat=Repeat(frozenset({2}), DAY, DAY))
    every_day = Repeat(frozenset(range(7)), DAY, DAY + timedelta(days=400))
    with pytest.raises(TooManySessions) as refusal:
        plan(cohort, repeat=every_day)
    assert "401" in str(refusal.value)


def move(session: Session, to: Place = LATER, version: int = 1, actor: Any = SYSTEM) -> Session:
    """Move a session."""
    return move_session(key=session.key, version=version, to=to, actor=actor, at=AT)


def cancel(session: Session, version: int = 1, actor: Any = SYSTEM) -> Session:
    """Cancel a session."""
    return cancel_session(key=session.key, version=version, why=Why.HOLIDAY, actor=actor, at=AT)


def test_moving_keeps_the_hours_and_says_what_changed() -> None:
    cohort, _people = make_class(people=0)
    moved = move(make_session(cohort))
    assert moved.starts_at == datetime(2026, 9, 8, 9, 0, tzinfo=UTC)
    assert (moved.hours, moved.version) == (Decimal("1.5"), 2)
    changes = Entry.objects.get(action="attendance.moved").changes
    assert changes["day"] == ["2026-09-07", "2026-09-08"]
    assert set(changes) == {"day", "begins", "ends", "room"}


def test_moving_is_refused() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    with pytest.raises(NotFound):
        move(session, actor=make_teacher())
    with pytest.raises(ChangedMeanwhile):
        move(session, version=7)
    with pytest.raises(Invalid):
        move(session, Place(DAY, time(10), time(9)))
    take(mark_of(session, one))
    with pytest.raises(RegisterTaken):
        move(session)
    # Another room on the same day is possible.
    assert move(session, Place(DAY, time(9), time(10, 30), "1")).room == "1"
    with pytest.raises(RegisterTaken):
        cancel(session, version=2)


def test_cancelling_and_taking_it_back() -> None:
    cohort, _people = make_class(people=0)
    session = cancel(make_session(cohort))
    assert session.cancelled == "holiday"
    with pytest.raises(Cancelled):
        cancel(session, version=2)
    with pytest.raises(Cancelled):
        move(session, version=2)
    restored = restore_session(key=session.key, version=2, actor=SYSTEM, at=AT)
    assert restored.cancelled == ""
    with pytest.raises(ChangedMeanwhile):
        restore_session(key=session.key, version=3, actor=SYSTEM, at=AT)


def test_weeks_show_what_is_ones_own_and_what_clashes() -> None:
    cohort, _people = make_class(people=0)
    other = make_cohort(make_place(), "M-27")
    teacher = make_teacher(of=cohort)
    mine = make_session(cohort, teacher=teacher.key)
    nobodys = make_session(cohort, begins=time(10), ends=time(11))
    make_session(other)
    week = own_week(teacher, DAY + timedelta(days=3))
    assert [(each.session.pk, each.clashes) for each in week.entries] == [
        (mine.pk, True),
        (nobodys.pk, True),
    ]
    assert len(week_of_cohort(other, DAY, make_registrar()).entries) == 1
    assert own_week(teacher, DAY + timedelta(days=7)).entries == ()
    assert [each.pk for each in taken_along(teacher, AT)] == [mine.pk, nobodys.pk]
    assert taken_along(teacher, AT + timedelta(days=3)) == []


def test_a_registrar_sees_the_teachers_of_the_workshop_and_a_teacher_themself() -> None:
    cohort, _people = make_class(people=0)
    teacher, other = make_teacher(of=cohort), make_teacher("Tania")
    assert the_teacher(teacher.key, teacher).key == teacher.key
    assert the_teacher(teacher.key, make_registrar()).key == teacher.key
    for key, actor in ((teacher.key, other), (other.key, teacher), ("none", SYSTEM)):
        with pytest.raises(NotFound):
            the_teacher(key, actor)
    with pytest.raises(NotAllowed):
        the_teacher(teacher.key, make_officer())
