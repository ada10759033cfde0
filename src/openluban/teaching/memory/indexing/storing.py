"""Putting texts into the index: collected first, then written as one list for each key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from openluban.teaching.memory.indexing.joining import join_crowded
from openluban.teaching.memory.indexing.lists import write_lists
from openluban.teaching.memory.rules import grams
from openluban.teaching.memory.rules.packing import Ids

_MOST_HELD = 12_000_000
"""Numbers held before they are written; each takes 16 bytes, and as much again while sorting."""


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
        join_crowded(write_lists(keys, ids))
