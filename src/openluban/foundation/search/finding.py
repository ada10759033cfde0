"""Finding records by words in any script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from openluban.foundation.search import marks
from openluban.foundation.search.asking import (
    MOST_ENTITLED,
    Asked,
    AskedOtherwise,
    Group,
    hidden_visible_to,
    read,
)
from openluban.foundation.search.expanding import Reading, Through, readings_of
from openluban.foundation.search.models import SearchDocument
from openluban.foundation.search.rows import Statement
from openluban.foundation.search.storing import index_in_use
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.text import LocalizedText

MOST_HITS = 1_000
"""So many hits can be paged through; a reader who wants more adds a word."""
MOST_KEYS = 2_000
_WINDOW = 100
"""Hits that are put into order together: those with the words in their title come first."""
_MOST_LISTED = 16
"""Longer words that may stand for a beginning before the index looks for all of them."""
_AFTER = re.compile(r"([0-9])-([0-9]{1,3})", re.ASCII)
_AFTER_ITSELF = re.compile(r"o-([0-9]{1,3})", re.ASCII)
"""Where to go on among the hits by other words."""

_RECORDS = """
SELECT found.id, register, key, title, words, is_shown, scope
FROM ({hits}) AS hits JOIN search_searchdocument AS found ON found.id = hits.id
ORDER BY hits.place, hits.id
"""
_IDS = "SELECT id FROM ({hits}) AS hits"


class Hit(NamedTuple):
    """A record that was found."""

    register: str
    key: str
    title: LocalizedText
    url: str
    through: Through | None = None
    """Other words by which it was found, if it was not found by the question itself."""


class _Record(NamedTuple):
    """A document as the index hands it out; ``title`` is JSON."""

    pk: int
    register: str
    key: str
    title: str
    words: str
    is_shown: bool
    scope: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, whether there are more, and the ``after`` that asks for those."""

    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    after: str = ""


def find(
    question: str, *, actor: Actor, register: str = "", limit: int = 20, after: str = ""
) -> Found:
    """Return records that have every word of the question, the last perhaps only begun.

    Records whose whole title was asked for come first, then those with all words in their title,
    at the end those that have other words for the same (see ``expanding``), at most 100.
    Only what the actor may see is found. ``limit`` is at most 100; a page may hold fewer hits
    although there are more. An ``after`` that is not from this function asks for the first page.
    Takes two queries, and where the question itself finds no more, one and those of expanders.
    """
    asked = _understood(question, actor, register)
    if asked is None:
        return Found()
    limit = min(limit, _WINDOW)
    later = _AFTER_ITSELF.fullmatch(after)
    if later:
        return _otherwise(Found(), question, asked, limit, int(later[1]))
    place = _AFTER.fullmatch(after)
    window, begin = (int(place[1]), int(place[2])) if place else (0, 0)
    records, is_more = _window(asked, window)
    end = begin + limit
    hits = [_hit(record) for record in records[begin:end]]
    if end < len(records):
        return Found(hits, more=True, after=f"{window}-{end}")
    if is_more and (window + 1) * _WINDOW < MOST_HITS:
        return Found(hits, more=True, after=f"{window + 1}-0")
    return _otherwise(Found(hits), question, asked, limit, 0)


def _otherwise(found: Found, question: str, asked: Asked, limit: int, begin: int) -> Found:
    """Return what was found with hits by other words after it, as many as the page still holds."""
    readings = [
        (reading, groups) for reading in readings_of(question) if (groups := _groups_of(reading))
    ]
    if not readings:
        return found
    ways = [
        (reading, replace(asked, groups=groups, title=_title_of(groups)))
        for reading, groups in readings
    ]
    otherwise = AskedOtherwise(tuple(way for _reading, way in ways), asked)
    sql, parameters = index_in_use().hits(otherwise, _WINDOW, titles_first=False)
    rows = [_Record(*row) for row in _rows(Statement(_RECORDS.format(hits=sql), parameters))]
    told = [
        best for record in _visible(asked, rows) if (best := _best_way(record, ways)) is not None
    ]
    # Readings stand best first; the index hands out equals in no order of its own.
    told.sort(key=lambda one: (*one[0], one[1].pk))
    end = begin + limit - len(found.hits)
    hits = [_hit(record, ways[place][0].through) for (_rank, place), record in told[begin:end]]
    is_more = end < len(told)
    return Found([*found.hits, *hits], more=is_more, after=f"o-{end}" if is_more else "")


def _groups_of(reading: Reading) -> tuple[Group, ...]:
    """Return the words of a reading: whole words, those with a known beginning in all forms."""
    groups = []
    for word, is_beginning in read(reading.question):
        beginning = reading.beginnings.get(word, word if is_beginning and len(word) == 1 else "")
        groups.append(Group((word,), beginning, is_whole=not beginning))
    return tuple(groups)


def _title_of(groups: Sequence[Group]) -> str:
    return marks.entitled(group.words[0] for group in groups)


def _best_way(
    record: _Record, ways: Sequence[tuple[Reading, Asked]]
) -> tuple[tuple[int, int], _Record] | None:
    """Return how well, and by which reading (its place), a record was found."""
    words = record.words.replace("\n", " ").split(" ")
    met = [
        (_rank(way, record), place)
        for place, (_reading, way) in enumerate(ways)
        if all(group.is_met(words) for group in way.groups)
    ]
    return (min(met), record) if met else None


def keys_matching(
    question: str, register: str, *, actor: Actor = SYSTEM, at_most: int = MOST_KEYS
) -> QuerySet[SearchDocument, str]:
    """Return the keys of a register's records that have every word of the question.

    For ``filter(key__in=...)``: it is a subquery. The keys are at most ``at_most``; the time taken
    grows with those found, not with those there are. Pass the actor if many records are hidden,
    so that those do not fill the number.
    """
    asked = _understood(question, actor, register)
    if asked is None:
        return SearchDocument.objects.none().values_list("key", flat=True)
    sql, parameters = index_in_use().hits(asked, at_most, titles_first=False)
    ids = RawSQL(_IDS.format(hits=sql), parameters)  # noqa: S611 (words are parameters)
    # The register is among the marks; naming it again would lead SQLite to read all of it.
    return SearchDocument.objects.filter(id__in=ids).values_list("key", flat=True)


def _understood(question: str, actor: Actor, register: str) -> Asked | None:
    """Return what to ask the index for; None if the question has no words."""
    words = read(question)
    if not words:
        return None
    longer = _longer_words([word for word, is_beginning in words if is_beginning])
    groups = [
        _beginning(word, longer[word]) if is_beginning else Group((word,))
        for word, is_beginning in words
    ]
    title = marks.entitled(word for word, _is_beginning in words)
    return Asked(tuple(groups), title, register, hidden_visible_to(actor))


def _beginning(word: str, longer: Sequence[str]) -> Group:
    # Long words with digits are not listed, so there may always be more of those.
    is_whole = len(longer) <= _MOST_LISTED and not re.search("[0-9]", word)
    return Group((word, *longer[:_MOST_LISTED]), word, is_whole)


def _longer_words(beginnings: Sequence[str]) -> dict[str, list[str]]:
    """Return known words by their beginnings, more than may be listed if there are."""
    if not beginnings:
        return {}
    longer: dict[str, dict[str, None]] = {beginning: {} for beginning in beginnings}
    # One more for the beginning itself, and one to tell that there are more.
    for beginning, word in _rows(index_in_use().known(beginnings, _MOST_LISTED + 2)):
        longer[beginning][word] = None
    return {
        beginning: [word for word in words if word != beginning]
        for beginning, words in longer.items()
    }


def _window(asked: Asked, window: int) -> tuple[list[_Record], bool]:
    """Return the records of a window, the best first, and whether another window follows."""
    at_most = (window + 1) * _WINDOW + 1 + MOST_ENTITLED
    sql, parameters = index_in_use().hits(asked, at_most, titles_first=True)
    found = [_Record(*row) for row in _rows(Statement(_RECORDS.format(hits=sql), parameters))]
    once = _visible(asked, found)
    begin = window * _WINDOW
    records = sorted(once[begin : begin + _WINDOW], key=lambda record: _rank(asked, record))
    return records, len(once) > begin + _WINDOW


def _visible(asked: Asked, found: Sequence[_Record]) -> list[_Record]:
    """Return each record once, without what the asker may not see."""
    own = asked.hidden_within
    if own is not None:
        # The marks have seen to it already; columns decide, should they ever differ.
        found = [record for record in found if record.is_shown or record.scope in own]
    return list({record.pk: record for record in found}.values())


def _rank(asked: Asked, record: _Record) -> int:
    """Return 0 for a title that is the question, 1 for one with all its words, else 2."""
    title, others = (line.split(" ") for line in record.words.split("\n"))
    if not all(group.is_met(title) for group in asked.groups):
        return 2
    return 0 if asked.title in others else 1


def _hit(record: _Record, through: Through | None = None) -> Hit:
    title = LocalizedText.from_stored(orjson.loads(record.title))
    return Hit(record.register, record.key, title, f"/{record.register}/{record.key}/", through)


def _rows(statement: Statement) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
