"""The records behind a figure of learners, under pseudonyms: for registrars and officers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.persons import asked_of_persons, nothing_counts, persons_page
from openluban.foundation.registers.queries.keyset import Page
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.learning.learners.figures import LEARNERS, LEARNERS_REACHED
from openluban.learning.learners.policies import may_count
from openluban.learning.learners.queries.counting import counted_rows
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.wording import ROUTES, STATES, day, name_cell

_FIGURES = {figure.key: figure for figure in (LEARNERS, LEARNERS_REACHED)}


@require_safe
@private(may_count)
def counted_view(request: HttpRequest) -> HttpResponse:
    """Show what counts under the choices, page by page, and the number."""
    asked = asked_of_persons(request.GET.dict(), _FIGURES)
    counted = counted_rows(asked, actor_of(request))
    context = persons_page(
        asked, number=counted.number, page=counted.page, table=_table(counted.page)
    )
    return render(request, "figures/persons.html", context)


def _table(page: Page) -> TableView:
    columns = (
        Column("token", _("Pseudonym")),
        Column("workshop", _("Workshop")),
        Column("programme", _("Programme")),
        Column("route", _("Route")),
        Column("state", _("State")),
        Column("since", _("Since")),
    )
    rows = []
    for record in page.records:
        enrolment = record.enrolment
        course = enrolment.programme or enrolment.training
        token = enrolment.person.token if record.may_be_counted else _("no token: not agreed to")
        rows.append(
            Row(
                (
                    Cell(token),
                    name_cell(enrolment.workshop),
                    name_cell(course) if course else Cell("—"),
                    Cell(ROUTES[enrolment.route]),
                    Cell(STATES[record.state]),
                    Cell(day(record.on)),
                )
            )
        )
    return TableView(_("The records behind it"), columns, tuple(rows), nothing_counts())
