"""Putting texts into the index: collected first, then written as one list for each key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from openluban.teaching.memory.indexing.joining import join_crowded, join_crowded_between
from openluban.teaching.memory.indexing.lists import write_lists
from openluban.teaching.memory.indexing.spilling import Spill
from openluban.teaching.memory.rules import grams
from openluban.teaching.memory.rules.packing import Ids

_MOST_HELD = 12_000_000
"""Numbers held before they are spilled; each takes 16 bytes, and as much again while sorting."""


def language_number(language: str) -> int:
    """Return the number that stands for a language in keys."""
    return crc32(language.encode())


@dataclass
class IndexWriter:
    """Takes new texts, and writes them when it is flushed: one list for each key.

    Of many texts, what does not fit into memory waits on the disk. Lists written little by little
    would have to be joined again and again, which took most of the time of a large import.
    """

    _keys: list[Ids] = field(default_factory=list)
    _ids: list[Ids] = field(default_factory=list)
    _held: int = 0
    _spill: Spill | None = None

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
            self._spilled().take(*self._taken())

    def flush(self) -> None:
        """Write what was taken."""
        if self._spill is None:
            if self._held:
                join_crowded(write_lists(*self._taken()))
            return
        if self._held:
            self._spill.take(*self._taken())
        for part in self._spill.parts():
            write_lists(part.keys, part.ids)
            join_crowded_between(part.low, part.high)
        self._spill = None

    def _spilled(self) -> Spill:
        self._spill = self._spill or Spill()
        return self._spill

    def _taken(self) -> tuple[Ids, Ids]:
        keys, ids = np.concatenate(self._keys), np.concatenate(self._ids)
        self._keys, self._ids, self._held = [], [], 0
        return keys, ids
