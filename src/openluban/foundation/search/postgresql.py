"""The index on PostgreSQL: inverted indexes (GIN) over the documents' words.

GIN brings all matches together before it hands out the first. So there is an index over every
document, and one each over every 8th, 64th, 512th and 4,096th; the function ``search_hits`` (see
the migrations) asks the smallest first and stops as soon as it has enough. Thus it never fetches
many more documents than were wanted, however many match.
"""

from collections.abc import Sequence

import orjson

from openluban.foundation.search.asking import Asked, AskedOtherwise, Wording
from openluban.foundation.search.rows import Row, Statement
from openluban.foundation.search.sounding import sound_of

_WORDING = Wording("'%s'", "'%s':*", " & ", " | ", "(%s & !%s)")
_WRITE = """
INSERT INTO search_searchdocument AS held (register, key, title, is_shown, scope, words)
SELECT * FROM unnest(%s::text[], %s::text[], %s::jsonb[], %s::bool[], %s::text[], %s::text[])
ON CONFLICT (register, key) DO UPDATE
SET title = excluded.title, is_shown = excluded.is_shown, scope = excluded.scope,
    words = excluded.words
WHERE (held.title, held.is_shown, held.scope, held.words)
      IS DISTINCT FROM (excluded.title, excluded.is_shown, excluded.scope, excluded.words)
"""
_LEARN = """
INSERT INTO search_searchword (word, backwards, sound)
SELECT met, back, heard
FROM unnest(%s::text[], %s::text[], %s::text[]) AS learned (met, back, heard)
WHERE NOT EXISTS (SELECT 1 FROM search_searchword WHERE word = met)
"""
_KNOWN = """
(SELECT %s, word FROM search_searchword WHERE word LIKE %s LIMIT %s)
"""
_SIMILAR = """
(SELECT %s, word FROM search_searchword
 WHERE {column} LIKE %s AND length(word) BETWEEN %s AND %s ORDER BY {column} LIMIT %s)
"""
_HITS = """
SELECT id, place
FROM search_hits(%s::tsquery, %s::tsquery, %s::tsquery, %s) WITH ORDINALITY AS hit (id, place)
"""


class PostgresqlIndex:
    """Writes the SQL for tsquery and GIN."""

    def write(self, rows: Sequence[Row]) -> Statement:
        """Return what adds documents, and replaces those of the same register and key."""
        columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)]
        columns[2] = [orjson.dumps(title).decode() for title in columns[2]]
        return Statement(_WRITE, columns)

    def learn(self, words: Sequence[str]) -> Statement:
        """Return what adds the words that are not known yet."""
        return Statement(
            _LEARN,
            [list(words), [word[::-1] for word in words], [sound_of(word) for word in words]],
        )

    def known(self, beginnings: Sequence[str], most: int) -> Statement:
        """Return the query for (beginning, word): at most so many known words for each."""
        parameters: list[object] = []
        for beginning in beginnings:
            parameters += [beginning, f"{beginning}%", most]
        return Statement(" UNION ALL ".join([_KNOWN] * len(beginnings)), parameters)

    def similar(self, ends: Sequence[tuple[str, str, int, int]], most: int) -> Statement:
        """Return the query for (place, word): known words with one of two ends, by their length."""
        parts, parameters = [], list[object]()
        for place, (beginning, end, least, greatest) in enumerate(ends):
            for column, given in (("word", beginning), ("backwards", end[::-1])):
                parts.append(_SIMILAR.format(column=column))
                parameters += [place, f"{given}%", least, greatest, most]
        return Statement(" UNION ALL ".join(parts), parameters)

    def hits(self, asked: Asked | AskedOtherwise, at_most: int, *, titles_first: bool) -> Statement:
        """Return the query for (id, place) of the documents asked for."""
        entitled = asked.entitled(_WORDING) if titles_first else None
        rest = asked.rest(_WORDING) or None
        return Statement(_HITS, [entitled, asked.first(_WORDING), rest, at_most])
