"""Joining lists of a key that grew row by row, so that a look-up reads few rows."""

from collections import defaultdict
from itertools import islice

import numpy as np
from django.db import connection

from openluban.kernel.packing import Packed, pack, unpack
from openluban.teaching.memory.indexing.storing import insert_lists
from openluban.teaching.memory.models import Listing

_MOST_ROWS = 4
"""Rows of about the same size that a key may have before they become one."""
_STEP = 3
"""Lists are of the same size if their lengths have as many bits, but for so many."""
_AT_ONCE = 2_000
_EVERY = 2_000
"""Texts after which lists are joined."""
_CROWDED = """
SELECT id, key, count FROM memory_listing WHERE key IN (
    SELECT key FROM memory_listing GROUP BY key HAVING COUNT(*) >= %s
)
"""


def join_if_due(*, texts: int, last_id: int) -> None:
    """Join lists if enough texts came together since it was done last; ``texts`` are the new ones.

    Ids of texts ascend, so that the last one tells how many there have been.
    """
    if last_id // _EVERY > (last_id - texts) // _EVERY:
        join_lists()


def join_lists() -> int:
    """Join lists of the same key and size wherever there are many; return how many are gone.

    A list is written again only when it becomes several times as long, so that adding one text
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


def _join(groups: list[tuple[int, list[int]]]) -> int:
    wanted = [pk for _key, pks in groups for pk in pks]
    held = {
        pk: (first, bytes(gaps))
        for begin in range(0, len(wanted), _AT_ONCE)
        for pk, first, gaps in Listing.objects.filter(
            pk__in=wanted[begin : begin + _AT_ONCE]
        ).values_list("pk", "first", "gaps")
    }
    joined = [_one([held[pk] for pk in pks]) for _key, pks in groups]
    for begin in range(0, len(wanted), _AT_ONCE):
        Listing.objects.filter(pk__in=wanted[begin : begin + _AT_ONCE]).delete()
    insert_lists([key for key, _pks in groups], joined)
    return len(wanted) - len(joined)


def _one(lists: list[tuple[int, bytes]]) -> Packed:
    ids, _of = unpack(lists)
    return pack(np.unique(ids), np.zeros(1, dtype=np.int64))[0]
