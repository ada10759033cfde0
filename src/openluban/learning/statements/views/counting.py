"""What stands behind a figure of use, under pseudonyms: for whoever keeps the statements."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.figures.asking import NotADay, Question, read_question
from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.sentence import sentence_of
from openluban.foundation.figures.wording import definition
from openluban.foundation.registers.queries.keyset import Page
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Pager, Row, TableView
from openluban.kernel.numerals import format_day, format_day_short, format_number
from openluban.learning.statements.figures import DEEDS, UNIT_USERS, UNIT_USES
from openluban.learning.statements.queries.uses import counted_uses, pseudonym_of, unit_names
from openluban.learning.statements.views.sources import for_keepers

_FIGURES = {figure.key: figure for figure in (UNIT_USERS, UNIT_USES)}


@require_safe
@for_keepers
def uses_counted_page(request: HttpRequest) -> HttpResponse:
    """Show what counts under the choices, page by page, and the number."""
    given = {name: values[-1].replace("\0", "") for name, values in request.GET.lists()}
    figure = _FIGURES.get(given.pop("figure", UNIT_USERS.key))
    if figure is None:
        raise Http404
    with remembering():
        try:
            question = read_question(figure.key, given, today=timezone.localdate())
        except (UnknownChoice, NotADay) as refusal:
            raise Http404(str(refusal)) from refusal
        counted = counted_uses(question)
        language = page_language()
        context: dict[str, Any] = {
            "title": figure.title,
            "meaning": definition(figure, question.choices) or figure.meaning,
            "number": format_number(counted.number, language),
            "unit": figure.unit_for(question.choices).word(counted.number, language),
            "day": format_day(question.at.isoformat(), language),
            "table": _table(counted.page, language),
            "pager": _pager(counted.page, question),
            "sentence": _sentence(question),
            "figure_url": f"/figures/{figure.key}/",
            "hint": _("Persons are pseudonyms; they say nothing of who it is."),
        }
        response = render(request, "figures/persons.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _table(page: Page, language: str) -> TableView:
    columns = (
        Column("who", _("Pseudonym")),
        Column("unit", _("Unit or course")),
        Column("did", _("Done with it")),
        Column("day", _("Day")),
        Column("source", _("Source")),
        Column("statements", _("Statements"), numeric=True),
    )
    names = unit_names(sorted({use.unit for use in page.records}), language)
    rows = tuple(
        Row(
            (
                Cell(pseudonym_of(bytes(use.actor)) or _("groups")),
                Cell(names.get(use.unit, use.unit), reverse("statement_use", args=[use.unit])),
                Cell(DEEDS[use.did]),
                Cell(format_day_short(use.day.isoformat(), language)),
                Cell(use.source.name),
                Cell(format_number(use.statements, language)),
            )
        )
        for use in page.records
    )
    empty = Empty(_("Nothing counts under these choices."), _("Choose another day."))
    return TableView(_("The records behind it"), columns, rows, empty)


def _pager(page: Page, question: Question) -> Pager | None:
    if not page.earlier and not page.later:
        return None
    own = {choice.key: question.choices[choice.key] for choice in question.figure.choices}
    asked = {"figure": question.figure.key, "at": question.at.isoformat(), **own}
    return Pager(
        f"?{urlencode({**asked, 'before': page.earlier})}" if page.earlier else "",
        f"?{urlencode({**asked, 'after': page.later})}" if page.later else "",
    )


def _sentence(question: Question) -> FilterSentence:
    key = question.figure.key
    figures = tuple(Choice(each.key, each.title, each.key == key) for each in _FIGURES.values())
    part = FilterPart("figure", _("Figure"), value=key, choices=figures)
    whole = sentence_of(question)
    own = {choice.key for choice in question.figure.choices} | {"at"}
    parts = (part, *(each for each in whole.parts if each.name in own))
    return replace(
        whole,
        subject=_("Counted"),
        parts=parts,
        action_url=reverse("uses_counted"),
        submit_text=_("Show"),
        exports=(),
    )
