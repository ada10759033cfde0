"""All the ways through two texts within a band: their probabilities, and the best of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openluban.teaching.alignment.texts import Integers, Numbers

Kind = tuple[int, int]
KINDS = tuple(
    (a, b) for a in range(1, 6) for b in range(1, 6) if a + b <= 6 or (a, b) in ((2,5),(5,2))
)
NEVER = -1e30


@dataclass(frozen=True)
class Band:
    """For each number of source sentences passed, which numbers of target sentences may be passed.

    Both bounds belong to it and never fall; it begins with 0 and ends with all.
    """

    low: Integers
    high: Integers

    @cached_property
    def starts(self) -> Integers:
        return np.concatenate(([0], np.cumsum(self.high - self.low + 1)))

    @cached_property
    def rows(self) -> Integers:
        return np.repeat(np.arange(len(self.low)), self.high - self.low + 1)

    @cached_property
    def columns(self) -> Integers:
        return np.arange(self.starts[-1]) - (self.starts[:-1] - self.low)[self.rows]

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


@dataclass(frozen=True)
class Gap:
    """What it costs to leave the first sentence of a run without counterpart, and each next."""

    open: float
    extend: float


def posteriors(band: Band, kinds: tuple[tuple[int, int], ...], scores: Numbers, gap: Gap) -> tuple[Numbers, float]:
    """Return the probability of every bead, given its score by kind and the cell where it ends."""
    before = np.stack([band.cells(band.rows - a, band.columns - b) for a, b in kinds])
    after = np.stack([band.cells(band.rows + a, band.columns + b) for a, b in kinds])
    padded = np.concatenate([scores, np.full((len(kinds), 1), NEVER)], axis=1)
    forward = _forward(band, before, scores, gap)
    leaving = np.take_along_axis(padded, after, axis=1)
    backward = _backward(band, after, leaving, gap)
    total = forward[len(band) - 1]
    found = forward[before]
    found += scores
    found += backward[:-1]
    found -= total
    return np.exp(np.minimum(found, 0.0, out=found), out=found), float(total)


def _forward(band: Band, before: Integers, scores: Numbers, gap: Gap) -> Numbers:
    size = len(band)
    every = np.full(size + 1, NEVER)  # all ways to a cell
    beads = np.full(size + 1, NEVER)  # those that end with a bead
    alone = np.full(size + 1, NEVER)  # those that end with a source sentence alone
    above = band.cells(band.rows - 1, band.columns)
    steps = np.arange(int((band.high - band.low).max()) + 1) * gap.extend
    for row in range(len(band.low)):
        here = slice(band.starts[row], band.starts[row + 1])
        found = _sum_of(every[before[:, here]] + scores[:, here])
        if row == 0:
            found[0] = 0.0
        up = above[here]
        beads[here] = found
        alone[here] = np.logaddexp(beads[up] + gap.open, alone[up] + gap.extend)
        every[here] = _sidewards(np.logaddexp(found, alone[here]), steps, gap)
    return every


def _sidewards(found: Numbers, steps: Numbers, gap: Gap) -> Numbers:
    if len(found) == 1:
        return found
    along = steps[: len(found)]
    runs = np.logaddexp.accumulate(found - along)
    result = found.copy()
    result[1:] = np.logaddexp(found[1:], runs[:-1] + along[:-1] + gap.open)
    return result


def _sum_of(ways: Numbers) -> Numbers:
    most = ways.max(axis=0)
    ways -= most
    return np.log(np.exp(ways, out=ways).sum(axis=0)) + most


def _backward(band: Band, after: Integers, leaving: Numbers, gap: Gap) -> Numbers:
    """Ways from a cell to the end. ``every``: after a bead; ``beads``: with no targets alone first."""
    size = len(band)
    every = np.full(size + 1, NEVER)
    # after target-alone runs only a bead may follow; after a source alone: anything
    below = band.cells(band.rows + 1, band.columns)
    extended = np.full(size + 1, NEVER)  # ways that go on with source alone after one
    steps = np.arange(int((band.high - band.low).max()) + 1) * gap.extend
    for row in range(len(band.low) - 1, -1, -1):
        here = slice(band.starts[row], band.starts[row + 1])
        found = _sum_of(every[after[:, here]] + leaving[:, here])
        if row == len(band.low) - 1:
            found[-1] = 0.0
        # B(j): all from state "every" with a bead, B: from state "beads" anything
        runs = _sidewards(found[::-1], steps, gap)[::-1]
        down = below[here]
        alone = extended[down]
        # state "beads" (after a real bead): bead, target run then bead, or source alone
        every[here] = np.logaddexp(runs, alone + gap.open)
        extended[here] = np.logaddexp(runs, alone + gap.extend)
    return every


def best_way(band: Band, kinds: tuple[tuple[int, int], ...], gains: Numbers, alone: tuple[Numbers, Numbers]) -> list[tuple[int, int, int]]:
    """Return the beads with the greatest sum of gains: rows and columns passed, and the kind."""
    size = len(band)
    before = np.stack([band.cells(band.rows - a, band.columns - b) for a, b in (*kinds, (1, 0))])
    best = np.full(size + 1, NEVER)
    chosen = np.full(size, -1, dtype=np.int8)
    passed = np.concatenate(([0.0], np.cumsum(alone[1])))
    full = np.concatenate([gains, alone[0][band.rows - 1][None]])
    for row in range(len(band.low)):
        here = slice(band.starts[row], band.starts[row + 1])
        ways = best[before[:, here]] + full[:, here]
        which = ways.argmax(axis=0)
        found = ways[which, np.arange(len(which))]
        if row == 0:
            found[0] = 0.0
        along = passed[band.low[row] : band.high[row] + 1]
        reached = np.maximum.accumulate(found - along)
        sideways = reached > found - along
        best[here] = reached + along
        chosen[here] = np.where(sideways, len(kinds) + 1, which)
    steps = (*kinds, (1, 0), (0, 1))
    return _traced(band, steps, chosen)


def _traced(band: Band, steps: tuple[tuple[int, int], ...], chosen) -> list[tuple[int, int, int]]:
    row, column = len(band.low) - 1, int(band.high[-1])
    way = []
    while row or column:
        kind = int(chosen[band.starts[row] + column - band.low[row]])
        way.append((row, column, kind))
        row -= steps[kind][0]
        column -= steps[kind][1]
    return way[::-1]
