"""Aligning two texts: a rough way first, then closer looks with what was learned of the words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.band import KINDS, Band, band_around
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.coarse import rough_band
from openluban.teaching.alignment.evidence import length_evidence, word_evidence
from openluban.teaching.alignment.known import known_pairs
from openluban.teaching.alignment.lattice import NEVER, Ends, Gap, best_way, posteriors
from openluban.teaching.alignment.lexicon import Lexicon, Spans, first_lexicon, learned
from openluban.teaching.alignment.texts import Integers, Numbers, Text, text_of

LOOKS = 3
ROWS, OVERLAP, CELLS = 1_200, 40, 400_000
"""A long text is looked at in parts of so many rows and cells, which overlap by so many rows."""
LIKELY = 1e-3
MARGIN = 4
GAP = Gap(open=-5.0, extend=-3.0)
WORDS = 1.0
"""Words of one sentence do not tell independently of each other, so they count for less."""
SPREAD = 1.0
RATIOS = (0.5, 2.0)
PRIOR_SIZE, PRIOR_BEADS = 200, 20
"""What is believed of lengths before anything is seen weighs as much as so many letters, beads."""
_ONES = np.array([a for a, _ in KINDS])
_OTHERS = np.array([b for _, b in KINDS])


@dataclass(frozen=True)
class _Likely:
    """Beads worth keeping of a look: kind, rows and columns passed at its end, probability."""

    kinds: Integers
    rows: Integers
    columns: Integers
    chances: Numbers

    @property
    def spans(self) -> Spans:
        return Spans(
            self.rows - _ONES[self.kinds],
            self.rows,
            self.columns - _OTHERS[self.kinds],
            self.columns,
            self.chances,
        )


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
    lexicon = first_lexicon(mine, theirs, known)
    band = rough_band(mine, theirs, known)
    lengths = _Lengths(_first_ratio(mine, theirs), SPREAD)
    for _ in range(LOOKS - 1):
        likely = _look(mine, theirs, band, lexicon, lengths)
        band = _narrowed(likely, band)
        lexicon = learned(mine, theirs, likely.spans, known)
        lengths = _lengths(mine, theirs, likely.spans)
    return _beads(_look(mine, theirs, band, lexicon, lengths), band)


@dataclass(frozen=True)
class _Lengths:
    """How lengths go together: how much longer the target is, and how far they spread."""

    ratio: float
    spread: float


def _lengths(source: Text, target: Text, spans: Spans) -> _Lengths:
    """Return how the lengths of likely beads go together; what is odd, within what is known."""
    mine, theirs = (np.concatenate(([0.0], np.cumsum(text.sizes))) for text in (source, target))
    ours = mine[spans.source_to] - mine[spans.source_from]
    others = theirs[spans.target_to] - theirs[spans.target_from]
    weights = spans.weights
    ratio = (others @ weights + PRIOR_SIZE) / (ours @ weights + PRIOR_SIZE)
    apart = np.sqrt(others / ratio) - np.sqrt(ours)
    total = weights @ np.abs(apart) + PRIOR_BEADS * SPREAD
    # From the mean, not the mean square: a few free translations must not decide.
    spread = total / (weights.sum() + PRIOR_BEADS)
    return _Lengths(float(np.clip(ratio, *RATIOS)), float(spread))


def _first_ratio(source: Text, target: Text) -> float:
    return float(np.clip(target.sizes.sum() / source.sizes.sum(), 0.6, 1.7))


def _prior() -> Numbers:
    """Return the logarithm of how often each kind of bead is met."""
    weights = np.array(
        [
            0.8
            if a == b == 1
            else 0.5 * 0.3 ** (a + b - 2)
            if 1 in (a, b)
            else 0.1 * 0.4 ** (a + b - 3)
            for a, b in KINDS
        ]
    )
    prior: Numbers = np.log(weights / weights.sum())
    return prior


def _look(source: Text, target: Text, band: Band, lexicon: Lexicon, lengths: _Lengths) -> _Likely:
    found = [_look_at_part(source, target, band, lexicon, (lengths, *part)) for part in _parts(band)]
    return _Likely(
        *(
            np.concatenate([getattr(one, name) for one in found])
            for name in ("kinds", "rows", "columns", "chances")
        )
    )


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
    source: Text, target: Text, band: Band, lexicon: Lexicon, part: tuple[_Lengths, int, int]
) -> _Likely:
    lengths, first, end = part
    begin, last = max(first - OVERLAP, 0), min(end + OVERLAP, len(source))
    left, right = int(band.low[begin]), int(band.high[last])
    mine, theirs = source.part(begin, last), target.part(left, right)
    here = band.part(begin, last)
    scores = WORDS * word_evidence(lexicon, mine, theirs, here, KINDS)
    scores += length_evidence(mine, theirs, here, KINDS, ratio=lengths.ratio, spread=lengths.spread)
    scores += _prior()[:, None]
    scores[~_allowed(mine, theirs, here)] = NEVER
    ends = Ends(begin=begin > 0, end=last < len(source))
    chances = posteriors(here, KINDS, scores, GAP, ends)
    kinds, cells = np.nonzero(chances > LIKELY)
    rows = here.rows[cells] + begin
    mine_only = (rows > first) & (rows <= end)
    kinds, cells, rows = kinds[mine_only], cells[mine_only], rows[mine_only]
    return _Likely(kinds, rows, here.columns[cells] + left, chances[kinds, cells])


def _allowed(source: Text, target: Text, band: Band) -> npt.NDArray[np.bool_]:
    """Return which beads may be: within the band, of one kind, and one with one where need be."""
    mine, theirs = source.marks, target.marks
    runs = [np.concatenate(([0], np.cumsum(marks[1:] != marks[:-1]))) for marks in (mine, theirs)]
    last = np.maximum(band.rows - 1, 0), np.maximum(band.columns - 1, 0)
    alike = mine[last[0]] == theirs[last[1]]
    allowed = np.zeros((len(KINDS), len(band)), dtype=bool)
    for number, (a, b) in enumerate(KINDS):
        fits = alike & (band.cells(band.rows - a, band.columns - b) < len(band))
        if (a, b) != (1, 1):
            fits &= mine[last[0]] <= 0
            fits &= runs[0][last[0]] == runs[0][np.maximum(band.rows - a, 0)]
            fits &= runs[1][last[1]] == runs[1][np.maximum(band.columns - b, 0)]
        allowed[number] = fits
    return allowed


def _narrowed(likely: _Likely, band: Band) -> Band:
    """Return the band round the likely beads."""
    spans = likely.spans
    size = (len(band.low) - 1, int(band.high[-1]))
    rows = np.concatenate(([0], spans.source_from, spans.source_to, [size[0]]))
    columns = np.concatenate(([0], spans.target_from, spans.target_to, [size[1]]))
    return band_around(rows, columns, margin=MARGIN, size=size)


def _beads(likely: _Likely, band: Band) -> list[Bead]:
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
                round(float(chance), 4),
            )
        )
    return found


def _alone(begin: Integers, end: Integers, chances: Numbers, size: int) -> Numbers:
    """Return how probably each sentence stands in no bead."""
    change = np.zeros(size + 1)
    np.add.at(change, begin, chances)
    np.add.at(change, end, -chances)
    alone: Numbers = np.clip(1 - np.cumsum(change)[:-1], 0, 1)
    return alone
