"""Writing lists: many millions of them are no rarity."""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from openluban.teaching.memory.rules.packing import REACH, Ids, Packed, pack

_TABLE = "memory_listing (key, first, count, offsets)"


def write_lists(keys: Ids, ids: Ids) -> list[int]:
    """Write pairs of a key and an id as one list for each key; return the keys in order."""
    order = np.lexsort((ids, keys))
    keys, ids = keys[order], ids[order]
    is_first = np.append(True, (keys[1:] != keys[:-1]) | (ids[1:] != ids[:-1]))
    keys, ids = keys[is_first], ids[is_first]
    starts = np.flatnonzero(
        np.append(True, (keys[1:] != keys[:-1]) | (ids[1:] >> REACH != ids[:-1] >> REACH))
    )
    written: list[int] = keys[starts].tolist()
    insert_lists(written, pack(ids, starts))
    return written


def insert_lists(keys: Sequence[int], lists: Sequence[Packed]) -> None:
    """Insert a list for each key, by the shortest way that the database has."""
    rows = ((key, *each) for key, each in zip(keys, lists, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(("int8", "int8", "int4", "bytea"))
                for row in rows:
                    copy.write_row(row)
        else:
            # Past Django's own cursor, which would read the statement anew for every few rows.
            connection.connection.executemany(f"INSERT INTO {_TABLE} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
