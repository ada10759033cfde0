"""What the index knows of words and languages, asked in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

_HEARD = 200
"""Words of one sound that are looked at."""
_ASKED = """
WITH RECURSIVE met (language) AS (
    SELECT MIN(language) FROM search_searchpassage
    UNION ALL
    SELECT (SELECT MIN(language) FROM search_searchpassage WHERE language > met.language)
    FROM met WHERE met.language IS NOT NULL
)
SELECT 'language', language, '' FROM met WHERE language IS NOT NULL
"""
_KNOWN = " UNION ALL SELECT 'word', word, '' FROM search_searchword WHERE word IN ({places})"
_ALIKE = """
UNION ALL SELECT * FROM (
    SELECT 'sound', word, sound FROM search_searchword WHERE sound = %s ORDER BY id LIMIT %s
) AS heard
"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The languages of all passages, the words that are known, and those of each sound."""

    languages: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    heard: dict[str, list[str]] = field(default_factory=dict)


def vocabulary(words: Sequence[str], sounds: Sequence[str]) -> Vocabulary:
    """Return what is known of these words and sounds; one query."""
    statement, parameters = _ASKED, list[str | int](words)
    if words:
        statement += _KNOWN.format(places=", ".join(["%s"] * len(words)))
    for sound in sounds:
        statement += _ALIKE
        parameters += [sound, _HEARD]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = sorted(set(cursor.fetchall()))
    heard: dict[str, list[str]] = {}
    for kind, word, sound in rows:
        if kind == "sound":
            heard.setdefault(sound, []).append(word)
    return Vocabulary(
        tuple(word for kind, word, _sound in rows if kind == "language"),
        frozenset(word for kind, word, _sound in rows if kind == "word"),
        heard,
    )
