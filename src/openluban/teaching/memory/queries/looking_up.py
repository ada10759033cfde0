"""What the memory holds for a text: the same one, in the same context, or one nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from openluban.kernel.actor import Actor
from openluban.kernel.lazily import lazily
from openluban.teaching.memory.errors import LanguageUnknown
from openluban.teaching.memory.policies import sees_all
from openluban.teaching.memory.rules.comparing import (
    LONGEST,
    Kind,
    Piece,
    comparable,
    context_mark,
    difference,
    digest,
)
from openluban.teaching.memory.rules.languages import language_tag

if TYPE_CHECKING:
    from rapidfuzz import distance, process

    from openluban.teaching.memory.indexing import finding
else:
    distance, process = lazily("rapidfuzz.distance"), lazily("rapidfuzz.process")
    finding = lazily("openluban.teaching.memory.indexing.finding")

CANDIDATES = 600
"""Texts whose similarity is measured."""
_MOST_UNITS = 20
"""Units of each text found that are read; a common word may have been translated very often."""
_TEXTS = (
    "SELECT id, text, variant FROM memory_text"
    " WHERE language = %s AND (digest = %s OR id IN ({ids}))"
)
_UNITS = """
SELECT id, this, text, key, title, licence, status, is_machine, entered_at, made_at, backwards,
       neighbours
FROM (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY this ORDER BY neighbours DESC, is_machine, id DESC
    ) AS place
    FROM (
        SELECT unit.id, unit.{this}_id AS this, text.text, origin.key, origin.title, origin.licence,
               unit.status, unit.is_machine, unit.entered_at, unit.made_at,
               {backwards} AS backwards,
               (CASE WHEN unit.before = %s AND unit.before <> 0 THEN 1 ELSE 0 END)
               + (CASE WHEN unit.after = %s AND unit.after <> 0 THEN 1 ELSE 0 END) AS neighbours
        FROM memory_unit AS unit
        JOIN memory_text AS text ON text.id = unit.{other}_id
        JOIN memory_origin AS origin ON origin.id = unit.origin_id
        WHERE unit.{this}_id IN ({ids}) AND text.language = %s AND unit.retired_at IS NULL{visible}
    ) AS {this}_paired
) AS {this}_placed
WHERE place <= %s
"""
_STATUS_ORDER = {"approved": 0, "reviewed": 1, "draft": 2}


class Provenance(NamedTuple):
    """Where a unit comes from; ``is_machine`` holds for ever, whoever approved it."""

    key: str
    title: str
    licence: str
    status: str
    is_machine: bool
    entered_at: datetime
    made_at: datetime | None


@dataclass(frozen=True)
class Match:
    """A unit that may serve: ``similarity`` is 1 for the same text.

    ``neighbours`` counts the neighbours that are the same as those asked with (0 to 2), and only
    for the same text. ``is_backwards`` says that the unit was translated the other way round.
    """

    unit: int
    source: str
    target: str
    similarity: float
    kind: Kind
    neighbours: int
    is_backwards: bool
    origin: Provenance
    asked: str

    @property
    def percent(self) -> int:
        """What translators' tools show: 102, 101 or 100, and at most 99 for another text."""
        if self.kind is Kind.FUZZY:
            return min(int(self.similarity * 100), 99)
        return 100 + self.neighbours

    @cached_property
    def difference(self) -> list[Piece]:
        """What to change in the remembered source to get the one asked for."""
        return difference(self.source, self.asked)


def look_up(  # noqa: PLR0913 - a translator says all of this, most of it seldom
    text: str,
    *,
    source_language: str,
    target_language: str,
    actor: Actor,
    before: str = "",
    after: str = "",
    limit: int = 10,
    at_least: float = 0.5,
) -> list[Match]:
    """Return what the memory holds for a text, the best first; four queries at most.

    A text with both (one) of its neighbours comes first, then the same text, then similar ones by
    similarity; among equals, what people approved comes before what a machine made. Units whose
    target is the text serve as well, the other way round.

    :raises LanguageUnknown: a language is none
    """
    source, target = _tag(source_language), _tag(target_language)
    asked = comparable(text[:LONGEST])
    if not asked:
        return []
    alike = _alike(asked, source, at_least=at_least, limit=limit)
    if not alike:
        return []
    marks = (context_mark(before), context_mark(after))
    rows = _units(list(alike), target, marks, everything=sees_all(actor))
    found = sorted((_match(row, alike, asked) for row in rows), key=_rank)
    once: dict[tuple[str, str], Match] = {}
    for match in found:
        once.setdefault((comparable(match.source), comparable(match.target)), match)
    return list(once.values())[:limit]


def _tag(language: str) -> str:
    tag = language_tag(language)
    if not tag:
        raise LanguageUnknown(language=language[:40])
    return tag


def _alike(
    asked: str, language: str, *, at_least: float, limit: int
) -> dict[int, tuple[str, float]]:
    """Return texts and their similarity by id: more than wanted, as some have no unit to show."""
    ids = finding.nearest(asked, language, at_least=at_least, limit=CANDIDATES)
    with connection.cursor() as cursor:
        # Numbers of our own making, so they may stand in the statement.
        statement = _TEXTS.format(ids=",".join(map(str, ids)) or "NULL")
        cursor.execute(statement, [language, digest(language, asked)])
        texts: dict[int, str] = {}
        compared: dict[int, str] = {}
        for pk, found, variant in cursor.fetchall():
            texts[pk] = found
            compared[pk] = comparable(found) if variant else found
    measured = process.extract(
        asked,
        compared,
        scorer=distance.Levenshtein.normalized_similarity,
        score_cutoff=at_least,
        limit=4 * limit,
    )
    return {pk: (texts[pk], score) for _text, score, pk in measured}


def _units(
    ids: Sequence[int], language: str, marks: tuple[int, int], *, everything: bool
) -> list[tuple[Any, ...]]:
    visible = "" if everything else " AND origin.is_public"
    listed = ",".join(map(str, ids))
    ways = [
        _UNITS.format(this=this, other=other, ids=listed, visible=visible, backwards=backwards)
        for this, other, backwards in (("source", "target", 0), ("target", "source", 1))
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(ways), [*marks, language, _MOST_UNITS] * 2)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _match(row: Sequence[Any], alike: dict[int, tuple[str, float]], asked: str) -> Match:
    pk, text, target, *origin, backwards, neighbours = row
    source, score = alike[text]
    is_same = score == 1.0
    # Marks tell of the neighbours of a source; the other way round they say nothing.
    same_neighbours = neighbours if is_same and not backwards else 0
    kind = Kind.IN_CONTEXT if same_neighbours else Kind.EXACT if is_same else Kind.FUZZY
    return Match(
        unit=pk,
        source=source,
        target=target,
        similarity=score,
        kind=kind,
        neighbours=same_neighbours,
        is_backwards=bool(backwards),
        origin=_provenance(*origin),
        asked=asked,
    )


def _provenance(*origin: Any) -> Provenance:
    key, title, licence, status, is_machine, entered_at, made_at = origin
    made = made_at and _moment(made_at)
    return Provenance(key, title, licence, status, bool(is_machine), _moment(entered_at), made)


def _moment(stored: datetime | str) -> datetime:
    if isinstance(stored, str):  # SQLite has no kind of its own for moments
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored


def _rank(match: Match) -> tuple[Any, ...]:
    status = _STATUS_ORDER.get(match.origin.status, 9)
    return (
        -match.similarity,
        -match.neighbours,
        match.is_backwards,
        match.origin.is_machine,
        status,
        -match.unit,
    )
