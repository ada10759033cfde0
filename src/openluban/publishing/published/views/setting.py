"""Results as people see them: rows of a list, numbers as they were printed, standings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openluban.foundation.figures.cards import value_text
from openluban.foundation.registers.naming import record_names
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Standing, StandingMark
from openluban.kernel.numerals import format_day, format_day_short
from openluban.kernel.units import UNITS
from openluban.publishing.published.verdicts import PartResult, Result, Stated, Verdict
from openluban.publishing.published.views.addresses import one_url

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class RowView:
    """A published figure in a list."""

    url: str
    id: str
    claim: str
    about: str
    printed: str
    unit: str
    day: str
    publisher: str
    computed: str
    mark: StandingMark
    why: str


def row_views(results: Sequence[Result], *, whole: bool = False) -> list[RowView]:
    """Return rows of a list; one query for the names of what they are about.

    ``whole`` gives the whole reason, and no link: for rows that are kept nowhere.
    """
    names = scope_names([result.stated for result in results])
    return [_row(result, names, whole=whole) for result in results]


def _row(result: Result, names: Mapping[str, str], *, whole: bool) -> RowView:
    row = result.stated
    return RowView(
        url="" if whole else one_url(row.id),
        id=row.id,
        claim=row.claim,
        about=names.get(row.scope, row.scope),
        printed=row.number,
        unit=row.unit,
        day=format_day_short(row.as_of.text, page_language()) if row.as_of else "",
        publisher=row.publisher,
        computed=" / ".join(_computed(part) for part in result.parts),
        mark=mark_of(result.verdict),
        why=result.reason if whole else result.gist,
    )


def mark_of(verdict: Verdict) -> StandingMark:
    """Return the mark of a verdict."""
    return StandingMark(Standing(verdict))


def _computed(part: PartResult) -> str:
    """Return what the register gives for a number, with its sign where it has one."""
    return "–" if part.computed is None else value_text(part.computed, UNITS[part.unit_key])


def scope_names(rows: Sequence[Stated]) -> dict[str, str]:
    """Return the names of workshops that rows are about, by their keys: one query at most."""
    keys = {row.scope for row in rows if _SLUG.fullmatch(row.scope)}
    named = record_names(f"workshops/{key}" for key in keys)
    return {
        reference.partition("/")[2]: name.best(page_language())[1]
        for reference, name in named.items()
    }


def said_day(row: Stated) -> str:
    """Return the day of a published figure in words."""
    return format_day(row.as_of.text, page_language()) if row.as_of else ""
