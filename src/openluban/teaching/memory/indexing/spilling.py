"""Numbers of a large import, kept beside the database until all of them can be sorted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import numpy as np

from openluban.teaching.memory.rules.packing import Ids

_BITS = 6
PARTS = 1 << _BITS
"""Into so many parts keys are cut, by size: one after the other is then sorted and written."""
_SHIFT = 64 - _BITS
_PAIR = np.dtype([("key", "<i8"), ("id", "<i8")])


class Part(NamedTuple):
    """Pairs of a key and an id, in no order: all there are with keys from ``low`` to ``high``."""

    low: int
    high: int
    keys: Ids
    ids: Ids


@dataclass
class Spill:
    """Takes any number of pairs and gives them back part by part, the least keys first.

    Its files have no name, so nothing is left of them however the process ends.
    """

    _files: list[IO[bytes]] = field(default_factory=list)

    def take(self, keys: Ids, ids: Ids) -> None:
        """Keep pairs of a key and an id; 16 bytes each on the disk."""
        if not self._files:
            self._files = [TemporaryFile() for _ in range(PARTS)]  # noqa: SIM115 - closed by parts
        part_of = ((keys >> _SHIFT) + PARTS // 2).astype(np.uint8)
        order = np.argsort(part_of, kind="stable")
        pairs = np.empty(len(keys), dtype=_PAIR)
        pairs["key"], pairs["id"] = keys[order], ids[order]
        ends = np.cumsum(np.bincount(part_of, minlength=PARTS)).tolist()
        for file, begin, end in zip(self._files, [0, *ends], ends, strict=False):
            file.write(pairs[begin:end].tobytes())

    def parts(self) -> Iterator[Part]:
        """Yield what was taken, and forget it."""
        files, self._files = self._files, []
        for place, file in enumerate(files):
            with file:
                file.seek(0)
                pairs = np.frombuffer(file.read(), dtype=_PAIR)
            if not len(pairs):
                continue
            low = (place - PARTS // 2) << _SHIFT
            keys, ids = pairs["key"].astype(np.int64), pairs["id"].astype(np.int64)
            yield Part(low, low + (1 << _SHIFT) - 1, keys, ids)
