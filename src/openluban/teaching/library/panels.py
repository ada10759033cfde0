"""What this module adds to the pages of resources and units."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.record import Standing
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.actor import Actor
from openluban.teaching.library.models import Resource, State, Unit
from openluban.teaching.library.policies import may_write
from openluban.teaching.library.queries.book import published_in
from openluban.teaching.library.queries.films import films_of
from openluban.teaching.library.queries.standing import LanguageStanding, standings_of
from openluban.teaching.library.queries.texts import UnitRow, texts_of, units_of
from openluban.teaching.library.wording import STATE_WORDS, rendition_words, stale_words

_MOST_PAIRED = 4


def _of_resource(resource: Resource, actor: Actor, language: str) -> Filled:
    units = units_of(resource, actor)
    standings = standings_of({unit.pk: unit.texts for unit in units})
    languages = _ordered(
        {each.language for some in standings.values() for each in some}, resource, language
    )
    columns = [Column("unit", pgettext("of a resource", "Unit"))]
    columns += [Column(each, language_name(each, language)) for each in languages]
    rows = tuple(
        _unit_row(unit, standings.get(unit.pk, []), languages, resource, language) for unit in units
    )
    empty = Empty(
        _("No unit of it is here yet."),
        _("Add a unit and write it, or bring in a folder: luban library import FOLDER"),
    )
    return {
        "table": TableView(_("Units"), tuple(columns), rows, empty),
        "leaves": [
            (language_name(each, language), reverse("resource_leaves", args=[resource.key, each]))
            for each in languages
            if any(unit.texts.published(each) for unit in units)
        ],
    }


def _ordered(found: set[str], resource: Resource, reader: str) -> list[str]:
    first = resource.original_language
    return sorted(found, key=lambda each: (each != first, language_name(each, reader)))


def _unit_row(
    unit: UnitRow,
    standings: list[LanguageStanding],
    languages: list[str],
    resource: Resource,
    reader: str,
) -> Row:
    spoken, name = unit.name.best(reader)
    proposed = (Mark(_("proposed")),) if unit.standing == Standing.PROPOSED else ()
    by_language = {each.language: each for each in standings}
    url = f"/units/{unit.key}/read/"
    first = Cell(name or unit.key, url, "" if spoken == reader else spoken, marks=proposed)
    cells = [_language_cell(unit.key, by_language.get(each), resource) for each in languages]
    return Row((first, *cells))


def _language_cell(key: str, standing: LanguageStanding | None, resource: Resource) -> Cell:
    if standing is None:
        return Cell()
    text, original = standing.text, resource.original_language
    marks = []
    url = f"/units/{key}/read/{text.language}/"
    if standing.stale:
        marks.append(Mark(stale_words(standing.stale), "seal"))
        url = f"/units/{key}/beside/{original}/{text.language}/"
    if text.state != State.PUBLISHED:
        marks.append(Mark(STATE_WORDS[text.state]))
    elif standing.newest.version > text.version:
        marks.append(Mark(_("newer draft")))
    words = _("version %(version)s") % {"version": text.version}
    words = words.replace(" ", "\N{NO-BREAK SPACE}")
    return Cell(words, url, marks=tuple(marks))


def _of_unit(unit: Unit, actor: Actor, language: str) -> Filled:
    texts = texts_of(unit, actor)
    standings = standings_of({unit.pk: texts}).get(unit.pk, [])
    return {
        "lines": [_line(unit, each, language) for each in standings],
        "may_write": may_write(actor),
        "films": [rendition_words(film, language) for film in films_of(unit, actor)],
        "read_url": f"/units/{unit.key}/read/",
        "write_url": f"/units/{unit.key}/write/",
    }


def _line(unit: Unit, standing: LanguageStanding, reader: str) -> dict[str, Any]:
    text = standing.text
    return {
        "url": f"/units/{unit.key}/read/{text.language}/",
        "name": language_name(text.language, reader),
        "version": text.version,
        "state": STATE_WORDS[text.state],
        "stale": stale_words(standing.stale) if standing.stale else "",
        "versions_url": f"/units/{unit.key}/versions/{text.language}/",
    }


def _books(resource: Resource, _actor: Actor, language: str) -> Filled:
    """List the books there are: one a language, one for each two beside each other."""
    known = published_in(resource) if resource.is_shown else []
    if not known:
        return None
    choices = [(each,) for each in known] + list(combinations(known[:_MOST_PAIRED], 2))
    return {"books": [_book(resource, chosen, language) for chosen in choices]}


def _book(resource: Resource, chosen: Sequence[str], reader: str) -> dict[str, str]:
    asked = dict(zip(("in", "beside"), chosen, strict=False))
    return {
        "url": f"/library/{resource.key}/book.epub?{urlencode(asked)}",
        "names": " · ".join(language_name(each, reader) for each in chosen),
    }


UNITS_OF_RESOURCE = declare_panel(
    "library",
    Panel(
        key="units",
        title=_("Units"),
        template="library/units_panel.html",
        fill=_of_resource,
        replaces="units",
        order=10,
    ),
)
BOOKS_OF_RESOURCE = declare_panel(
    "library",
    Panel(
        key="books",
        title=_("Books (EPUB)"),
        template="library/book_panel.html",
        fill=_books,
        order=15,
    ),
)
TEXTS_OF_UNIT = declare_panel(
    "units",
    Panel(
        key="texts",
        title=_("Texts"),
        template="library/texts_panel.html",
        fill=_of_unit,
        order=10,
    ),
)
