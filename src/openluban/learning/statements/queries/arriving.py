"""How statements of a source came in: how many a day, how late, on which days none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from openluban.learning.statements.rules.types import as_datetime

_DAY = 86_400_000_000
_LATE = 3_600_000_000
"""Microseconds after which a statement counts as sent late: an hour."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day: how many statements came, how many of them late, and the largest delay."""

    day: date
    statements: int
    late: int
    delay: timedelta


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which nothing happened that a source told of, between days on which something did."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


def days_of(cursor: Any, source: int, since: int) -> list[Day]:
    """Return the days since a moment on which statements of a source came in, newest first."""
    cursor.execute(
        "SELECT id / %s, COUNT(*), SUM(CASE WHEN id - happened > %s THEN 1 ELSE 0 END),"
        " MAX(id - happened) FROM statements_statement"
        " WHERE source_id = %s AND id >= %s GROUP BY 1 ORDER BY 1 DESC",
        [_DAY, _LATE, source, since],
    )
    return [
        Day(
            as_datetime(number * _DAY).date(),
            count,
            int(late),
            timedelta(microseconds=max(int(delay), 0)),
        )
        for number, count, late, delay in cursor.fetchall()
    ]


def gaps_of(cursor: Any, source: int, since: int, *, least: int = 2) -> list[Gap]:
    """Return the gaps in what happened, by the statements' own time, of those that came since.

    A device that was without a link sends later what happened in a gap, and closes it.
    """
    cursor.execute(
        "SELECT DISTINCT happened / %s FROM statements_statement"
        " WHERE source_id = %s AND id >= %s AND happened >= %s ORDER BY 1",
        [_DAY, source, since, since],
    )
    return gaps_between([as_datetime(row[0] * _DAY).date() for row in cursor.fetchall()], least)


def gaps_between(days: Sequence[date], least: int) -> list[Gap]:
    """Return the gaps of at least so many days between these days, which are in order."""
    one = timedelta(days=1)
    found = [
        Gap(before + one, after - one) for before, after in pairwise(days) if after - before > one
    ]
    return [gap for gap in found if gap.days >= least]


def counts(cursor: Any) -> dict[int, tuple[int, int]]:
    """Return how many statements each source sent, and the moment of the last; one query."""
    cursor.execute("SELECT source_id, COUNT(*), MAX(id) FROM statements_statement GROUP BY 1")
    return {number: (count, last) for number, count, last in cursor.fetchall()}
