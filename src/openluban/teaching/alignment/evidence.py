"""How much more likely two spans are as translations of each other than by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openluban.teaching.alignment.band import Band, Kind
from openluban.teaching.alignment.lexicon import Lexicon
from openluban.teaching.alignment.texts import Integers, Numbers, Text

LEAST_UNEXPLAINED = 0.3
"""Even a word that has always been translated so far may be left out."""
AT_ONCE = 300_000
"""Numbers held at once while words are compared: it bounds the memory."""


def word_evidence(
    lexicon: Lexicon, source: Text, target: Text, band: Band, kinds: Sequence[Kind]
) -> Numbers:
    """Return, for every kind of bead and every cell where one may end, what its words tell.

    That is the logarithm of how much likelier the words of each side are, given those of the other,
    than they are anywhere: the mean of both directions.
    """
    there = _told(lexicon, source, target, band, kinds)
    turned = band.turned()
    back = _told(lexicon.turned(), target, source, turned, [(b, a) for a, b in kinds])
    there += back[:, turned.cells(band.columns, band.rows)]
    there /= 2
    return there


@dataclass(frozen=True)
class _Entries:
    """For every token of a text the words that may translate it: ``starts`` by token.

    These words have numbers of their own: only those that the lexicon has.
    """

    words: Integers
    shares: Numbers
    starts: Integers


def _entries(lexicon: Lexicon, giver: Text, numbers: Integers) -> _Entries:
    order = np.argsort(lexicon.source, kind="stable")
    words, others = lexicon.source[order], numbers[lexicon.target[order]]
    shares = lexicon.times[order] / lexicon.source_total[words]
    first = np.searchsorted(words, np.arange(len(giver.words) + 1))
    count = (first[1:] - first[:-1])[giver.ids]
    starts = np.concatenate(([0], np.cumsum(count)))
    place = np.arange(starts[-1]) + np.repeat(first[giver.ids] - starts[:-1], count)
    return _Entries(others[place], shares[place], starts)


def _told(lexicon: Lexicon, giver: Text, taker: Text, band: Band, kinds: Sequence[Kind]) -> Numbers:
    """Return what the taker's words tell, given the giver's."""
    most = max(a for a, _ in kinds)
    # A bead that ends in a row may have begun in the columns of an earlier one.
    low = band.low[np.maximum(np.arange(len(band.low)) - most, 0)]
    reach = Band(low, band.high)
    sums = _running_sums(lexicon, giver, taker, reach, most)
    found = np.zeros((len(kinds), len(band)))
    end = reach.cells(band.rows, band.columns)
    for number, (a, b) in enumerate(kinds):
        begin = reach.cells(band.rows, band.columns - b)
        fits = begin < len(reach)
        found[number] = np.where(fits, sums[a - 1, end] - sums[a - 1, np.where(fits, begin, 0)], 0)
    return found


def _running_sums(lexicon: Lexicon, giver: Text, taker: Text, reach: Band, most: int) -> Numbers:
    """Return for 1 to ``most`` sentences of the giver what the sentences before a cell tell."""
    explained = np.bincount(lexicon.target, lexicon.times, len(taker.words)) / lexicon.target_total
    tells = explained[taker.ids] > 0
    ids = taker.ids[tells]
    starts = np.concatenate(([0], np.cumsum(tells)))[taker.starts]
    unexplained = np.maximum(1 - explained, LEAST_UNEXPLAINED)
    # log(u + (1 - u) * p / chance), as log(u) and log(1 + p * gain)
    gain = ((1 - unexplained) / unexplained / taker.chance)[ids]
    base = np.concatenate(([0.0], np.cumsum(np.log(unexplained)[ids])))[starts]
    numbers = np.cumsum(explained > 0) - 1
    words = int(numbers[-1]) + 1
    entries = _entries(lexicon, giver, numbers)
    sizes = np.concatenate((np.zeros(most - 1), np.diff(giver.starts)))
    spans = np.lib.stride_tricks.sliding_window_view(sizes, most)[:, ::-1].cumsum(axis=1)
    sums = np.zeros((most, len(reach)))
    for first, last in _slices(starts[reach.high] - starts[reach.low], words):
        here = slice(reach.starts[first], reach.starts[last])
        rows, tokens, cells, begins = _laid_out(reach, starts, first, last)
        shares = _shares(entries, giver, words, (first - most, last - 1))
        place = (rows - (first - most)) * words + numbers[ids[tokens]]
        gains = gain[tokens]
        told = np.zeros(len(rows))
        passed = np.zeros(len(rows) + 1)
        for count in range(1, most + 1):
            place -= words
            told += shares.take(place)
            some = np.flatnonzero(told)
            likely = told[some] * gains[some] / spans[rows[some] - 1, count - 1]
            each = np.zeros(len(rows))
            each[some] = np.log1p(likely)
            np.cumsum(each, out=passed[1:])
            sums[count - 1, here] = passed[cells] - passed[begins]
    sums += base[reach.columns] - base[reach.low[reach.rows]]
    return sums


def _laid_out(
    reach: Band, starts: Integers, first: int, last: int
) -> tuple[Integers, Integers, Integers, Integers]:
    """Lay the tokens within reach of some rows out one after another.

    Return the row and number of each, and for each cell how many come before it and its row.
    """
    rows = np.arange(first, last)
    lows = starts[reach.low[rows]]
    lengths = starts[reach.high[rows]] - lows
    begins = np.cumsum(lengths) - lengths
    row = np.repeat(rows, lengths)
    token = np.arange(lengths.sum()) - np.repeat(begins - lows, lengths)
    here = slice(reach.starts[first], reach.starts[last])
    of_cell = reach.rows[here] - first
    cells = (begins - lows)[of_cell] + starts[reach.columns[here]]
    return row, token, cells, begins[of_cell]


def _slices(lengths: Integers, words: int) -> list[tuple[int, int]]:
    """Cut the rows, but the first, into slices that hold a bounded number of things each."""
    slices = []
    first, held = 1, 0
    for row in range(1, len(lengths)):
        held += int(lengths[row]) + words
        if held > AT_ONCE or row == len(lengths) - 1:
            slices.append((first, row + 1))
            first, held = row + 1, 0
    return slices


def _shares(entries: _Entries, giver: Text, words: int, rows: tuple[int, int]) -> Numbers:
    """Return for each sentence of the giver how often each word of the taker is expected.

    Sentences before the first expect nothing.
    """
    first, last = rows
    begin = entries.starts[giver.starts[max(first, 0) : last + 1]]
    row = np.repeat(np.arange(max(-first, 0), last - first), np.diff(begin))
    mine = slice(begin[0], begin[-1])
    place = row * words + entries.words[mine]
    shares = np.bincount(place, entries.shares[mine], (last - first) * words)
    return shares.astype(float, copy=False)


def length_evidence(
    source: Text, target: Text, band: Band, kinds: Sequence[Kind], *, ratio: float, spread: float
) -> Numbers:
    """Return, for every kind of bead and every cell where one may end, what the lengths tell.

    Lengths are compared as square roots, whose error does not grow with them; ``spread`` is how far
    apart these lie. Chance is how the lengths of as many neighbouring sentences spread.
    """
    mine = np.concatenate(([0.0], np.cumsum(source.sizes)))
    theirs = np.concatenate(([0.0], np.cumsum(target.sizes))) / ratio
    found = np.empty((len(kinds), len(band)))
    for number, (a, b) in enumerate(kinds):
        ours = np.sqrt(mine[band.rows] - mine[np.maximum(band.rows - a, 0)])
        others = np.sqrt(theirs[band.columns] - theirs[np.maximum(band.columns - b, 0)])
        by_chance = (_chance(mine, a, ours) + _chance(theirs, b, others)) / 2
        found[number] = -(((others - ours) / spread) ** 2) / 2 - np.log(spread) - by_chance
    return found


def _chance(passed: Numbers, count: int, roots: Numbers) -> Numbers:
    count = min(count, len(passed) - 1)
    every = np.sqrt(passed[count:] - passed[:-count])
    deviation = max(float(every.std()), 1.0)
    apart = (roots - every.mean()) / deviation
    likely: Numbers = -(apart**2) / 2 - np.log(deviation)
    return likely
