"""Lists of numbers in a table of their own: what stands under a key, packed.

A key may have several rows; adding one only adds a row, so that no transaction waits for another,
and rows of a key are joined now and then.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from openluban.kernel.packing import Ids, Packed, pack, unpack

_MOST_ROWS = 4
"""Rows of about the same size that a key may have before they become one."""
_STEP = 3
"""Lists are of the same size if their lengths have as many bits, but for so many."""
_AT_ONCE = 2_000
_CROWDED = """
SELECT id, key, count FROM search_searchlisting WHERE key IN (
    SELECT key FROM search_searchlisting GROUP BY key HAVING COUNT(*) >= %s
) ORDER BY id
"""
_COUNTS = "SELECT key, SUM(count) FROM search_searchlisting WHERE key IN ({keys}) GROUP BY key"
_LISTS = "SELECT key, first, gaps FROM search_searchlisting WHERE key IN ({keys})"
_TAKEN = "DELETE FROM search_searchlisting WHERE id IN ({keys}) RETURNING id, first, gaps"
_INTO = "search_searchlisting (key, first, count, gaps)"


def write_lists(keys: Ids, ids: Ids) -> None:
    """Write pairs of a key and an id, each pair once, as one list for each key."""
    if not len(keys):
        return
    order = np.lexsort((ids, keys))
    keys, ids = keys[order], ids[order]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    _insert(keys[starts].tolist(), pack(ids, starts))


def counts_of(keys: Sequence[int]) -> dict[int, int]:
    """Return how many numbers stand under each key that has any; one query."""
    return {key: int(count) for key, count in _rows(_COUNTS, keys)}


def numbers_of(keys: Sequence[int]) -> tuple[Ids, Ids]:
    """Return the numbers under keys, and beside each the place of its key; one query."""
    place_of = {key: place for place, key in enumerate(keys)}
    lists = _rows(_LISTS, keys)
    if not lists:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    places: npt.NDArray[np.int64] = np.array([place_of[key] for key, _f, _g in lists])
    ids, owners = unpack([(first, bytes(gaps)) for _key, first, gaps in lists])
    return ids, places[owners]


def join_lists() -> int:
    """Join rows of the same key and size wherever there are many; return how many are gone.

    A list is written again only when it becomes several times as long, so that adding one document
    after another costs little in all.
    """
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_CROWDED, [_MOST_ROWS])
        for pk, key, count in cursor.fetchall():
            alike[key, int(count).bit_length() // _STEP].append(pk)
    groups = iter([(key, pks) for (key, _size), pks in alike.items() if len(pks) >= _MOST_ROWS])
    gone = 0
    while some := list(islice(groups, _AT_ONCE)):
        gone += _join(some)
    return gone


def _join(groups: Sequence[tuple[int, list[int]]]) -> int:
    wanted = [pk for _key, pks in groups for pk in pks]
    held: dict[int, tuple[int, bytes]] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        # What somebody else has joined meanwhile is not there any more, and stays with them.
        taken = _rows(_TAKEN, some)
        held |= {pk: (first, bytes(gaps)) for pk, first, gaps in taken}
    keys, joined = [], []
    for key, pks in groups:
        rows = [held[pk] for pk in pks if pk in held]
        if rows:
            keys.append(key)
            ids = np.unique(unpack(rows)[0])
            joined.append(pack(ids, np.zeros(1, dtype=np.int64))[0])
    _insert(keys, joined)
    return len(held) - len(joined)


def _insert(keys: Sequence[int], lists: Sequence[Packed]) -> None:
    """Insert a list for each key, by the shortest way: there may be many thousands."""
    rows = ((key, *each) for key, each in zip(keys, lists, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_INTO} FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(("int8", "int8", "int4", "bytea"))
                for row in rows:
                    copy.write_row(row)
        else:
            # Past Django's own cursor, which would read the statement anew for every few rows.
            connection.connection.executemany(f"INSERT INTO {_INTO} VALUES (?, ?, ?, ?)", rows)  # noqa: S608


def _rows(statement: str, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    with connection.cursor() as cursor:
        # Numbers of our own making, so they may stand in the statement.
        cursor.execute(statement.format(keys=",".join(map(str, keys))))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
