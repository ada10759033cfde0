"""Figures of attendance: persons and hours, from five persons on, for real people alone."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.test import Client

from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.lines import line_of
from openluban.foundation.figures.parts import parts_of
from openluban.foundation.figures.reading import read_figure
from openluban.learning.attendance.tests.make import (
    BEGUN,
    make_class,
    make_session,
    mark_of,
    take,
)
from openluban.learning.learners.public import Enrolment
from openluban.learning.learners.tests.make import make_cohort, make_place

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 15)
_FIGURES = ("learners_attending", "hours_attended", "hours_planned", "attendance_share")


def _marked(*words: str, key: str = "tj-ttu") -> list[Enrolment]:
    """Make a session of an hour and a half on 7 September, with a mark for each word."""
    cohort, people = make_class(make_cohort(make_place(key)), people=len(words))
    session = make_session(cohort)
    late = {"late": 30}
    marks = [
        mark_of(session, person, word, late=late.get(word, 0))
        for person, word in zip(people, words, strict=True)
    ]
    take(*marks)
    return people


def _values(**choices: str) -> list[Decimal | None]:
    return [read_figure(key, choices, at=DAY).value for key in _FIGURES]


def test_hours_and_their_share_are_told_with_their_parts() -> None:
    _marked("present", "present", "present", "present", "late", "absent", "excused")

    # Six hours and one of an hour and a half; what was excused is planned and not attended.
    share = Decimal(700) / Decimal("10.5")
    assert _values() == [5, 7, Decimal("10.5"), share]
    page = Client().get(f"/figures/attendance_share/?at={DAY}").content.decode()
    assert "66.67%" in page
    assert "One number over another" in page
    answer = Client().get(f"/api/v1/figures/attendance_share?at={DAY}").json()
    assert [part["key"] for part in answer["parts"]] == ["hours_attended", "hours_planned"]


def test_hours_of_few_persons_are_withheld_however_many_they_are() -> None:
    people = _marked("present", "present", "present", "present")
    cohort = people[0].cohort
    assert cohort is not None
    for hour in (12, 14, 16):
        session = make_session(cohort, begins=time(hour, 0), ends=time(hour + 1, 0))
        take(*(mark_of(session, each, told_at=session.starts_at) for each in people))

    for key in _FIGURES:
        reading = read_figure(key, {}, at=DAY)
        assert (reading.value, reading.is_withheld) == (None, True), key
        assert line_of(find_figure(key), reading.choices, until=DAY) == []
    page = Client().get(f"/figures/attendance_share/?at={DAY}").content.decode()
    assert "fewer than 5 people" in page
    assert ">18<" not in page


def test_a_share_is_withheld_where_one_of_its_parts_is() -> None:
    _marked(*["present"] * 5, key="tj-ttu")
    _marked(*["present"] * 4, key="kz-ektu")
    assert _values(workshop="tj-ttu")[3] == 100
    assert _values(workshop="kz-ektu") == [None] * 4
    figure = find_figure("hours_planned")
    reading = read_figure("hours_planned", {}, at=DAY)
    found = parts_of(figure, reading.choices, figure.breakdowns[0], DAY)
    # From 5 of 9 the other four would follow.
    assert (found.parts, found.withheld) == ((), 2)


def test_nobody_attended_before_and_the_invented_never() -> None:
    people = _marked(*["present"] * 6)
    early = read_figure("hours_attended", {}, at=date(2026, 9, 29))
    assert (early.value, early.is_withheld, early.at) == (0, False, date(2026, 8, 31))
    assert read_figure("attendance_share", {}, at=date(2026, 9, 29)).value is None
    assert _values(period="2027")[:3] == [0, 0, 0]
    Enrolment.objects.filter(pk=people[0].pk).update(is_synthetic=True)
    assert _values()[0] == 5


def test_what_was_corrected_and_what_was_cancelled_counts_not() -> None:
    people = _marked(*["present"] * 4, "absent")
    assert read_figure("learners_attending", {}, at=DAY).is_withheld
    mark = people[4]
    session = make_session(people[0].cohort, begins=time(12), ends=time(13))  # type: ignore[arg-type]
    take(mark_of(session, mark, told_at=BEGUN.replace(hour=7)))
    assert _values()[0] == 5
    type(session).objects.filter(pk=session.pk).update(cancelled="holiday")
    assert read_figure("learners_attending", {}, at=DAY).is_withheld


def test_no_record_of_hours_is_listed() -> None:
    _marked(*["present"] * 6)
    public = Client()
    for key in _FIGURES:
        assert public.get(f"/figures/{key}/records.csv").status_code == 404
        assert public.get(f"/api/v1/figures/{key}/records").status_code == 409
        page = public.get(f"/figures/{key}/").content.decode()
        assert "Раҳимов" not in page
