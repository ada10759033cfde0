"""Two texts of a unit beside each other, clause by clause."""

from dataclasses import dataclass

from openluban.teaching.library.markup.clauses import Clause, clauses_of
from openluban.teaching.library.queries.standing import (
    has_moved,
    matches_of,
    old_texts,
)
from openluban.teaching.library.queries.texts import TextRow, Texts, bodies_of
from openluban.teaching.library.rules import Mark, Match, Stale, compared, stale


@dataclass(frozen=True, slots=True)
class Line:
    """A clause in two languages; None where one of them has none.

    ``was`` is the Markdown of the source clause that was translated, where it is another now.
    """

    left: Clause | None
    right: Clause | None
    mark: Mark | None = None
    was: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts side by side; ``source`` says which is the source: left, right, or neither ("")."""

    left: TextRow
    right: TextRow
    lines: tuple[Line, ...]
    source: str
    stale: Stale


def beside(texts: Texts, left: str, right: str) -> Beside | None:
    """Return what is read of a unit in two languages; None if one of them is missing.

    A translation stands beside the source it is held against; two queries at most.
    """
    one, other = texts.read_in(left), texts.read_in(right)
    if one is None or other is None:
        return None
    if other.source_language == left:
        one = texts.source_of(other) or one
        return _with_source(one, other, source="left")
    if one.source_language == right:
        other = texts.source_of(one) or other
        return _with_source(other, one, source="right")
    return _through_source(one, other)


def against_source(texts: Texts, row: TextRow) -> Beside | None:
    """Return a version of a translation beside its source of today; None if it has none."""
    source = texts.source_of(row)
    return _with_source(source, row, source="left") if source else None


def _with_source(original: TextRow, row: TextRow, *, source: str) -> Beside:
    old = old_texts([row]).get(row.unit_id, {}) if has_moved(row, original) else {}
    matches = matches_of(row, original, old)
    theirs, ours = _clauses(original, row)
    lines = []
    for match in matches:
        of_source = _at(theirs, match.source)
        of_row = _at(ours, match.target)
        sides = (of_source, of_row) if source == "left" else (of_row, of_source)
        lines.append(Line(*sides, match.mark, old.get(match.was, "")))
    pair = (original, row) if source == "left" else (row, original)
    return Beside(*pair, tuple(lines), source, stale(matches))


def _through_source(one: TextRow, other: TextRow) -> Beside:
    """Align two translations by the source clauses that both were made from."""
    ours, theirs = _clauses(one, other)
    matches: list[Match] = compared(
        other.made_from or other.clauses, one.made_from or one.clauses, lambda _a, _b: 0.0
    )
    lines = [Line(_at(ours, match.source), _at(theirs, match.target)) for match in matches]
    return Beside(one, other, tuple(lines), "", Stale())


def _clauses(one: TextRow, other: TextRow) -> tuple[list[Clause], list[Clause]]:
    bodies = bodies_of([one, other])
    return clauses_of(bodies[one.pk]), clauses_of(bodies[other.pk])


def _at(clauses: list[Clause], place: int | None) -> Clause | None:
    return None if place is None else clauses[place]
