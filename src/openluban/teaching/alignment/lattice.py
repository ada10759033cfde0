"""All the ways through two texts within a band: their probabilities, and the best of them.

A way is a row of beads. Between beads lie runs of source sentences and then of target sentences
that have no counterpart; the first of such a run costs more than each next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.band import Band, Kind
from openluban.teaching.alignment.texts import Integers, Numbers

NEVER = -1e30


@dataclass(frozen=True)
class Gap:
    """What it costs to leave the first sentence of a run without counterpart, and each next."""

    open: float
    extend: float


@dataclass(frozen=True)
class Ends:
    """Whether ways may begin, and end, anywhere in the first and last row of a band."""

    begin: bool = False
    end: bool = False


def posteriors(
    band: Band, kinds: Sequence[Kind], scores: Numbers, gap: Gap, ends: Ends = Ends()
) -> Numbers:
    """Return the probability of every bead, given its score by kind and the cell where it ends."""
    before = np.stack([band.cells(band.rows - a, band.columns - b) for a, b in kinds])
    after = np.stack([band.cells(band.rows + a, band.columns + b) for a, b in kinds])
    padded = np.concatenate([scores, np.full((len(kinds), 1), NEVER)], axis=1)
    forward = _forward(band, before, scores, gap, free=ends.begin)
    backward = _backward(band, after, np.take_along_axis(padded, after, axis=1), gap, free=ends.end)
    last = slice(band.starts[-2] if ends.end else len(band) - 1, len(band))
    total = np.logaddexp.reduce(forward[last])
    found: Numbers = forward[before]
    found += scores
    found += backward[:-1]
    found -= total
    return np.exp(np.minimum(found, 0.0, out=found), out=found)


def _forward(band: Band, before: Integers, scores: Numbers, gap: Gap, *, free: bool) -> Numbers:
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
            found[: None if free else 1] = 0.0
        up = above[here]
        beads[here] = found
        alone[here] = np.logaddexp(beads[up] + gap.open, alone[up] + gap.extend)
        every[here] = _sidewards(np.logaddexp(found, alone[here]), steps, gap)
    return every


def _backward(band: Band, after: Integers, leaving: Numbers, gap: Gap, *, free: bool) -> Numbers:
    size = len(band)
    every = np.full(size + 1, NEVER)  # ways on from a cell that a bead has reached
    alone = np.full(size + 1, NEVER)  # ways on after a source sentence alone
    below = band.cells(band.rows + 1, band.columns)
    steps = np.arange(int((band.high - band.low).max()) + 1) * gap.extend
    for row in range(len(band.low) - 1, -1, -1):
        here = slice(band.starts[row], band.starts[row + 1])
        found = _sum_of(every[after[:, here]] + leaving[:, here])
        if row == len(band.low) - 1:
            found[None if free else -1 :] = 0.0
        runs = _sidewards(found[::-1], steps, gap)[::-1]
        down = alone[below[here]]
        every[here] = np.logaddexp(runs, down + gap.open)
        alone[here] = np.logaddexp(runs, down + gap.extend)
    return every


def _sidewards(found: Numbers, steps: npt.NDArray[np.floating], gap: Gap) -> Numbers:
    """Add the ways that come from further left by target sentences alone."""
    if len(found) == 1:
        return found
    along = steps[: len(found)]
    runs = np.logaddexp.accumulate(found - along)
    result = found.copy()
    result[1:] = np.logaddexp(found[1:], runs[:-1] + along[:-1] + gap.open)
    return result


def _sum_of(ways: Numbers) -> Numbers:
    most: Numbers = ways.max(axis=0)
    ways -= most
    total: Numbers = np.log(np.exp(ways, out=ways).sum(axis=0)) + most
    return total


def best_way(
    band: Band, kinds: Sequence[Kind], gains: Numbers, alone: tuple[Numbers, Numbers]
) -> list[tuple[int, int, int]]:
    """Return the beads with the greatest sum of gains: rows and columns passed, and the kind.

    After the kinds come a source sentence alone and a target sentence alone, with gains of their
    own by sentence.
    """
    before = np.stack([band.cells(band.rows - a, band.columns - b) for a, b in (*kinds, (1, 0))])
    best = np.full(len(band) + 1, NEVER)
    chosen = np.full(len(band), -1, dtype=np.int8)
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
        chosen[here] = np.where(reached > found - along, len(kinds) + 1, which)
        best[here] = reached + along
    return _traced(band, (*kinds, (1, 0), (0, 1)), chosen)


def _traced(
    band: Band, steps: Sequence[Kind], chosen: npt.NDArray[np.int8]
) -> list[tuple[int, int, int]]:
    row, column = len(band.low) - 1, int(band.high[-1])
    way = []
    while row or column:
        kind = int(chosen[band.starts[row] + column - band.low[row]])
        way.append((row, column, kind))
        row -= steps[kind][0]
        column -= steps[kind][1]
    return way[::-1]
