"""Searching across languages: passages ranked by what they say of a question in any language.

Nothing of the question is required. Its words are sought in every form, in every language in which
a bridge knows them, and as what was probably meant where nothing has them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.db import connection

from openluban.foundation.search.asking import hidden_visible_to
from openluban.foundation.search.expanding import Through
from openluban.foundation.search.marking import Passage, passage_of
from openluban.foundation.search.texts import texts_of
from openluban.foundation.search.ways import Way, Ways, ways_of
from openluban.kernel.actor import Actor
from openluban.kernel.lazily import lazily
from openluban.kernel.text import LocalizedText

if TYPE_CHECKING:
    from openluban.foundation.search import ranking
    from openluban.foundation.search.passages import Place
else:
    ranking = lazily("openluban.foundation.search.ranking")

MOST_SOUGHT = 100
"""Hits that are ranked for one question."""
_MOST_THROUGH = 3
_LEAST_SHARE = 0.08
"""What says so much less than the best has only a small word of the question."""
_PASSAGES = """
SELECT passage.id, passage.language, document.id, document.register, document.key, document.title,
       document.is_shown, document.scope
FROM search_searchpassage AS passage
JOIN search_searchdocument AS document ON document.id = passage.document_id
WHERE passage.id IN ({ids})
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that was found, the language it was found in, and what stands there.

    ``through`` are words of other languages, or corrected ones, by which it was found: empty if it
    was found by the question's own words. ``languages`` are all in which it was found.
    """

    register: str
    key: str
    title: LocalizedText
    language: str
    score: float
    passage: Passage
    through: tuple[Through, ...] = ()
    corrected: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """All languages in which something is written in it."""

    @property
    def url(self) -> str:
        """The record's address."""
        return f"/{self.register}/{self.key}/"


@dataclass(frozen=True, slots=True)
class Looked:
    """Hits, the best first, and what was probably meant by words that nothing has."""

    hits: list[Seen] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)


class _Row(NamedTuple):
    """A passage with its document; ``title`` is JSON."""

    pk: int
    language: str
    document: int
    register: str
    key: str
    title: Any
    is_shown: bool
    scope: str


def look_for(
    question: str,
    *,
    actor: Actor,
    language: str = "",
    register: str = "",
    limit: int = 20,
    keep: Callable[[Sequence[Place]], Container[Place]] | None = None,
) -> Looked:
    """Return what says most of what was asked, in this language or in any, at most 100 hits.

    Only what the actor may see is found, and of that what ``keep`` returns of registers and keys.
    Takes at most ten queries, those of bridges and one for the texts of each register included.
    """
    ways = ways_of(question, language)
    sought = [way.sought for way in ways.all]
    limit = min(limit, MOST_SOUGHT)
    # What a filter leaves out must not leave the reader with less than there is.
    most = 3 * MOST_SOUGHT if register or keep is not None else 2 * limit + MOST_SOUGHT // 2
    ranked = ranking.rank(sought, ways.languages, register=register, at_most=most)
    rows = _visible(_rows(ranked), actor, register)
    if keep is not None:
        kept = keep([(row.register, row.key) for row in rows.values()])
        rows = {pk: row for pk, row in rows.items() if (row.register, row.key) in kept}
    hits = _seen(rows, ranked, ways.all, limit)
    return Looked(hits, _likely(ways, ranked))


def _rows(ranked: ranking.Ranked) -> dict[int, _Row]:
    if not ranked.ids:
        return {}
    with connection.cursor() as cursor:
        # Numbers of our own making, so they may stand in the statement.
        cursor.execute(_PASSAGES.format(ids=",".join(map(str, ranked.ids))))
        return {row[0]: _Row(*row) for row in cursor.fetchall()}


def _visible(rows: Mapping[int, _Row], actor: Actor, register: str) -> dict[int, _Row]:
    own = hidden_visible_to(actor)
    return {
        pk: row
        for pk, row in rows.items()
        if (row.is_shown or own is None or row.scope in own)
        and (not register or row.register == register)
    }


def _seen(
    rows: Mapping[int, _Row], ranked: ranking.Ranked, ways: Sequence[Way], limit: int
) -> list[Seen]:
    """Return records, each once, by their best passages."""
    scored = sorted(
        (-round(score, 6), rows[pk].register, rows[pk].key, rows[pk].language, pk)
        for pk, score in zip(ranked.ids, ranked.scores, strict=True)
        if pk in rows
    )
    best: dict[int, tuple[_Row, float]] = {}
    tongues: dict[int, list[str]] = {}
    for minus, _register, _key, language, pk in scored:
        row = rows[pk]
        best.setdefault(row.document, (row, -minus))
        tongues.setdefault(row.document, []).append(language)
    least = _LEAST_SHARE * max((score for _row, score in best.values()), default=0.0)
    shown = [(row, score) for row, score in best.values() if score >= least][:limit]
    texts = {
        each: texts_of(each, sorted({row.key for row, _score in shown if row.register == each}))
        for each in sorted({row.register for row, _score in shown})
    }
    return [
        _one(row, score, texts[row.register].get(row.key, {}), ways, tongues[row.document])
        for row, score in shown
    ]


def _one(
    row: _Row,
    score: float,
    texts: Mapping[str, str],
    ways: Sequence[Way],
    languages: Sequence[str],
) -> Seen:
    stored = row.title if isinstance(row.title, str) else orjson.dumps(row.title)
    title = LocalizedText.from_stored(orjson.loads(stored))
    text = texts.get(row.language) or title.wordings.get(row.language, "")
    mine = [way for way in ways if way.sought.language == row.language]
    worth: dict[str, float] = {}
    for way in mine:
        worth[way.sought.stem] = max(worth.get(way.sought.stem, 0.0), way.sought.weight)
    passage = passage_of(text, row.language, worth)
    entitled = passage_of(title.wordings.get(row.language, ""), row.language, worth).stems
    through, corrected = _why(mine, passage.stems | entitled)
    return Seen(
        row.register, row.key, title, row.language, score, passage, through, corrected,
        tuple(languages), tuple(sorted(texts)),
    )  # fmt: skip


def _why(ways: Sequence[Way], met: frozenset[str]) -> tuple[tuple[Through, ...], tuple[str, ...]]:
    """Return through which words of others a record was found, the surest first."""
    by_itself = {
        place
        for way in ways
        if way.through is None and not way.corrected and way.sought.stem in met
        for place in way.sought.places
    }
    others = [way for way in ways if way.sought.stem in met and way.through is not None]
    others = [way for way in others if not set(way.sought.places) <= by_itself]
    others.sort(key=lambda way: -way.sought.weight)
    through = dict.fromkeys(way.through for way in others if way.through is not None)
    corrected = dict.fromkeys(
        way.corrected for way in ways if way.corrected and way.sought.stem in met
    )
    return tuple(through)[:_MOST_THROUGH], tuple(corrected)[:_MOST_THROUGH]


def _likely(ways: Ways, ranked: ranking.Ranked) -> dict[str, str]:
    """Return for each word that nothing has the correction that most passages have."""
    met: dict[str, int] = {}
    for place, way in enumerate(ways.all):
        if way.corrected and way.through is None:
            met[way.corrected] = met.get(way.corrected, 0) + ranked.counts.get(place, 0)
    return {
        word: max(some, key=lambda one: (met.get(one.word, 0), -one.faults, one.word)).word
        for word, some in ways.corrections.items()
        if some
    }
