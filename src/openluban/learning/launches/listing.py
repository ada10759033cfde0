"""Tables of courses and units."""

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.text import LocalizedText
from openluban.learning.launches.models import Registration
from openluban.learning.launches.queries.progress import CourseLine, UnitLine
from openluban.learning.launches.wording import count_of, day, state_of, title_of


def name_cell(name: LocalizedText, key: str, url: str = "") -> Cell:
    """Return the name of a course in the reader's language as far as it is known."""
    reader = page_language()
    spoken, words = name.best(reader)
    return Cell(words or key, url, "" if spoken == reader else spoken)


def state_marks(line: CourseLine) -> tuple[Mark, ...]:
    """Return the mark of a course all of whose units are done."""
    return (Mark(_("completed"), "seal"),) if line.registration.satisfied_at else ()


def of_courses(lines: Iterable[CourseLine], *, leads_on: bool) -> TableView:
    """Return somebody's courses; ``leads_on`` to the pages of their units."""

    def name(line: CourseLine) -> Cell:
        resource = line.registration.resource
        url = reverse("launches_course", args=[resource.key]) if leads_on else ""
        return name_cell(resource.name, resource.key, url)

    columns = (
        Column("course", _("Course")),
        Column("units", _("Units done")),
        Column("begun", _("Begun")),
        Column("last", _("Last activity")),
        Column("completed", _("Completed")),
    )
    rows = tuple(Row((name(each), *_cells(each))) for each in lines)
    return TableView(_("Courses"), columns, rows)


def of_cohort(
    cohort: str, lines: Iterable[CourseLine], names: Mapping[int, tuple[str, str]]
) -> TableView:
    """Return the courses of learners of a cohort, in the order of names."""
    columns = (
        Column("name", _("Learner")),
        Column("course", _("Course")),
        Column("units", _("Units done")),
        Column("begun", _("Begun")),
        Column("last", _("Last activity")),
        Column("completed", _("Completed")),
    )

    def named(line: CourseLine) -> tuple[str, str]:
        return names.get(whose(line.registration), ("", ""))

    rows = tuple(
        Row(
            (
                Cell(
                    named(each)[0] or "—",
                    reverse("launches_learner", args=[cohort, each.registration.uuid]),
                    named(each)[1],
                ),
                name_cell(each.registration.resource.name, each.registration.resource.key),
                *_cells(each),
            )
        )
        for each in sorted(lines, key=lambda line: (named(line)[0], line.registration.pk))
    )
    empty = Empty(_("Nobody of this cohort has opened a course yet."))
    return TableView(_("Courses of this cohort"), columns, rows, empty)


def whose(registration: Registration) -> int:
    """Return the id of the learner of a registration; 0 for a teacher who tries it."""
    person = registration.participation.person
    return 0 if person is None else person.merged_into_id or person.pk


def _cells(line: CourseLine) -> tuple[Cell, ...]:
    registration = line.registration
    return (
        Cell(count_of(line)),
        Cell(day(registration.made_at)),
        Cell(day(line.last_at) or "—"),
        Cell(day(registration.satisfied_at) or "—", marks=state_marks(line)),
    )


def of_units(
    lines: Iterable[UnitLine], *, url: Callable[[UnitLine], str] = lambda _line: ""
) -> TableView:
    """Return the units of a course, and what became of each."""
    columns = (
        Column("unit", pgettext("course", "Unit")),
        Column("state", _("State")),
        Column("begun", _("Begun")),
        Column("done", _("Done")),
    )
    rows = []
    for each in lines:
        language, title = title_of(each.unit.titles)
        rows.append(
            Row(
                (
                    Cell(title, url(each), "" if language == page_language() else language),
                    Cell(state_of(each)),
                    Cell(day(each.started_at) or "—"),
                    Cell(day(each.done_at) or "—"),
                )
            )
        )
    return TableView(_("Units"), columns, tuple(rows))
