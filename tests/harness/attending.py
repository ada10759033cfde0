"""A register with marks, and every address of attendance that could tell of them."""

from collections.abc import Iterator
from datetime import timedelta

from openluban.learning.attendance.tests.make import BEGUN, make_session, mark_of, take
from openluban.learning.learners.public import Cohort, Enrolment
from tests.harness.access import Row


def session_with_marks(cohort: Cohort, enrolment: Enrolment) -> str:
    """Take a register twice, so that a mark and its correction are kept; return its session."""
    session = make_session(cohort)
    for number, word in enumerate(("absent", "late")):
        told_at = BEGUN + timedelta(minutes=number)
        late = 20 if word == "late" else 0
        take(mark_of(session, enrolment, word, late=late, told_at=told_at))
    return session.key


_SESSION = "/attendance/{session}/"
_OF_ATTENDANCE = (
    *("", "?week=2026-09-07", "mine/", "phone/", "carried.json", "cohorts/{cohort}/"),
    *("cohorts/{cohort}/?week=2026-09-07", "cohorts/{cohort}/hours/", "cohorts/{cohort}/plan/"),
    *("{session}/", "{session}/marks/", "{session}/change/"),
)
"""Pages of attendance that name somebody to whoever may see them."""
_EXPORTS = (
    *("/figures/learners_attending/", "/figures/hours_attended/records.csv"),
    *("/api/v1/figures/hours_attended", "/api/v1/figures/attendance_share"),
    *("/api/v1/figures/learners_attending/line", "/api/v1/figures/hours_planned/records"),
)
_PLACE = "/rosters/tj-ttu/"


def of_attendance() -> Iterator[Row]:
    """Yield the addresses of attendance, and what takes learners out of the installation."""
    for address in _OF_ATTENDANCE:
        yield Row("GET", f"/attendance/{address}", ())
    for address in _EXPORTS:
        yield Row("GET", address, ())
    yield Row("POST", _SESSION, (), None, {"rest": "present"})
    yield Row("POST", f"{_SESSION}change/", (), None, {"action": "move"})
    for form in ("oneroster", "xlsx"):
        yield Row("POST", f"{_PLACE}export/", (), None, {"form": form})
