"""The marks behind the figures of attendance, under pseudonyms: for registrars and officers."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.declaring import Aggregate
from openluban.foundation.figures.persons import asked_of_persons, nothing_counts, persons_page
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_day_short, format_number
from openluban.learning.attendance.figures import HOURS_ATTENDED, HOURS_PLANNED, LEARNERS_ATTENDING
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.queries.counting import Attended, attended_rows
from openluban.learning.attendance.views.guarding import for_counters

_FIGURES = {figure.key: figure for figure in (LEARNERS_ATTENDING, HOURS_ATTENDED, HOURS_PLANNED)}


@require_safe
@for_counters
def counted_page(request: HttpRequest) -> HttpResponse:
    """Show what counts under the choices, page by page, and the number that it makes."""
    asked = asked_of_persons(request.GET.dict(), _FIGURES)
    found = attended_rows(asked, actor_of(request))
    columns = [
        Column("token", _("Pseudonym")),
        Column("workshop", _("Workshop")),
        Column("programme", _("Programme")),
        Column("on", _("On")),
    ]
    if asked.figure.aggregate is Aggregate.SUM:
        columns.append(Column("hours", _("Hours"), numeric=True))
    rows = tuple(_row(mark, found) for mark in found.page.records)
    table = TableView(_("The records behind it"), tuple(columns), rows, nothing_counts())
    context = persons_page(asked, number=found.number, page=found.page, table=table)
    return render(request, "figures/persons.html", context)


def _row(mark: Attendance, found: Attended) -> Row:
    enrolment, reader = mark.enrolment, page_language()
    may_be_told = enrolment.person_id in found.agreed
    token = enrolment.person.token if may_be_told else _("no token: not agreed to")
    day = format_day_short(mark.session.day.isoformat(), reader)
    course = enrolment.programme or enrolment.training
    cells = [Cell(token), _named(enrolment.workshop), _named(course), Cell(day)]
    hours: Decimal | None = getattr(mark, "quantity", None)  # where hours are summed
    if hours is not None:
        cells.append(Cell(format_number(hours, reader)))
    return Row(tuple(cells))


def _named(record: object) -> Cell:
    name = getattr(record, "name", None)
    if name is None:
        return Cell("—")
    language, words = name.best(page_language())
    return Cell(words, lang="" if language == page_language() else language)
