"""Joining lists of a key that grew row by row, so that a look-up reads few rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection, transaction

from openluban.teaching.memory.indexing.lists import insert_lists
from openluban.teaching.memory.rules.packing import REACH, Ids, Packed, pack, unpack

STEPS = 1_024
"""Into so many parts the keys are cut to be tidied, one part after the other."""
_MOST_ROWS = 4
"""Rows of about the same size that a key may have before they become one."""
_SIZE = 3
"""Lists are of the same size if their lengths have as many bits, but for so many."""
_AT_ONCE = 2_000
_ROWS = "SELECT id, key, first, count FROM memory_listing WHERE key IN ({keys})"
_LISTS = "SELECT id, first, offsets FROM memory_listing WHERE id IN ({ids})"
_GONE = "DELETE FROM memory_listing WHERE id IN ({ids})"
_CROWDED = "SELECT key FROM memory_listing WHERE key IN ({keys}) GROUP BY key HAVING COUNT(*) >= %s"
_SEVERAL = (
    "SELECT key FROM memory_listing WHERE key BETWEEN %s AND %s GROUP BY key HAVING COUNT(*) >= %s"
)

_Group = tuple[int, list[int]]
"""A key and the rows of it that are to become one."""


def join_crowded(keys: Iterable[int]) -> int:
    """Join lists of the same size wherever one of these keys has many; return how many are gone.

    For those who have just written them: what it costs depends on how many keys there are, not on
    the memory. A list is written again only when it becomes several times as long.
    """
    gone = 0
    remaining = iter(keys)
    while some := list(islice(remaining, _AT_ONCE)):
        crowded = _rows(_CROWDED.format(keys=_written(some)), [_MOST_ROWS])
        gone += _join_sized([key for (key,) in crowded])
    return gone


def join_crowded_between(low: int, high: int) -> int:
    """Join as ``join_crowded`` does, among all keys from ``low`` to ``high``.

    For those who have written most of them: looking at each of them once costs less then.
    """
    crowded = iter([key for (key,) in _rows(_SEVERAL, [low, high, _MOST_ROWS])])
    gone = 0
    while some := list(islice(crowded, _AT_ONCE)):
        gone += _join_sized(some)
    return gone


def tidy() -> int:
    """Join all lists of each key, step by step; return how many are gone.

    It may be broken off at any time: what was done stays done.
    """
    gone = sum(map(tidy_step, range(STEPS)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Only then does it count the lists of a key without looking at each of them.
            cursor.execute("VACUUM (ANALYZE) memory_listing")
    return gone


def tidy_step(step: int) -> int:
    """Join all lists of each key in one of ``STEPS`` parts; return how many are gone.

    In a transaction of its own, so that nobody waits for longer than one step.
    """
    low = -(1 << 63) + step * ((1 << 64) // STEPS)
    high = low + (1 << 64) // STEPS - 1
    gone = 0
    with transaction.atomic():
        several = iter([key for (key,) in _rows(_SEVERAL, [low, high, 2])])
        while some := list(islice(several, _AT_ONCE)):
            gone += _join(group for group in _groups(some, sized=False) if len(group[1]) > 1)
    return gone


def _join_sized(crowded: Sequence[int]) -> int:
    groups = _groups(crowded, sized=True)
    return _join(group for group in groups if len(group[1]) >= _MOST_ROWS)


def _groups(keys: Sequence[int], *, sized: bool) -> Iterator[_Group]:
    """Yield the rows of keys that may become one: those of one size if asked, or all."""
    alike: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    if keys:
        for pk, key, first, count in _rows(_ROWS.format(keys=_written(keys)), []):
            size = int(count).bit_length() // _SIZE if sized else 0
            alike[key, first >> REACH, size].append(pk)
    return ((key, pks) for (key, _reach, _size), pks in alike.items())


def _join(groups: Iterable[_Group]) -> int:
    """Write each group as one list in place of its rows; return how many rows are gone."""
    keys: list[int] = []
    place_of: dict[int, int] = {}
    for place, (key, pks) in enumerate(groups):
        keys.append(key)
        place_of |= dict.fromkeys(pks, place)
    wanted = list(place_of)
    rows: list[tuple[Any, ...]] = []
    for begin in range(0, len(wanted), _AT_ONCE):
        some = _written(wanted[begin : begin + _AT_ONCE])
        rows += _rows(_LISTS.format(ids=some), [])
        with connection.cursor() as cursor:
            cursor.execute(_GONE.format(ids=some))
    if rows:
        places = np.array([place_of[pk] for pk, _first, _offsets in rows], dtype=np.int64)
        insert_lists(keys, _joined(places, [(first, bytes(held)) for _pk, first, held in rows]))
    return len(wanted) - len(keys)


def _joined(places: Ids, lists: Sequence[tuple[int, bytes]]) -> list[Packed]:
    """Return one list for each place, in their order, from the lists that belong to it."""
    ids, sizes = unpack(lists)
    of = np.repeat(places, sizes)
    order = np.lexsort((ids, of))
    ids, of = ids[order], of[order]
    is_first = np.append(True, (ids[1:] != ids[:-1]) | (of[1:] != of[:-1]))
    ids, of = ids[is_first], of[is_first]
    return pack(ids, np.flatnonzero(np.append(True, of[1:] != of[:-1])))


def _written(keys: Sequence[int]) -> str:
    # Numbers of our own making, so they may stand in a statement.
    return ",".join(map(str, keys))


def _rows(statement: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
