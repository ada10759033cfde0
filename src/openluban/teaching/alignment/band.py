"""Where two texts may meet: for each place in the one, the places in the other to look at."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openluban.teaching.alignment.texts import Integers

Kind = tuple[int, int]
_MOST = 6
KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            (a, b)
            for a in range(1, _MOST)
            for b in range(1, _MOST)
            if a + b <= _MOST or (a, b) in {(2, 5), (5, 2), (3, 4), (4, 3)}
        ),
        key=sum,
    )
)
"""How many sentences the sides of a bead may have; runs without counterpart have any length."""
COMMON = KINDS[:6]
"""Up to 1:3, 2:2 and 3:1: they begin all kinds, so that both have the same numbers."""


@dataclass(frozen=True)
class Band:
    """For each number of source sentences passed, which numbers of target sentences may be passed.

    Both bounds belong to it and never fall; it begins with 0 and ends with all. Its places are
    called cells and have numbers, row by row.
    """

    low: Integers
    high: Integers

    @cached_property
    def starts(self) -> Integers:
        """The number of each row's first cell, and of all cells."""
        return np.concatenate(([0], np.cumsum(self.high - self.low + 1)))

    @cached_property
    def rows(self) -> Integers:
        """The row of each cell."""
        return np.repeat(np.arange(len(self.low)), self.high - self.low + 1)

    @cached_property
    def columns(self) -> Integers:
        """The column of each cell."""
        offsets: Integers = (self.starts[:-1] - self.low)[self.rows]
        return np.arange(self.starts[-1]) - offsets

    def __len__(self) -> int:
        return int(self.starts[-1])

    def cells(self, rows: Integers, columns: Integers) -> Integers:
        """Return the numbers of cells; that of a place outside is the number of all cells."""
        safe = np.clip(rows, 0, len(self.low) - 1)
        inside = (rows == safe) & (columns >= self.low[safe]) & (columns <= self.high[safe])
        return np.where(inside, self.starts[safe] + columns - self.low[safe], len(self))

    def turned(self) -> "Band":
        """Return the same with source and target exchanged."""
        columns = np.arange(self.high[-1] + 1)
        low = np.searchsorted(self.high, columns, side="left")
        high = np.searchsorted(self.low, columns, side="right") - 1
        return Band(low, high)

    def part(self, first: int, last: int) -> "Band":
        """Return rows ``first`` to ``last`` as a band of their own, from its first to its last."""
        low, high = self.low[first : last + 1], self.high[first : last + 1]
        return Band(low - low[0], high - low[0])


def whole_band(source: int, target: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band(np.zeros(source + 1, dtype=np.int64), np.full(source + 1, target))


def band_around(rows: Integers, columns: Integers, *, margin: int, size: tuple[int, int]) -> Band:
    """Return the band of all places within ``margin`` of the given ones, which follow a way."""
    last_row, last_column = size
    low = np.full(last_row + 1, last_column)
    high = np.zeros(last_row + 1, dtype=np.int64)
    for step in range(-margin, margin + 1):
        near = np.clip(rows + step, 0, last_row)
        np.minimum.at(low, near, np.maximum(columns - margin, 0))
        np.maximum.at(high, near, np.minimum(columns + margin, last_column))
    low[0], high[-1] = 0, last_column
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    # Neighbouring rows must share a column, or there would be no way through.
    high[:-1] = np.maximum(high[:-1], low[1:])
    return Band(low, np.maximum(high, low))
