"""A unit in two languages side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import TwoColumns
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.policies import may_write
from openluban.teaching.library.queries.beside import Beside, beside
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.queries.texts import TextRow, texts_of
from openluban.teaching.library.rules import Mark
from openluban.teaching.library.views.addresses import beside_files, beside_url, read_url, write_url
from openluban.teaching.library.views.pieces import (
    crumbs_of,
    parallel_units,
    state_mark,
)
from openluban.teaching.library.wording import side_label, stale_words


@require_safe
def beside_page(request: HttpRequest, key: str, left: str, right: str) -> HttpResponse:
    """Show two languages of a unit, clause by clause, with what has changed since."""
    return kept_page(request, lambda: _made(request, key, left, right))


def _made(request: HttpRequest, key: str, left: str, right: str) -> HttpResponse:
    actor, reader = actor_of(request), page_language()
    unit = the_unit(key, actor)
    texts = texts_of(unit, actor)
    found = beside(texts, left, right)
    if found is None or left == right:
        raise NotFound(language=f"{left} {right}"[:80])
    translation = found.left if found.source == "right" else found.right
    may = may_write(actor) and found.source
    context = {
        **crumbs_of(unit, _("Side by side")),
        "columns": TwoColumns(
            left, side_label(found.left, reader), right, side_label(found.right, reader),
            parallel_units(found),
        ),
        "heads": [_head(unit.key, row, reader) for row in (found.left, found.right)],
        "tally": _tally(found),
        "stale": stale_words(found.stale) if found.stale else "",
        "is_held": bool(found.source),
        "pairs": _pairs(unit.key, texts.languages, (left, right), reader),
        "swap_url": beside_url(key, right, left),
        "files": beside_files(key, left, right),
        "write_url": write_url(key, translation.language) if may else "",
    }  # fmt: skip
    return render(request, "library/beside.html", context)


def _head(key: str, row: TextRow, reader: str) -> dict[str, Any]:
    return {
        "url": read_url(key, row.language),
        "label": side_label(row, reader),
        "mark": state_mark(row),
        "source": _("made from version %(version)s of the original")
        % {"version": row.source_version}
        if row.source_id
        else "",
    }


def _tally(found: Beside) -> list[tuple[Any, int]]:
    """Return how many clauses stand in which way, for what is a translation of the other."""
    if not found.source:
        return []
    marks = [line.mark for line in found.lines]
    words = (
        (Mark.UNCHANGED, _("still follow the original")),
        (Mark.CHANGED, _("changed in the original")),
        (Mark.NEW, _("new in the original")),
        (Mark.REMOVED, _("gone from the original")),
    )
    return [(label, marks.count(mark)) for mark, label in words]


def _pairs(
    key: str, languages: list[str], present: tuple[str, str], reader: str
) -> list[tuple[str, str, bool]]:
    """Return the other languages that can stand on the right, with addresses."""
    left, right = present
    return [
        (beside_url(key, left, each), language_name(each, reader), each == right)
        for each in languages
        if each != left
    ]
