"""The records behind a figure of learners, under pseudonyms: for registrars and officers."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.asking import NotADay, Question, read_question
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.wording import definition
from openluban.foundation.registers.queries.keyset import Page
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Pager, Row, TableView, Words
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.text import LocalizedText
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
    given = {name: values[-1].replace("\0", "") for name, values in request.GET.lists()}
    figure = _FIGURES.get(given.pop("figure", LEARNERS.key))
    is_invented = bool(settings.LUBAN_DEMO) and given.pop("people", "") == "invented"
    if figure is None:
        raise Http404
    try:
        question = read_question(figure.key, given, today=timezone.localdate())
    except (UnknownChoice, NotADay) as refusal:
        raise Http404(str(refusal)) from refusal
    counted = counted_rows(question, actor_of(request), is_synthetic=is_invented)
    asked = _address(question, is_invented=is_invented)
    context = {
        "title": figure.title,
        "meaning": definition(figure, question.choices) or figure.meaning,
        "number": format_number(counted.number, page_language()),
        "unit": figure.unit_for(question.choices).word(counted.number, page_language()),
        "day": format_day(question.at.isoformat(), page_language()),
        "table": _table(counted.page),
        "pager": _pager(counted.page, asked),
        "sentence": _sentence(question, is_invented=is_invented),
        "is_invented": is_invented,
        "figure_url": f"/figures/{figure.key}/",
    }
    return render(request, "learners/counted.html", context)


def _address(question: Question, *, is_invented: bool) -> dict[str, str]:
    own = {choice.key: question.choices[choice.key] for choice in question.figure.choices}
    people = {"people": "invented"} if is_invented else {}
    return {"figure": question.figure.key, "at": question.at.isoformat(), **own, **people}


def _pager(page: Page, asked: dict[str, str]) -> Pager | None:
    if not page.earlier and not page.later:
        return None
    return Pager(
        f"?{urlencode({**asked, 'before': page.earlier})}" if page.earlier else "",
        f"?{urlencode({**asked, 'after': page.later})}" if page.later else "",
    )


def _table(page: Page) -> TableView:
    columns = (
        Column("token", _("Pseudonym")),
        Column("workshop", _("Workshop")),
        Column("programme", _("Programme")),
        Column("route", _("Route")),
        Column("state", _("State")),
        Column("since", _("Since")),
    )
    empty = Empty(_("Nothing counts under these choices."), _("Choose another day or state."))
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
    return TableView(_("The records behind it"), columns, tuple(rows), empty)


def _sentence(question: Question, *, is_invented: bool) -> FilterSentence:
    figure = question.figure
    figures = tuple(
        Choice(each.key, each.title, each.key == figure.key) for each in _FIGURES.values()
    )
    parts = [FilterPart("figure", _("Figure"), value=figure.key, choices=figures)]
    for choice in figure.choices:
        chosen = question.choices[choice.key]
        options = [
            Choice(each.key, _said(each.words), each.key == chosen) for each in choice.listed()
        ]
        if chosen not in {each.value for each in options}:
            options.append(Choice(chosen, _said(choice.words_for(chosen)), selected=True))
        parts.append(FilterPart(choice.key, choice.title, value=chosen, choices=tuple(options)))
    parts.append(FilterPart("at", _("Day"), kind="date", value=question.at.isoformat()))
    if settings.LUBAN_DEMO:
        people = (
            Choice("real", _("real persons"), not is_invented),
            Choice("invented", _("persons invented for the demonstration"), is_invented),
        )
        parts.append(FilterPart("people", _("Persons"), choices=people))
    return FilterSentence(
        subject=_("Counted"), parts=tuple(parts), action_url=reverse("learners_counted")
    )


def _said(words: object) -> Words:
    if isinstance(words, LocalizedText):
        return words.best(page_language())[1]
    return str(words)
