"""Marks come in: once each, the last holds, all are kept, and each refusal."""

from datetime import timedelta
from decimal import Decimal

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_officer
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.attendance.errors import (
    Cancelled,
    NotBegun,
    NotOnRegister,
    UsedOtherwise,
)
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.queries.hours import tallies_of
from openluban.learning.attendance.queries.register import registers_of
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.rules.words import Outcome, Why
from openluban.learning.attendance.tests.make import (
    AT,
    BEGUN,
    DAY,
    make_class,
    make_session,
    mark_of,
    take,
    uuid_of,
)
from openluban.learning.attendance.use_cases.change import cancel_session
from openluban.learning.learners.public import take_along
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
    make_registrar,
    make_teacher,
)
from openluban.network.workshops.tests.make import make_workshop

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_register_is_taken_and_sent_twice_counts_once() -> None:
    cohort, (one, two) = make_class()
    session = make_session(cohort)
    marks = (mark_of(session, one), mark_of(session, two, "late", late=45))
    assert [each.outcome for each in take(*marks)] == [Outcome.TAKEN, Outcome.TAKEN]
    assert [each.outcome for each in take(*marks)] == [Outcome.KNOWN, Outcome.KNOWN]
    assert Attendance.objects.count() == 2
    tallies = tallies_of([one.pk, two.pk])
    assert (tallies[one.pk].attended, tallies[one.pk].planned) == (Decimal("1.5"), Decimal("1.5"))
    assert tallies[two.pk].attended == Decimal("0.75")
    assert tallies[two.pk].share == 50
    entry = Entry.objects.get(action="attendance.taken")
    assert entry.changes == {"marks": [None, 2], "corrected": [None, 0]}
    assert entry.subject_key == session.key


def test_what_registers_say_is_taken_along() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    take(mark_of(session, one, "late", late=45))
    take(mark_of(session, one))
    data = take_along(key=one.person.key, actor=make_registrar(), at=AT)
    (mark,) = data["attendance"]
    assert mark["day"] == session.day.isoformat()
    assert mark["enrolment"] == one.key


def test_the_same_mark_twice_in_one_sending_counts_once() -> None:
    cohort, (one, _two) = make_class()
    mark = mark_of(make_session(cohort), one)
    assert [each.outcome for each in take(mark, mark)] == [Outcome.TAKEN, Outcome.KNOWN]


def test_a_correction_holds_and_the_earlier_stays() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    first = mark_of(session, one)
    second = mark_of(session, one, "absent", told_at=BEGUN + MINUTE, over=first.uuid)
    take(first)
    take(second, device="desk")
    rows = Attendance.objects.order_by("told_at").values_list("presence", "holds", "is_disputed")
    assert list(rows) == [("present", False, False), ("absent", True, False)]
    assert tallies_of([one.pk])[one.pk].attended == 0


def test_two_devices_the_later_moment_holds_and_both_are_kept_and_disputed() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    late = mark_of(session, one, "absent", told_at=BEGUN + 5 * MINUTE)
    early = mark_of(session, one, "present", told_at=BEGUN)
    assert take(late, device="a")[0].outcome == Outcome.TAKEN
    assert take(early, device="b")[0].outcome == Outcome.OVERTAKEN
    (line, _other) = registers_of([session], "en")[0].lines
    assert line.marked is not None
    assert (line.marked.presence, line.marked.is_disputed) == ("absent", True)
    assert Attendance.objects.count() == 2
    seen = mark_of(session, one, "late", told_at=BEGUN + 9 * MINUTE, over=late.uuid)
    take(seen, device="b")
    assert not Attendance.objects.filter(is_disputed=True).exists()


def test_a_phone_whose_clock_is_a_year_ahead_does_not_win_for_ever() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    year = timedelta(days=365)
    wrong = mark_of(session, one, "absent", told_at=BEGUN + year)
    take(wrong, device="a", sent_at=BEGUN + year, at=BEGUN)
    right = mark_of(session, one, "present", told_at=BEGUN + 5 * MINUTE)
    assert take(right, device="b", sent_at=AT, at=AT)[0].outcome == Outcome.TAKEN


def test_leave_and_withdrawal_are_respected_on_the_day() -> None:
    cohort, _people = make_class(people=0)
    place = make_place()
    here = make_enrolment(make_learner(place), cohort=cohort)
    leave = make_enrolment(
        make_learner(place), ("enrolled", "2026-09-01"), ("on_leave", "2026-09-07"), cohort=cohort
    )
    make_enrolment(
        make_learner(place), ("enrolled", "2026-09-01"), ("withdrawn", "2026-09-07"), cohort=cohort
    )
    make_enrolment(make_learner(place), ("enrolled", "2026-09-08"), cohort=cohort)
    register = registers_of([make_session(cohort)], "en")[0]
    lines = {line.enrolment: line.state for line in register.lines}
    assert lines == {here.key: "enrolled", leave.key: "on_leave"}
    assert (register.expected, register.open_lines) == (1, 1)
    before = make_session(cohort, repeat=_day_before())
    states = {line.state for line in registers_of([before], "en")[0].lines}
    assert states == {"enrolled"}


def _day_before() -> Repeat:
    day = DAY - timedelta(days=3)
    return Repeat(frozenset(range(7)), day, day)


def test_what_was_marked_before_somebody_left_stays_on_the_register() -> None:
    cohort, (one, _two) = make_class()
    session = make_session(cohort)
    take(mark_of(session, one))
    one.states.update(on="2026-09-08")
    line = registers_of([session], "en")[0].lines[0]
    assert (line.enrolment, line.state, line.may_be_marked) == (one.key, "", False)


def refusal_of(*marks: object, **rest: object) -> type | None:
    """Return why a mark is refused."""
    (taken,) = take(*marks, **rest)  # type: ignore[arg-type]
    assert (taken.outcome == Outcome.REFUSED) == (taken.refusal is not None)
    return type(taken.refusal) if taken.refusal else None


def test_refusals_of_single_marks() -> None:
    cohort, (one, two) = make_class()
    session = make_session(cohort)
    leave = make_enrolment(
        make_learner(make_place()), ("enrolled", "2026-09-01"), ("on_leave", "2026-09-02"),
        cohort=cohort,
    )  # fmt: skip
    other_cohort, (stranger,) = make_class(make_cohort(make_place(), "M-27"), people=1)
    assert refusal_of(mark_of(session, leave)) is NotOnRegister
    assert refusal_of(mark_of(session, stranger)) is NotOnRegister
    week = timedelta(days=7)
    assert refusal_of(mark_of(session, one), at=AT - week, sent_at=AT - week) is NotBegun
    teacher = make_teacher(of=other_cohort)
    assert refusal_of(mark_of(session, one), actor=teacher) is NotFound
    take(mark_of(session, one, uuid=uuid_of(1)))
    assert refusal_of(mark_of(session, two, uuid=uuid_of(1))) is UsedOtherwise
    assert refusal_of(mark_of(session, one, "absent", uuid=uuid_of(1))) is UsedOtherwise
    gone = make_session(cohort)
    cancel_session(key=gone.key, version=1, why=Why.HOLIDAY, actor=SYSTEM, at=AT)
    assert refusal_of(mark_of(gone, one)) is Cancelled
    # One refused mark does not keep the others back.
    outcomes = [each.outcome for each in take(mark_of(gone, one), mark_of(session, two))]
    assert outcomes == [Outcome.REFUSED, Outcome.TAKEN]


def test_who_neither_teaches_nor_keeps_takes_nothing() -> None:
    cohort, (one, _two) = make_class()
    mark = mark_of(make_session(cohort), one)
    for actor in (make_officer(), make_learner_account(one.person)):
        with pytest.raises(NotAllowed):
            take(mark, actor=actor)
    elsewhere = make_workshop("kz-ektu")
    assert refusal_of(mark, actor=make_registrar("Raya", elsewhere.key)) is NotFound
    assert take(mark, actor=make_registrar())[0].outcome == Outcome.TAKEN


def test_a_mark_that_arrived_is_known_even_after_the_teacher_lost_the_cohort() -> None:
    cohort, (one, _two) = make_class()
    teacher = make_teacher(of=cohort)
    mark = mark_of(make_session(cohort), one)
    take(mark, actor=teacher)
    cohort.teachers.all().delete()
    assert take(mark, actor=teacher)[0].outcome == Outcome.KNOWN
