"""Putting texts into the index: collected first, then written as one list for each key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from django.db import connection

from openluban.kernel.packing import Ids, Packed, pack
from openluban.teaching.memory.rules import grams

_MOST_HELD = 12_000_000
"""Numbers held before they are written; each takes 16 bytes, and as much again while sorting."""
_TABLE = "memory_listing (key, first, count, gaps)"


def language_number(language: str) -> int:
    """Return the number that stands for a language in keys."""
    return crc32(language.encode())


@dataclass
class IndexWriter:
    """Takes new texts, and writes them when it is flushed or holds many."""

    _keys: list[Ids] = field(default_factory=list)
    _ids: list[Ids] = field(default_factory=list)
    _held: int = 0

    def add(self, ids: Sequence[int], texts: Sequence[str], language: str) -> None:
        """Take texts of one language with their ids."""
        if not texts:
            return
        folded = [grams.folded(text) for text in texts]
        found = grams.grams_of(folded)
        bands = grams.bands_of(folded)[found.rows]
        self._keys.append(grams.in_band(found.numbers, bands, language_number(language)))
        self._ids.append(np.array(ids, dtype=np.int64)[found.rows])
        self._held += len(found.rows)
        if self._held > _MOST_HELD:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if not self._held:
            return
        keys, ids = np.concatenate(self._keys), np.concatenate(self._ids)
        self._keys, self._ids, self._held = [], [], 0
        write_lists(keys, ids)


def write_lists(keys: Ids, ids: Ids) -> None:
    """Write pairs of a key and an id as one list for each key."""
    order = np.lexsort((ids, keys))
    keys, ids = keys[order], ids[order]
    is_first = np.append(True, (keys[1:] != keys[:-1]) | (ids[1:] != ids[:-1]))
    keys, ids = keys[is_first], ids[is_first]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    insert_lists(keys[starts].tolist(), pack(ids, starts))


def insert_lists(keys: Sequence[int], lists: Sequence[Packed]) -> None:
    """Insert a list for each key; many millions of them are no rarity, so by the shortest way."""
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
