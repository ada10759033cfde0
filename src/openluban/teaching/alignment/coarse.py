"""The rough way through two texts, by the rare words, numbers and names that both have."""

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.band import Band, band_around
from openluban.teaching.alignment.known import Known
from openluban.teaching.alignment.texts import Integers, Numbers, Text

Grid = npt.NDArray[np.float32]
BLOCKS = 1_500
"""Blocks that a text is cut into at most; a shorter one is compared sentence by sentence."""
FEATURES = 128
CHANCE = 0.2
"""How alike any two blocks are by chance."""
SLACK = 1.0
"""How much worse than the best way, in likeness, a way may be and still be looked at."""
WIDEST = 60
"""Blocks to either side of the best way that are looked at, however alike."""
MARGIN = 6
DIAGONAL, SPREAD = 0.02, 0.05


def rough_band(source: Text, target: Text, known: Known) -> Band:
    """Return where a closer look is worth while; it grows with the texts, not their product."""
    block = -(-max(len(source), len(target)) // BLOCKS)
    likeness = _likeness(source, target, known, block) + _diagonal(source, target, block)
    through, way = _through(likeness)
    near = through >= through.max() - SLACK
    steps = np.arange(near.shape[1])
    near &= (steps >= way[0][:, None] - WIDEST) & (steps <= way[1][:, None] + WIDEST)
    near |= (steps >= way[0][:, None]) & (steps <= way[1][:, None])
    rows, columns = np.nonzero(near)
    places = [np.minimum(rows * block, len(source)), np.minimum(columns * block, len(target))]
    return band_around(*places, margin=MARGIN + block // 2 + 1, size=(len(source), len(target)))


def _likeness(source: Text, target: Text, known: Known, block: int) -> Grid:
    """Return the cosine of each two blocks over what is known to be the same or alike."""
    mine, theirs = known.keys // known.width, known.keys % known.width
    chance = np.random.default_rng(0)
    signs = chance.standard_normal((len(known.keys), FEATURES), dtype=np.float32)
    weights = np.sqrt(known.weights)
    sides = []
    for text, words in ((source, mine), (target, theirs)):
        blocks = -(-len(text) // block)
        vectors = np.zeros((len(text.words), FEATURES), dtype=np.float32)
        np.add.at(vectors, words, signs * weights[:, None].astype(np.float32))
        rare = np.log(1 / text.chance) - np.log(1 / text.chance.max())
        sides.append(
            _summed(text, vectors * (rare[:, None] ** 2).astype(np.float32), block, blocks)
        )
    likeness: Grid = np.maximum(sides[0] @ sides[1].T - CHANCE, 0)
    return likeness


def _summed(text: Text, features: Grid, block: int, blocks: int) -> Grid:
    sums = np.zeros((blocks, FEATURES), dtype=np.float32)
    for number in range(blocks):
        end = min((number + 1) * block, len(text))
        words = np.unique(text.ids[text.starts[number * block] : text.starts[end]])
        sums[number] = features[words].sum(axis=0)
    lengths = np.sqrt((sums**2).sum(axis=1, keepdims=True))
    vectors: Grid = sums / np.maximum(lengths, 1e-6)
    return vectors


def _diagonal(source: Text, target: Text, block: int) -> Grid:
    """Return a small bonus for being as far through the one text as through the other."""
    shares = [_passed(text.sizes, block) for text in (source, target)]
    apart = (shares[0][:, None] - shares[1][None]) / SPREAD
    bonus: Grid = (DIAGONAL / (1 + apart**2)).astype(np.float32)
    return bonus


def _passed(sizes: Numbers, block: int) -> Numbers:
    passed = np.cumsum(sizes)
    share: Numbers = (passed - sizes / 2)[::block] / passed[-1]
    return share


def _through(likeness: Grid) -> tuple[Grid, tuple[Integers, Integers]]:
    """Return the likeness of the best way through each place, and the best way's columns by row."""
    forward = _sums(likeness)
    backward = _sums(likeness[::-1, ::-1])[::-1, ::-1]
    through = forward + backward
    best = through >= through.max() - 1e-3
    first = best.argmax(axis=1)
    last = best.shape[1] - 1 - best[:, ::-1].argmax(axis=1)
    return through, (first, np.maximum(first, np.minimum(last, first + WIDEST)))


def _sums(likeness: Grid) -> Grid:
    sums = np.zeros((likeness.shape[0] + 1, likeness.shape[1] + 1), dtype=np.float32)
    for row, alike in enumerate(likeness):
        found = sums[row].copy()
        np.maximum(found[1:], sums[row, :-1] + alike, out=found[1:])
        np.maximum.accumulate(found, out=sums[row + 1])
    return sums
