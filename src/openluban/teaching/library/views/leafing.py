"""Which leaves of a unit to take out and put in, and those leaves for the printer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.leaves import Exchange, Leaf
from openluban.teaching.library.markup.html import nodes_html
from openluban.teaching.library.models import Unit
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.queries.leaves import Leaves, leaves_since
from openluban.teaching.library.setting import exchange_words
from openluban.teaching.library.views.addresses import (
    leaves_file_url,
    leaves_url,
    read_url,
)
from openluban.teaching.library.views.pieces import crumbs_of
from openluban.teaching.library.wording import leaf_words


@require_safe
def leaves_page(
    request: HttpRequest, key: str, language: str, since: int, version: int
) -> HttpResponse:
    """Show the sheet and the leaves that are put in."""
    return kept_page(request, lambda: _made(request, key, language, (since, version)))


def _made(request: HttpRequest, key: str, language: str, span: tuple[int, int]) -> HttpResponse:
    unit = the_unit(key, actor_of(request))
    found = leaves_since(unit, language, *span)
    if found is None:
        raise NotFound(language=language[:40], version=span[1])
    context = {
        **crumbs_of(unit, _("Leaves")),
        "language": language,
        "language_name": language_name(language, page_language()),
        "span": exchange_words(found),
        "exchanges": _exchanges(found, language),
        "holds": _holds(found, language),
        "leaves": printed_leaves(found),
        "others": _others(unit, language, found),
        "file_url": leaves_file_url(unit.key, language, found.since, found.version),
        "read_url": read_url(unit.key, language),
    }
    return render(request, "library/leaves.html", context)


def printed_leaves(found: Leaves) -> list[dict[str, Any]]:
    """Return the leaves that are put in, as the page shows them."""
    return [
        {
            "label": found.printed(leaf.label),
            "edge": leaf_words(leaf.version, found.published_at[leaf.version]),
            "html": SafeString(nodes_html(stretch.nodes)),  # cleaned there
        }
        for leaf, stretch in found.to_print
    ]


def _exchanges(found: Leaves, language: str) -> TableView:
    columns = (
        Column("leaf", _("Leaf")),
        Column("out", _("Take out")),
        Column("in", _("Put in")),
    )
    rows = tuple(exchange_row(each, found, language) for each in found.exchanges)
    return TableView(_("What to exchange"), columns, rows, Empty(_("No leaf has changed.")))


def exchange_row(each: Exchange, found: Leaves, language: str) -> Row:
    """Return a line of the sheet: the leaf, what is taken out, what is put in."""
    sides = (_cell(leaf, found, language) for leaf in (each.take_out, each.put_in))
    return Row((Cell(found.printed(each.label)), *sides))


def _cell(leaf: Leaf | None, found: Leaves, language: str) -> Cell:
    if leaf is None:
        return Cell()
    words = leaf_words(leaf.version, found.published_at[leaf.version])
    return Cell(leaf.title or "—", lang=language, marks=(Mark(words),))


def _holds(found: Leaves, language: str) -> TableView:
    columns = (
        Column("leaf", _("Leaf")),
        Column("title", _("Title")),
        Column("version", _("Version")),
    )
    rows = tuple(
        Row(
            (
                Cell(found.printed(leaf.label)),
                Cell(leaf.title or "—", lang=language),
                Cell(leaf_words(leaf.version, found.published_at[leaf.version])),
            )
        )
        for leaf in found.leaves
    )
    return TableView(_("Afterwards the folder holds"), columns, rows, Empty(""))


def _others(unit: Unit, language: str, found: Leaves) -> list[tuple[str, str, bool]]:
    """Return from which versions one can come to this one: (address, words, whether it is this)."""
    known = [0, *(each for each in found.published_at if each < found.version)]
    return [
        (
            leaves_url(unit.key, language, each, found.version),
            _("version %(version)s") % {"version": each} if each else _("none: print all"),
            each == found.since,
        )
        for each in reversed(known)
    ]
