"""The marks behind the figure of who attended, under pseudonyms: for registrars and officers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.persons import asked_of_persons, nothing_counts, persons_page
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_day_short
from openluban.learning.attendance.figures import LEARNERS_ATTENDING
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.queries.counting import Attended, attended_rows
from openluban.learning.attendance.views.guarding import for_counters

_FIGURES = {LEARNERS_ATTENDING.key: LEARNERS_ATTENDING}


@require_safe
@for_counters
def counted_page(request: HttpRequest) -> HttpResponse:
    """Show what counts under the choices, page by page, and the number of persons."""
    asked = asked_of_persons(request.GET.dict(), _FIGURES)
    found = attended_rows(asked, actor_of(request))
    columns = (
        Column("token", _("Pseudonym")),
        Column("workshop", _("Workshop")),
        Column("programme", _("Programme")),
        Column("on", _("On")),
    )
    rows = tuple(_row(mark, found) for mark in found.page.records)
    table = TableView(_("The records behind it"), columns, rows, nothing_counts())
    context = persons_page(asked, number=found.number, page=found.page, table=table)
    return render(request, "figures/persons.html", context)


def _row(mark: Attendance, found: Attended) -> Row:
    enrolment, reader = mark.enrolment, page_language()
    may_be_told = enrolment.person_id in found.agreed
    token = enrolment.person.token if may_be_told else _("no token: not agreed to")
    day = format_day_short(mark.session.day.isoformat(), reader)
    course = enrolment.programme or enrolment.training
    return Row((Cell(token), _named(enrolment.workshop), _named(course), Cell(day)))


def _named(record: object) -> Cell:
    name = getattr(record, "name", None)
    if name is None:
        return Cell("—")
    language, words = name.best(page_language())
    return Cell(words, lang="" if language == page_language() else language)
