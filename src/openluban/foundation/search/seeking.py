"""Searching across languages: passages ranked by what they say of a question in any language.

Nothing of the question is required. Its words are sought in every form, in every language in which
a bridge knows them, and as what was probably meant where nothing has them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from django.db import connection

from openluban.foundation.search.asking import MOST_CHARACTERS, MOST_WORDS, hidden_visible_to
from openluban.foundation.search.bridging import Question, Rendering, Word, renderings_of
from openluban.foundation.search.correcting import Correction, corrections_of, known_among
from openluban.foundation.search.cutting import LONGEST, cut
from openluban.foundation.search.expanding import Through
from openluban.foundation.search.marking import Passage, passage_of
from openluban.foundation.search.ranking import Ranked, Sought, rank
from openluban.foundation.search.sounding import alike_in_other_script
from openluban.foundation.search.stems import stem
from openluban.foundation.search.texts import texts_of
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText

MOST_SOUGHT = 100
"""Hits that are ranked for one question."""
_MOST_THROUGH = 3
_IN_OTHER_SCRIPT = 0.45
"""What a plain word is worth in a text of another script, where it is hardly the same word."""
_ALIKE, _BESIDE = 0.7, 0.6
"""What a word is worth that only sounds alike, and beside words that a bridge knows."""
_FAULTY = {1: 0.8, 2: 0.6}
"""What a corrected word is worth by its faults."""
_LANGUAGES = """
WITH RECURSIVE met (language) AS (
    SELECT MIN(language) FROM search_searchpassage
    UNION ALL
    SELECT (SELECT MIN(language) FROM search_searchpassage WHERE language > met.language)
    FROM met WHERE met.language IS NOT NULL
)
SELECT language FROM met WHERE language IS NOT NULL
"""
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


@dataclass(frozen=True, slots=True)
class _Way:
    """Why a stem is sought."""

    sought: Sought
    through: Through | None = None
    corrected: str = ""


def look_for(
    question: str,
    *,
    actor: Actor,
    language: str = "",
    register: str = "",
    limit: int = 20,
    leave_out: Sequence[tuple[str, str]] = (),
) -> Looked:
    """Return what says most of what was asked, in this language or in any, at most 100 hits.

    Only what the actor may see is found. ``leave_out`` are registers and keys that are known
    already. Takes at most twelve queries, with bridges.
    """
    asked = _read(question)
    languages = [each for each in _languages() if not language or _is_in(each, language)]
    if not asked.words or not languages:
        return Looked()
    ways, meant = _ways(asked, languages)
    sought = [way.sought for way in ways]
    ranked = rank(sought, languages, register=register, at_most=3 * MOST_SOUGHT)
    rows = _visible(_rows(ranked), actor, register, set(leave_out))
    return Looked(_seen(rows, ranked, ways, min(limit, MOST_SOUGHT)), _likely(meant, ways, ranked))


def _read(question: str) -> Question:
    text = question[:MOST_CHARACTERS]
    words = []
    for place, folded in enumerate(dict.fromkeys(cut(text)[0][:MOST_WORDS])):
        word = folded[:LONGEST]
        words.append(Word(place, word, tuple(dict.fromkeys((stem(word), word)))))
    return Question(text, tuple(words))


def _languages() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES)
        return sorted(language for (language,) in cursor.fetchall())


def _is_in(language: str, wanted: str) -> bool:
    """Test whether a text's language is the one wanted; ``zh`` stands for all its scripts."""
    wanted = wanted.lower().replace("_", "-")
    wanted = {"zh-cn": "zh-hans", "zh-tw": "zh-hant", "cn": "zh-hans"}.get(wanted, wanted)
    return language == wanted or language.startswith(f"{wanted}-")


def _ways(
    asked: Question, languages: Sequence[str]
) -> tuple[list[_Way], dict[str, list[Correction]]]:
    """Return every stem to seek, and corrections of words that nothing has."""
    ways = [
        _Way(Sought(stem(word.text, _primary(each)), each, _own(word, each, asked), (word.place,)))
        for word in asked.words
        for each in languages
    ]
    rendered = renderings_of(asked, languages)
    ways += [_rendered(one) for one in rendered]
    ways += _alike(asked, languages, {(place, one.language) for one in rendered for place in one.places})
    known = known_among([word.text for word in asked.words])
    said = {place for one in rendered for place in one.places}
    unknown = [word for word in asked.words if word.text not in known and word.place not in said]
    meant = corrections_of([word.text for word in unknown])
    for word in unknown:
        ways += _corrected(word, meant.get(word.text, ()), languages)
    return ways, meant


def _alike(
    asked: Question, languages: Sequence[str], said: set[tuple[int, str]]
) -> Iterator[_Way]:
    """Seek words of the other script that sound like those asked for."""
    scripts = {_script_of(each) for each in languages}
    words = [word for word in asked.words if scripts - {_script(word.text)}]
    found = alike_in_other_script([word.text for word in words])
    for word in words:
        sought: set[tuple[str, str]] = set()
        for other, similarity in found.get(word.text, ()):
            for each in languages:
                form = stem(other, _primary(each))
                if _script_of(each) != _script(other) or (form, each) in sought:
                    continue
                sought.add((form, each))
                worth = _ALIKE * similarity * (_BESIDE if (word.place, each) in said else 1.0)
                yield _Way(Sought(form, each, worth, (word.place,)), Through(other, each))


def _rendered(one: Rendering, corrected: str = "") -> _Way:
    return _Way(Sought(one.stem, one.language, one.weight, one.places), one.through, corrected)


def _corrected(
    word: Word, corrections: Sequence[Correction], languages: Sequence[str]
) -> list[_Way]:
    ways = []
    for other, faults in corrections:
        worth = _FAULTY[faults]
        ways += [
            _Way(Sought(stem(other, _primary(each)), each, worth, (word.place,)), None, other)
            for each in languages
        ]
    if corrections:
        best = corrections[0].word
        again = Question(best, (Word(word.place, best, (stem(best),)),))
        ways += [_rendered(one, best) for one in renderings_of(again, languages)]
    return ways


def _own(word: Word, language: str, asked: Question) -> float:
    """Return what a word of the question is worth as it is in a text of some language."""
    if _script(word.text) in {"", _script_of(language)} or any(map(str.isdigit, word.text)):
        return 1.0
    # Names and marks keep their capitals everywhere.
    is_name = word.text.upper() in asked.text and len(word.text) > 1
    return 1.0 if is_name else _IN_OTHER_SCRIPT


def _script(word: str) -> str:
    first = word[:1]
    if "a" <= first <= "z":
        return "latin"
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    return "han" if "\u2e80" <= first <= "\u9fff" else ""


def _script_of(language: str) -> str:
    primary = _primary(language)
    if "-latn" in language:
        return "latin"
    if "-cyrl" in language or primary in {"ru", "kk", "ky", "tg", "mn", "uk", "be", "bg", "tt"}:
        return "cyrillic"
    return "han" if primary in {"zh", "ja", "yue"} else "latin"


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _rows(ranked: Ranked) -> dict[int, _Row]:
    if not ranked.ids:
        return {}
    with connection.cursor() as cursor:
        # Numbers of our own making, so they may stand in the statement.
        cursor.execute(_PASSAGES.format(ids=",".join(map(str, ranked.ids))))
        return {row[0]: _Row(*row) for row in cursor.fetchall()}


def _visible(
    rows: Mapping[int, _Row], actor: Actor, register: str, known: set[tuple[str, str]]
) -> dict[int, _Row]:
    own = hidden_visible_to(actor)
    return {
        pk: row
        for pk, row in rows.items()
        if (row.is_shown or own is None or row.scope in own)
        and (not register or row.register == register)
        and (row.register, row.key) not in known
    }


def _seen(
    rows: Mapping[int, _Row], ranked: Ranked, ways: Sequence[_Way], limit: int
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
    shown = list(best.values())[:limit]
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
    ways: Sequence[_Way],
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
        tuple(languages),
    )  # fmt: skip


def _why(
    ways: Sequence[_Way], met: frozenset[str]
) -> tuple[tuple[Through, ...], tuple[str, ...]]:
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
    corrected = dict.fromkeys(way.corrected for way in ways if way.corrected and way.sought.stem in met)
    return tuple(through)[:_MOST_THROUGH], tuple(corrected)[:_MOST_THROUGH]


def _likely(
    meant: Mapping[str, Sequence[Correction]], ways: Sequence[_Way], ranked: Ranked
) -> dict[str, str]:
    """Return for each word that nothing has the correction that most passages have."""
    met: dict[str, int] = {}
    for place, way in enumerate(ways):
        if way.corrected and way.through is None:
            met[way.corrected] = met.get(way.corrected, 0) + ranked.counts.get(place, 0)
    return {
        word: max(some, key=lambda one: (met.get(one.word, 0), -one.faults, one.word)).word
        for word, some in meant.items()
    }
