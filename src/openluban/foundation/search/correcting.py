"""Typing errors: known words that differ from an unknown one by a letter or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from openluban.foundation.search.stems import stem
from openluban.foundation.search.storing import index_in_use
from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA
else:
    process, OSA = lazily("rapidfuzz.process"), lazily("rapidfuzz.distance.OSA")

_SHORTEST = 4
_LONG = 8
"""Words from so many letters on may have two faults."""
_MOST_WORDS = 4
_MOST_CANDIDATES = 4
_MOST_READ = 3_000


class Correction(NamedTuple):
    """A known word that was perhaps meant, and how many letters are between."""

    word: str
    faults: int


def corrections_of(words: Sequence[str]) -> dict[str, list[Correction]]:
    """Return known words for unknown ones, the nearest first; one query.

    Words with digits and scripts without spaces are never corrected, nor is a word of which only
    another form is known: that one is found by its stem.
    """
    some = [
        word for word in words if len(word) >= _SHORTEST and word.isalpha() and _is_spaced(word)
    ]
    some = some[:_MOST_WORDS]
    if not some:
        return {}
    statement = index_in_use().similar([_ends(word) for word in some], _MOST_READ)
    candidates: dict[str, set[str]] = {word: set() for word in some}
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        for place, found in cursor.fetchall():
            candidates[some[place]].add(found)
    return {
        word: corrections
        for word, found in candidates.items()
        if (corrections := _nearest(word, sorted(found)))
    }


def _is_spaced(word: str) -> bool:
    return all(ord(letter) < 0x0E00 for letter in word)  # noqa: PLR2004 - the first such script


def _ends(word: str) -> tuple[str, str, int, int]:
    """Return a beginning and an end, one of which a fault leaves alone, and lengths to look at."""
    faults = _most_faults(word)
    size = max(len(word) // 2 if faults == 1 else 3, 2)
    return word[:size], word[-size:], len(word) - faults, len(word) + faults


def _most_faults(word: str) -> int:
    return 1 if len(word) < _LONG else 2


def _nearest(word: str, candidates: Sequence[str]) -> list[Correction]:
    if any(stem(each) == stem(word) for each in candidates):
        return []
    most = _most_faults(word)
    found = process.extract(
        word, candidates, scorer=OSA.distance, score_cutoff=most, limit=5 * _MOST_CANDIDATES
    )
    least = min((round(faults) for _word, faults, _place in found), default=0)
    near = [(each[0] != word[0], each) for each, faults, _place in found if faults == least]
    return [Correction(each, least) for _first, each in sorted(near)[:_MOST_CANDIDATES]]
