"""Two texts of a unit beside each other, clause by clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from openluban.teaching.library.markup.clauses import Clause, clauses_of
from openluban.teaching.library.queries.standing import (
    OldTexts,
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


@dataclass(frozen=True, slots=True)
class _Pair:
    left: TextRow
    right: TextRow
    source: str

    @property
    def original(self) -> TextRow:
        return self.right if self.source == "right" else self.left

    @property
    def translation(self) -> TextRow:
        return self.left if self.source == "right" else self.right


def beside(texts: Texts, left: str, right: str) -> Beside | None:
    """Return what is read of a unit in two languages; None if one of them is missing.

    A translation stands beside the source it is held against; two queries at most.
    """
    return besides({0: texts}, left, right).get(0)


def besides(some: Mapping[int, Texts], left: str, right: str) -> dict[int, Beside]:
    """Return the same for many units by primary key, without those that lack a language.

    Two queries at most, however many units there are.
    """
    pairs = {unit: _pair(texts, left, right) for unit, texts in some.items()}
    return _set({unit: pair for unit, pair in pairs.items() if pair is not None})


def against_source(texts: Texts, row: TextRow) -> Beside | None:
    """Return a version of a translation beside its source of today; None if it has none."""
    source = texts.source_of(row)
    return _set({0: _Pair(source, row, "left")})[0] if source else None


def _pair(texts: Texts, left: str, right: str) -> _Pair | None:
    one, other = texts.read_in(left), texts.read_in(right)
    if one is None or other is None:
        return None
    if other.source_language == left:
        return _Pair(texts.source_of(other) or one, other, "left")
    if one.source_language == right:
        return _Pair(one, texts.source_of(one) or other, "right")
    return _Pair(one, other, "")


def _set(pairs: Mapping[int, _Pair]) -> dict[int, Beside]:
    moved = [
        pair.translation
        for pair in pairs.values()
        if pair.source and has_moved(pair.translation, pair.original)
    ]
    old = old_texts(moved)
    bodies = bodies_of(row for pair in pairs.values() for row in (pair.left, pair.right))
    found = {}
    for unit, pair in pairs.items():
        left, right = clauses_of(bodies[pair.left.pk]), clauses_of(bodies[pair.right.pk])
        if pair.source:
            words = old.get(pair.translation.unit_id, {})
            found[unit] = _with_source(pair, left, right, words)
        else:
            found[unit] = _through_source(pair, left, right)
    return found


def _with_source(pair: _Pair, left: list[Clause], right: list[Clause], old: OldTexts) -> Beside:
    matches = matches_of(pair.translation, pair.original, old)
    lines = []
    for match in matches:
        sides = (match.source, match.target)
        one, other = sides if pair.source == "left" else sides[::-1]
        was = old.get(match.was, "")
        lines.append(Line(_at(left, one), _at(right, other), match.mark, was))
    return Beside(pair.left, pair.right, tuple(lines), pair.source, stale(matches))


def _through_source(pair: _Pair, left: list[Clause], right: list[Clause]) -> Beside:
    """Align two translations by the source clauses that both were made from."""
    one, other = pair.left, pair.right
    matches: list[Match] = compared(
        other.made_from or other.clauses, one.made_from or one.clauses, lambda _a, _b: 0.0
    )
    lines = [Line(_at(left, match.source), _at(right, match.target)) for match in matches]
    return Beside(one, other, tuple(lines), "", Stale())


def _at(clauses: list[Clause], place: int | None) -> Clause | None:
    return None if place is None else clauses[place]
