"""The index on SQLite: an FTS5 table beside the documents, kept in step by triggers.

FTS5 hands out matches one by one in the order of their ids, so that a word of a million documents
costs no more than the hits which are taken. A word's beginning does not: there all matches are
brought together first. So known words are listed instead wherever possible.
"""

from collections.abc import Sequence

import orjson

from openluban.foundation.search.asking import MOST_ENTITLED, Asked, AskedOtherwise, Wording
from openluban.foundation.search.rows import Row, Statement
from openluban.foundation.search.sounding import sound_of

_WORDING = Wording('"%s"', '"%s"*', " AND ", " OR ", "(%s NOT %s)")
# One statement for many rows: after each statement FTS5 writes what it has gathered.
_WRITE = """
INSERT INTO search_searchdocument (register, key, title, is_shown, scope, words)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
       json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]')
FROM json_each(%s) WHERE true
ON CONFLICT (register, key) DO UPDATE
SET title = excluded.title, is_shown = excluded.is_shown, scope = excluded.scope,
    words = excluded.words
WHERE title IS NOT excluded.title OR words IS NOT excluded.words
   OR is_shown IS NOT excluded.is_shown OR scope IS NOT excluded.scope
"""
_LEARN = """
INSERT INTO search_searchword (word, backwards, sound)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM json_each(%s) AS met
WHERE NOT EXISTS (
    SELECT 1 FROM search_searchword WHERE word = json_extract(met.value, '$[0]')
)
"""
_KNOWN = """
SELECT * FROM (SELECT %s, word FROM search_searchword
               WHERE word >= %s AND word < %s ORDER BY word LIMIT %s)
"""
_SIMILAR = """
SELECT * FROM (SELECT %s, word FROM search_searchword
               WHERE {column} >= %s AND {column} < %s AND length(word) BETWEEN %s AND %s
               ORDER BY {column} LIMIT %s)
"""
_HITS = """
SELECT * FROM (SELECT rowid AS id, {place} AS place FROM search_index
               WHERE search_index MATCH %s ORDER BY rowid LIMIT %s)
"""
_WALKS = "SELECT id, place FROM ({walks} LIMIT %s)"
_LAST_CHARACTER = "\U0010ffff"


class SqliteIndex:
    """Writes the SQL for FTS5."""

    def write(self, rows: Sequence[Row]) -> Statement:
        """Return what adds documents, and replaces those of the same register and key."""
        return Statement(_WRITE, [orjson.dumps(rows, default=tuple).decode()])

    def learn(self, words: Sequence[str]) -> Statement:
        """Return what adds the words that are not known yet."""
        return Statement(
            _LEARN, [orjson.dumps([(word, word[::-1], sound_of(word)) for word in words]).decode()]
        )

    def known(self, beginnings: Sequence[str], most: int) -> Statement:
        """Return the query for (beginning, word): at most so many known words for each."""
        parameters: list[object] = []
        for beginning in beginnings:
            parameters += [beginning, beginning, beginning + _LAST_CHARACTER, most]
        return Statement(" UNION ALL ".join([_KNOWN] * len(beginnings)), parameters)

    def similar(self, ends: Sequence[tuple[str, str, int, int]], most: int) -> Statement:
        """Return the query for (place, word): known words with one of two ends, by their length."""
        parts, parameters = [], list[object]()
        for place, (beginning, end, least, greatest) in enumerate(ends):
            for column, given in (("word", beginning), ("backwards", end[::-1])):
                parts.append(_SIMILAR.format(column=column))
                parameters += [place, given, given + _LAST_CHARACTER, least, greatest, most]
        return Statement(" UNION ALL ".join(parts), parameters)

    def hits(self, asked: Asked | AskedOtherwise, at_most: int, *, titles_first: bool) -> Statement:
        """Return the query for (id, place) of the documents asked for."""
        walks = [(1, asked.first(_WORDING), at_most)]
        rest = asked.rest(_WORDING)
        if rest:
            walks.append((2, rest, at_most))
        if titles_first:
            walks.insert(0, (0, asked.entitled(_WORDING), MOST_ENTITLED))
        # Later walks are begun only if the earlier ones gave too few.
        sql = " UNION ALL ".join(_HITS.format(place=place) for place, _match, _most in walks)
        parameters: list[object] = []
        for _place, match, most in walks:
            parameters += [match, most]
        return Statement(_WALKS.format(walks=sql), [*parameters, at_most])
