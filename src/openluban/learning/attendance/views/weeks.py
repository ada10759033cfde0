"""Weeks: one's own, a cohort's, a teacher's."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day_short
from openluban.learning.attendance.policies import may_teach
from openluban.learning.attendance.queries.finding import the_cohort
from openluban.learning.attendance.queries.timetable import (
    Entry,
    Week,
    cohorts_of,
    own_week,
    teachers_of,
    the_teacher,
    week_of_cohort,
    week_of_teacher,
)
from openluban.learning.attendance.views.guarding import for_workers
from openluban.learning.attendance.wording import (
    progress_words,
    rest_words,
    session_marks,
    title_of,
    when_words,
)
from openluban.learning.learners.public import Cohort

_WEEK = timedelta(days=7)


@require_safe
@for_workers
def own_page(request: HttpRequest) -> HttpResponse:
    """Show the week of a teacher, and the cohorts that somebody works with."""
    actor, reader = actor_of(request), page_language()
    week = own_week(actor, _asked_day(request)) if may_teach(actor) else None
    context = {
        "cohorts": _cohort_table(cohorts_of(actor), reader),
        "teaches": may_teach(actor),
        **(_week_context(week, actor, reader, is_own=True) if week else {}),
    }
    return render(request, "attendance/own.html", context)


@require_safe
@for_workers
def cohort_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a cohort's week."""
    actor, reader = actor_of(request), page_language()
    cohort = the_cohort(key, actor)
    week = week_of_cohort(cohort, _asked_day(request), actor)
    context = {
        "title": cohort.name,
        "cohort": cohort,
        "place": _workshop(cohort, reader),
        "teachers": teachers_of(cohort),
        **_week_context(week, actor, reader),
    }
    return render(request, "attendance/week.html", context)


@require_safe
@for_workers
def teacher_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a teacher's week, as far as the reader may see it."""
    actor, reader = actor_of(request), page_language()
    teacher = the_teacher(key, actor)
    week = week_of_teacher(teacher, _asked_day(request), actor)
    context = {
        "title": teacher.name,
        "cohort": None,
        "place": "",
        "teachers": (),
        **_week_context(week, actor, reader),
    }
    return render(request, "attendance/week.html", context)


def _asked_day(request: HttpRequest) -> date:
    """Return a day of the week that is asked for, today without a sensible one."""
    try:
        day = date.fromisoformat(request.GET.get("week", "")[:10])
    except ValueError:
        return timezone.localdate()
    return min(max(day, date(2000, 1, 10)), date(2100, 1, 1))


def _week_context(week: Week, actor: Actor, reader: str, *, is_own: bool = False) -> dict[str, Any]:
    return {
        "week_words": f"{_day(week.monday, reader)} – {_day(week.sunday, reader)}",
        "week": _week_table(week, reader, is_own=is_own),
        "before_url": f"?week={week.monday - _WEEK}",
        "after_url": f"?week={week.monday + _WEEK}",
        "may_carry": may_teach(actor),
    }


def _day(day: date, reader: str) -> str:
    return format_day_short(day.isoformat(), reader)


def _week_table(week: Week, reader: str, *, is_own: bool) -> TableView:
    columns = (
        Column("what", _("Session")),
        Column("when", _("When")),
        Column("register", pgettext("attendance", "Register")),
        Column("cohort", _("Cohort")),
        Column("room", _("Room")),
        *(() if is_own else (Column("teacher", _("Teacher")),)),
        Column("stage", _("Kind and stage")),
    )
    at = timezone.now()
    return TableView(
        _("Sessions of the week"),
        columns,
        tuple(_session_row(entry, reader, at, is_own=is_own) for entry in week.entries),
        Empty(
            _("There is no session in this week."),
            _("Sessions are entered on the page of a cohort."),
        ),
    )


def _session_row(entry: Entry, reader: str, at: datetime, *, is_own: bool) -> Row:
    session = entry.session
    teacher = Cell(session.teacher.name if session.teacher else "")
    cells = (
        Cell(
            title_of(session),
            reverse("attendance_register", args=[session.key]),
            marks=session_marks(session, entry.progress, clashes=entry.clashes),
        ),
        Cell(when_words(session, reader)),
        _register_cell(entry, at),
        _cohort_cell(session.cohort),
        Cell(session.room),
        *(() if is_own else (teacher,)),
        Cell(rest_words(session)),
    )
    return Row(cells)


def _register_cell(entry: Entry, at: datetime) -> Cell:
    """Say how many are marked; where nobody is, though the session has begun, say that."""
    said = progress_words(entry.progress)
    is_missing = not said and not entry.session.cancelled and entry.session.starts_at <= at
    return Cell(said, marks=(Mark(_("not taken yet"), "seal"),) if is_missing else ())


def _cohort_cell(cohort: Cohort) -> Cell:
    marks = (Mark(_("invented"), "timber"),) if cohort.is_synthetic else ()
    return Cell(cohort.name, reverse("attendance_cohort", args=[cohort.key]), marks=marks)


def _workshop(cohort: Cohort, reader: str) -> str:
    return str(cohort.workshop.name.best(reader)[1] or cohort.workshop.key)


def _cohort_table(cohorts: list[Cohort], reader: str) -> TableView:
    columns = (
        Column("cohort", _("Cohort")),
        Column("workshop", _("Workshop")),
        Column("since", _("Since")),
    )
    rows = tuple(
        Row(
            (
                _cohort_cell(each),
                Cell(_workshop(each, reader)),
                Cell(_day(each.starts_on, reader)),
            )
        )
        for each in cohorts
    )
    empty = Empty(_("You work with no cohort yet."), _("A registrar enters who teaches a cohort."))
    return TableView(_("Cohorts"), columns, rows, empty)
