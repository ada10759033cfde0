"""How units and courses are used: by verb, in statements and persons."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Row, TableView
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import NotFound
from openluban.learning.statements.counting import counted_through
from openluban.learning.statements.queries.uses import (
    ByPerson,
    ByVerb,
    Used,
    by_person,
    by_verb,
    most_used,
    used,
)
from openluban.learning.statements.rules.formats import best_of
from openluban.learning.statements.views import tables
from openluban.learning.statements.views.sources import for_keepers

_DIGITS = 32


@require_safe
@for_keepers
def uses_page(request: HttpRequest) -> HttpResponse:
    """List what statements are about, most used first."""
    with connection.cursor() as cursor:
        found = most_used(cursor)
        through = counted_through(cursor)
    language = page_language()
    columns = (Column("what", _("Unit or course")), Column("n", _("Statements"), numeric=True))
    rows = tuple(
        Row((_name_cell(each, language), Cell(format_number(each.statements, language))))
        for each in found
    )
    empty = Empty(
        _("No statement is about a unit or a course yet."),
        _("They come from courses opened here, and from the programs that are sources."),
    )
    context = {
        "table": TableView(_("Use of units and courses"), columns, rows, empty),
        "through": tables.moment_text(through) if through else "",
    }
    return _kept_from_caches(request, "statements/uses.html", context)


@require_safe
@for_keepers
def use_page(request: HttpRequest, value: str) -> HttpResponse:
    """Show what was done with a unit or course, and by how many."""
    language = page_language()
    with connection.cursor() as cursor:
        found = used(cursor, bytes.fromhex(value)) if len(value) == _DIGITS else None
        if found is None:
            raise NotFound
        verbs, persons = by_verb(cursor, found.value), by_person(cursor, found.value)
    context: dict[str, Any] = {
        "name": _name_cell(found, language),
        "iri": found.iri,
        "verbs": _verbs(verbs, language),
        "persons": _persons(persons, language),
    }
    return _kept_from_caches(request, "statements/use.html", context)


def _name_cell(found: Used, language: str) -> Cell:
    address = reverse("statement_use", args=[found.value.hex()])
    named = best_of(found.names, [language]) if found.names else {}
    for tag, words in named.items():
        return Cell(words, address, lang="" if tag.lower() == language else tag)
    return Cell(found.iri, address)


def _verbs(found: list[ByVerb], language: str) -> TableView:
    columns = (
        Column("verb", _("Did")),
        Column("statements", _("Statements"), numeric=True),
        Column("persons", _("Persons"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(tables.last_word(each.verb)),
                Cell(format_number(each.statements, language)),
                Cell(format_number(each.persons, language)),
            )
        )
        for each in found
    )
    return TableView(_("By verb"), columns, rows)


def _persons(found: list[ByPerson], language: str) -> TableView:
    columns = (
        Column("who", _("Person")),
        Column("statements", _("Statements"), numeric=True),
        Column("first", _("First")),
        Column("last", _("Last")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.pseudonym or _("groups")),
                Cell(format_number(each.statements, language)),
                Cell(tables.moment_text(each.first)),
                Cell(tables.moment_text(each.last)),
            )
        )
        for each in found
    )
    return TableView(_("By person"), columns, rows)


def _kept_from_caches(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response
