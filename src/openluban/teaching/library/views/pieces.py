"""Pieces that several pages of units show."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Mark as MarkView
from openluban.foundation.ui.pieces import ParallelUnit
from openluban.kernel.numerals import format_day
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.difference import differences
from openluban.teaching.library.markup.clauses import Clause
from openluban.teaching.library.markup.html import clause_html
from openluban.teaching.library.models import State, Unit
from openluban.teaching.library.queries.beside import Beside, Line
from openluban.teaching.library.queries.standing import LanguageStanding
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.rules import Mark
from openluban.teaching.library.views.addresses import beside_url, read_url
from openluban.teaching.library.wording import STATE_WORDS, mark_words, stale_words


def title_in(unit: Unit, language: str) -> tuple[str, str]:
    """Return (language, name) of a unit for a reader."""
    name: LocalizedText = unit.name
    return name.best(language)


def crumbs_of(unit: Unit, end: object = "") -> dict[str, Any]:
    """Return what ``library/crumbs.html`` shows: the way to a unit, or to a page of it."""
    reader = page_language()
    of_resource, resource = unit.resource.name.best(reader)
    of_unit, name = title_in(unit, reader)
    return {
        "unit": unit,
        "resource_url": f"/library/{unit.resource.key}/",
        "resource_name": resource,
        "resource_language": of_resource,
        "unit_url": read_url(unit.key),
        "unit_name": name or unit.key,
        "unit_language": of_unit,
        "crumb_end": end,
    }


def state_mark(row: TextRow) -> MarkView:
    """Return how far a version has come."""
    kind = {State.PUBLISHED: "timber", State.SUPERSEDED: "seal"}.get(State(row.state), "plain")
    return MarkView(STATE_WORDS[row.state], kind)  # type: ignore[arg-type]


def day_words(moment: Any) -> str:
    """Return a moment's day in the reader's language, ``""`` for none."""
    return format_day(moment.date().isoformat(), page_language()) if moment else ""


def language_lines(
    unit: Unit, standings: Iterable[LanguageStanding], present: str, *, original: str
) -> list[dict[str, Any]]:
    """Return the languages of a unit with where each is read and how it stands."""
    reader = page_language()
    return [
        {
            "url": read_url(unit.key, each.language),
            "name": language_name(each.language, reader),
            "is_present": each.language == present,
            "is_original": each.language == original,
            "stale": stale_words(each.stale) if each.stale else "",
            "beside_url": beside_url(unit.key, original, each.language)
            if each.language != original
            else "",
            "state": "" if each.text.state == State.PUBLISHED else STATE_WORDS[each.text.state],
        }
        for each in standings
    ]


def parallel_units(found: Beside) -> tuple[ParallelUnit, ...]:
    """Return two texts as lines side by side, with marks where one no longer follows."""
    return tuple(
        _parallel(line, found.source, place) for place, line in enumerate(found.lines, start=1)
    )


def _parallel(line: Line, source: str, place: int) -> ParallelUnit:
    of_source, of_translation = marks_of(line.mark)
    left, right = side_html(line.left), side_html(line.right)
    if source == "left":
        left = left + difference_html(line.was, line.left)
        return ParallelUnit(left, right, f"c{place}", "", of_source, of_translation)
    if source == "right":
        right = right + difference_html(line.was, line.right)
        return ParallelUnit(left, right, f"c{place}", "", of_translation, of_source)
    return ParallelUnit(left, right, f"c{place}")


def marks_of(mark: Mark | None) -> tuple[MarkView | None, MarkView | None]:
    """Return the marks of a source clause and of its translation."""
    kind = "plain" if mark == Mark.OWN else "seal"
    source, translation = (
        MarkView(words, kind) if words else None  # type: ignore[arg-type]
        for words in mark_words(mark)
    )
    return source, translation


def side_html(clause: Clause | None) -> SafeString:
    """Return a clause as HTML; a dash stands for none."""
    if clause is None:
        return format_html('<p class="quiet">{}</p>', "—")
    return SafeString(clause_html(clause))  # cleaned there


def difference_html(was: str, now: Clause | None) -> SafeString:
    """Return what became of a clause: what went is struck out, what came is underlined."""
    if not was or now is None:
        return SafeString("")
    parts = format_html_join(
        "",
        "{}",
        (
            (
                format_html(f"<{piece.tag}>{{}}</{piece.tag}>", piece.text)
                if piece.tag
                else piece.text,
            )
            for piece in differences(was, now.text)
        ),
    )
    return format_html('<p class="difference">{}</p>', parts)
