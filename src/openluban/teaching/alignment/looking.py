"""A look at two texts within a band: which beads are likely, by all that is known so far."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.band import KINDS, Band, Kind
from openluban.teaching.alignment.edges import edge_evidence
from openluban.teaching.alignment.evidence import length_evidence, word_evidence
from openluban.teaching.alignment.lattice import NEVER, Ends, Gap, posteriors
from openluban.teaching.alignment.learning import Learned
from openluban.teaching.alignment.lexicon import Spans
from openluban.teaching.alignment.texts import Integers, Numbers, Text

ROWS, OVERLAP, CELLS = 1_200, 40, 400_000
"""A long text is looked at in parts of so many rows and cells, which overlap by so many rows."""
LIKELY = 1e-3
GAP = Gap(open=-5.0, extend=-3.0)
WORDS, EDGES = 1.0, 1.0
_ONES = np.array([a for a, _ in KINDS])
_OTHERS = np.array([b for _, b in KINDS])


@dataclass(frozen=True)
class Likely:
    """Beads worth keeping of a look: kind, rows and columns passed at its end, probability."""

    kinds: Integers
    rows: Integers
    columns: Integers
    chances: Numbers

    @property
    def spans(self) -> Spans:
        """The same as ranges of sentences."""
        return Spans(
            self.rows - _ONES[self.kinds],
            self.rows,
            self.columns - _OTHERS[self.kinds],
            self.columns,
            self.chances,
        )


def look(
    source: Text, target: Text, band: Band, learned: Learned, kinds: Sequence[Kind] = KINDS
) -> Likely:
    """Return the likely beads of some kinds, which must be the first of all kinds.

    What is held at once does not grow with the texts.
    """
    found = [_look_at_part(source, target, band, learned, (*part, kinds)) for part in _parts(band)]
    names = ("kinds", "rows", "columns", "chances")
    return Likely(*(np.concatenate([getattr(one, name) for one in found]) for name in names))


def _parts(band: Band) -> list[tuple[int, int]]:
    """Cut the rows into parts that are not too large: from and up to a row each."""
    parts = []
    first, last = 0, len(band.low) - 1
    while first < last:
        end = int(np.searchsorted(band.starts, band.starts[first] + CELLS, side="right")) - 2
        end = min(max(end, first + OVERLAP), first + ROWS, last)
        if last - end < OVERLAP:
            end = last
        parts.append((first, end))
        first = end
    return parts


def _look_at_part(
    source: Text, target: Text, band: Band, learned: Learned, part: tuple[int, int, Sequence[Kind]]
) -> Likely:
    first, end, kinds = part
    begin, last = max(first - OVERLAP, 0), min(end + OVERLAP, len(source))
    left, right = int(band.low[begin]), int(band.high[last])
    here = band.part(begin, last)
    scores = _scores(source.part(begin, last), target.part(left, right), here, learned, kinds)
    ends = Ends(begin=begin > 0, end=last < len(source))
    chances = posteriors(here, kinds, scores, GAP, ends)
    which, cells = np.nonzero(chances > LIKELY)
    rows = here.rows[cells] + begin
    ours = (rows > first) & (rows <= end)
    which, cells, rows = which[ours], cells[ours], rows[ours]
    return Likely(which, rows, here.columns[cells] + left, chances[which, cells])


def _scores(
    source: Text, target: Text, band: Band, learned: Learned, kinds: Sequence[Kind]
) -> Numbers:
    """Return how much likelier than by chance each bead is, as logarithms."""
    if not len(target):
        return np.full((len(kinds), len(band)), NEVER)
    scores = WORDS * word_evidence(learned.lexicon, source, target, band, kinds)
    scores += length_evidence(
        source, target, band, kinds, ratio=learned.ratio, spread=learned.spread
    )
    scores += EDGES * edge_evidence(source, target, band, kinds, learned.edges)
    scores += _prior()[: len(kinds), None]
    scores[~_allowed(source, target, band, kinds)] = NEVER
    return scores


def _prior() -> Numbers:
    """Return the logarithm of how often each kind of bead is met."""
    weights = np.array([_often(a, b) for a, b in KINDS])
    prior: Numbers = np.log(weights / weights.sum())
    return prior


def _often(a: int, b: int) -> float:
    if a == b == 1:
        return 0.8
    return 0.5 * 0.3 ** (a + b - 2) if 1 in {a, b} else 0.1 * 0.4 ** (a + b - 3)


def _allowed(
    source: Text, target: Text, band: Band, kinds: Sequence[Kind]
) -> npt.NDArray[np.bool_]:
    """Return which beads may be: within the band, of one kind, and one with one where need be."""
    mine, theirs = source.marks, target.marks
    runs = [np.concatenate(([0], np.cumsum(one[1:] != one[:-1]))) for one in (mine, theirs)]
    last = np.maximum(band.rows - 1, 0), np.maximum(band.columns - 1, 0)
    alike = mine[last[0]] == theirs[last[1]]
    allowed = np.zeros((len(kinds), len(band)), dtype=bool)
    for number, (a, b) in enumerate(kinds):
        fits = alike & (band.cells(band.rows - a, band.columns - b) < len(band))
        if (a, b) != (1, 1):
            fits &= mine[last[0]] <= 0
            fits &= runs[0][last[0]] == runs[0][np.maximum(band.rows - a, 0)]
            fits &= runs[1][last[1]] == runs[1][np.maximum(band.columns - b, 0)]
        allowed[number] = fits
    return allowed
