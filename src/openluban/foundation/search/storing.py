"""What the two databases must be able to do, each in its own way, and which one is in use."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from openluban.foundation.search.asking import Asked, AskedOtherwise
from openluban.foundation.search.postgresql import PostgresqlIndex
from openluban.foundation.search.rows import Row, Statement
from openluban.foundation.search.sqlite import SqliteIndex


class Index(Protocol):
    """The part of the search that differs from database to database."""

    def write(self, rows: Sequence[Row]) -> Statement:
        """Return what adds documents, and replaces those of the same register and key."""

    def learn(self, words: Sequence[str]) -> Statement:
        """Return what adds the words that are not known yet."""

    def known(self, beginnings: Sequence[str], most: int) -> Statement:
        """Return the query for (beginning, word): at most so many known words for each."""

    def similar(self, ends: Sequence[tuple[str, str, int, int]], most: int) -> Statement:
        """Return the query for (place, word): known words with one of two ends, by their length.

        Of each beginning, end, least and greatest length so many words at most for each end.
        """

    def hits(self, asked: Asked | AskedOtherwise, at_most: int, *, titles_first: bool) -> Statement:
        """Return the query for (id, place) of the documents asked for.

        At most so many are found, in an order of the index's own choice. With ``titles_first``
        that order stays the same for any ``at_most``, and up to 20 documents whose whole title
        was asked for come before them (and perhaps once more among them).
        """


def index_in_use() -> Index:
    """Return the index of the database that Django is connected to."""
    return PostgresqlIndex() if connection.vendor == "postgresql" else SqliteIndex()
