"""The list of learners, and looking for one by name."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Pager, Row, TableView
from openluban.kernel.numerals import format_number
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import may_keep_some, may_list
from openluban.learning.learners.queries.listing import (
    MOST_COUNTED,
    Asked,
    Listed,
    counted,
    listed_persons,
)
from openluban.learning.learners.queries.offering import Offered, offered_to
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.forms import choices
from openluban.learning.learners.wording import ROUTES, STATES, course_cell, day, main_name

_FILTERS = ("state", "route", "workshop", "programme", "cohort", "mark")
_PLACES = ("after", "before")


@require_http_methods(["GET", "HEAD", "POST"])
@private(may_list)
def list_view(request: HttpRequest) -> HttpResponse:
    """Show learners page by page; with POST, those of a name, which stands in no address."""
    actor = actor_of(request)
    words = sent(request, "q") if request.method == "POST" else ""
    given = request.POST if request.method == "POST" else request.GET
    chosen = {name: given.get(name, "").replace("\0", "")[:80] for name in _FILTERS}
    asked = Asked(words, **chosen)
    places = {
        name: request.GET.get(name, "").replace("\0", "")[:26] for name in ("after", "before")
    }
    listed = listed_persons(actor, asked, **places)
    offered = offered_to(actor)
    context = {
        "table": _table(listed),
        "count": _count(listed, lambda: counted(actor, asked)),
        "pager": None if words else _pager(listed, chosen),
        "sentence": _sentence(asked, offered),
        "form": _name_form(words, chosen),
        "words": words,
        "has_more": bool(words and listed.later),
        "may_keep": may_keep_some(actor),
        "has_synthetic": any(person.is_synthetic for person in listed.persons),
    }
    return render(request, "learners/list.html", context)


def _count(listed: Listed, count: Any) -> str:
    is_whole = not listed.earlier and not listed.later
    number = len(listed.persons) if is_whole else count()
    language = page_language()
    if number > MOST_COUNTED:
        most = format_number(MOST_COUNTED, language)
        return _("more than %(count)s learners") % {"count": most}
    words = ngettext("%(count)s learner", "%(count)s learners", number)
    return words % {"count": format_number(number, language)}


def _pager(listed: Listed, chosen: dict[str, str]) -> Pager | None:
    if not listed.earlier and not listed.later:
        return None
    kept = {name: value for name, value in chosen.items() if value}
    return Pager(
        f"?{urlencode({**kept, 'before': listed.earlier})}" if listed.earlier else "",
        f"?{urlencode({**kept, 'after': listed.later})}" if listed.later else "",
    )


def _name_form(words: str, chosen: dict[str, str]) -> FormView:
    hidden = (FieldView(name, "", "hidden", value) for name, value in chosen.items() if value)
    field = FieldView(
        "q", _("Name, in any script"), value=words, help=_("The beginning of a word is enough.")
    )
    return FormView(fields=(*hidden, field), submit_text=_("Find"))


def _sentence(asked: Asked, offered: Offered) -> FilterSentence:
    def named(pairs: tuple[tuple[str, str], ...], chosen: str, none: str) -> tuple[Choice, ...]:
        return choices(dict(pairs), chosen, none=none)

    marks = {"missing": _("missing from the newest file"), "asked": _("who asked to be erased")}
    everywhere = pgettext("learners of", "any workshop")
    parts = (
        ("state", _("State"), choices(STATES, asked.state, none=_("in any state"))),
        ("route", _("Route"), choices(ROUTES, asked.route, none=_("by any route"))),
        ("workshop", _("Workshop"), named(offered.workshops, asked.workshop, everywhere)),
        (
            "programme",
            _("Programme"),
            named(offered.programmes, asked.programme, _("any programme")),
        ),
        ("cohort", _("Cohort"), named(offered.cohorts, asked.cohort, _("any cohort"))),
        ("mark", _("Mark"), choices(marks, asked.mark, none=_("marked or not"))),
    )
    return FilterSentence(
        subject=_("Learners"),
        parts=tuple(
            FilterPart(
                name,
                label,
                value=getattr(asked, name),
                choices=options,
                active=name in {"state", "route", "workshop"} or bool(getattr(asked, name)),
            )
            for name, label, options in parts
        ),
        clear_url=reverse("learners") if any(getattr(asked, each) for each in _FILTERS) else "",
    )


def _table(listed: Listed) -> TableView:
    columns = (
        Column("name", pgettext("person", "Name")),
        Column("other", _("In other scripts")),
        Column("course", _("Enrolled on")),
        Column("workshop", _("Workshop")),
        Column("state", _("State")),
        Column("since", _("Since")),
    )
    rows = tuple(_row(person) for person in listed.persons)
    return TableView(_("Learners"), columns, rows, _nobody())


def _nobody() -> Empty:
    return Empty(
        _("Nobody fits."),
        _("Learners are registered one by one, or brought in from a file of the school."),
    )


def person_cell(person: Person) -> Cell:
    """Return the first of a person's fetched names as a link, with marks."""
    first = main_name(person.names.all())
    marks = []
    if person.is_synthetic:
        marks.append(Mark(_("invented"), "timber"))
    if person.missing_since:
        marks.append(Mark(_("missing from the file")))
    if person.erasure_asked_at:
        marks.append(Mark(_("asks to be erased"), "seal"))
    url = reverse("learner", args=[person.key])
    if first is None:
        return Cell(_("no name"), url, marks=tuple(marks))
    return Cell(first.full, url, first.language, marks=tuple(marks))


def _row(person: Person) -> Row:
    shown = person_cell(person)
    others = [each for each in person.names.all() if each.full != shown.text]
    enrolments = list(person.enrolments.all())
    newest = enrolments[0] if enrolments else None
    other = Cell(others[0].full, lang=others[0].language) if others else Cell()
    if newest is None:
        return Row((shown, other, Cell(_("nothing yet")), Cell(), Cell(), Cell()))
    more = (Mark(_("and %(n)s more") % {"n": len(enrolments) - 1}),) if enrolments[1:] else ()
    course = course_cell(newest)
    missing = (Mark(_("missing from the file")),) if newest.missing_since else ()
    workshop = newest.workshop.name.best(page_language())
    return Row(
        (
            shown,
            other,
            Cell(course.text, lang=course.lang, marks=more),
            Cell(workshop[1] or newest.workshop.key, lang=workshop[0]),
            Cell(STATES[newest.state], marks=missing),
            Cell(day(newest.state_on)),
        )
    )
