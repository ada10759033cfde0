"""Aligning two texts: a rough way first, then closer looks with what was learned of the words."""

import math
from collections.abc import Sequence

import numpy as np

from openluban.teaching.alignment.band import COMMON, KINDS, Band, band_around
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.coarse import rough_band
from openluban.teaching.alignment.known import known_pairs
from openluban.teaching.alignment.lattice import best_way
from openluban.teaching.alignment.learning import at_first, learned_from
from openluban.teaching.alignment.looking import Likely, look
from openluban.teaching.alignment.texts import Integers, Numbers, text_of

WORTH = 0.01
"""Beads less probable than this are not looked at again, but near likelier ones."""
MARGIN = 2
TEMPER, LEAST = 0.4, 1e-4


def aligned_sentences(
    source: Sequence[str],
    target: Sequence[str],
    given: Sequence[tuple[str, str]] = (),
    marks: tuple[Sequence[int], Sequence[int]] = ((), ()),
) -> list[Bead]:
    """Align sentences of which none is empty, in order; each stands in exactly one bead.

    ``given`` are words or terms with translations. ``marks`` say of each sentence what kind it is:
    only those of one kind are aligned with each other, and those above 0 one with one.
    """
    if not source or not target:
        return [Bead((at,), ()) for at in range(len(source))] + [
            Bead((), (at,)) for at in range(len(target))
        ]
    mine, theirs = text_of(source, marks[0]), text_of(target, marks[1])
    known = known_pairs(mine, theirs, given)
    band = rough_band(mine, theirs, known)
    learned = at_first(mine, theirs, known)
    for kinds in (COMMON, KINDS):
        likely = look(mine, theirs, band, learned, kinds)
        band = _narrowed(likely, band)
        learned = learned_from(mine, theirs, known, likely.spans)
    return _beads(look(mine, theirs, band, learned), band)


def _narrowed(likely: Likely, band: Band) -> Band:
    """Return the band round the likely beads."""
    spans = likely.spans[np.flatnonzero(likely.chances > WORTH)]
    size = (len(band.low) - 1, int(band.high[-1]))
    rows = np.concatenate(([0], spans.source_from, spans.source_to, [size[0]]))
    columns = np.concatenate(([0], spans.target_from, spans.target_to, [size[1]]))
    return band_around(rows, columns, margin=MARGIN, size=size)


def _beads(likely: Likely, band: Band) -> list[Bead]:
    """Return the beads of which most are expected to be right."""
    spans = likely.spans
    mine = _alone(spans.source_from, spans.source_to, likely.chances, len(band.low) - 1)
    theirs = _alone(spans.target_from, spans.target_to, likely.chances, int(band.high[-1]))
    gains = np.zeros((len(KINDS), len(band)))
    cells = band.cells(likely.rows, likely.columns)
    inside = cells < len(band)
    gains[likely.kinds[inside], cells[inside]] = likely.chances[inside]
    steps = (*KINDS, (1, 0), (0, 1))
    found = []
    for row, column, kind in best_way(band, KINDS, gains, (mine, theirs)):
        a, b = steps[kind]
        if kind < len(KINDS):
            chance = gains[kind, band.starts[row] + column - band.low[row]]
        else:
            chance = mine[row - 1] if a else theirs[column - 1]
        found.append(
            Bead(
                tuple(range(row - a, row)),
                tuple(range(column - b, column)),
                _confidence(float(chance)),
            )
        )
    return found


def _confidence(chance: float) -> float:
    """Return the probability that a bead is right, as measured: the engine's own is too sure.

    Words of one sentence do not tell independently of each other, so its odds are tempered.
    """
    sure = min(max(chance, LEAST), 1 - LEAST)
    odds = math.exp(TEMPER * math.log(sure / (1 - sure)))
    return round(odds / (1 + odds), 4)


def _alone(begin: Integers, end: Integers, chances: Numbers, size: int) -> Numbers:
    """Return how probably each sentence stands in no bead."""
    change = np.zeros(size + 1)
    np.add.at(change, begin, chances)
    np.add.at(change, end, -chances)
    alone: Numbers = np.clip(1 - np.cumsum(change)[:-1], 0, 1)
    return alone
