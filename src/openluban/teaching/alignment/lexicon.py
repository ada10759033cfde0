"""Which words translate which, learned from beads that are probably right."""

from dataclasses import dataclass

import numpy as np

from openluban.teaching.alignment.known import Known
from openluban.teaching.alignment.texts import Integers, Numbers, Text

ROUNDS = 3
DISCOUNT = 0.2
"""Taken off every count: what was met once may be chance."""
LEAST = 0.01
LIKELY = 0.1
"""Beads less likely teach nothing that is worth the time."""
TOO_OFTEN = 0.1
LONGEST = 4_000
"""Pairs of tokens of one bead: very long sentences teach little and cost much."""
PAIRS = 6_000_000
"""Pairs of tokens that are looked at, at most: it bounds the memory."""


@dataclass(frozen=True)
class Lexicon:
    """Pairs of words with how often each translates the other, and how often each word is met."""

    source: Integers
    target: Integers
    times: Numbers
    source_total: Numbers
    target_total: Numbers

    def turned(self) -> "Lexicon":
        """Return the same for the other direction."""
        return Lexicon(self.target, self.source, self.times, self.target_total, self.source_total)


def first_lexicon(source: Text, target: Text, known: Known) -> Lexicon:
    """Return what is known without any beads: same and alike words, as if met a few times."""
    mine, theirs = known.keys // known.width, known.keys % known.width
    return Lexicon(
        source=mine,
        target=theirs,
        times=known.weights,
        source_total=1.0 + _sums(mine, known.weights, len(source.words)),
        target_total=1.0 + _sums(theirs, known.weights, len(target.words)),
    )


@dataclass(frozen=True)
class Spans:
    """Beads as ranges of sentences on both sides, with their weights."""

    source_from: Integers
    source_to: Integers
    target_from: Integers
    target_to: Integers
    weights: Numbers

    def __getitem__(self, which: Integers) -> "Spans":
        return Spans(
            self.source_from[which],
            self.source_to[which],
            self.target_from[which],
            self.target_to[which],
            self.weights[which],
        )


@dataclass(frozen=True)
class _Pairs:
    """Every pair of tokens that stand in one bead: its words, groups and weight."""

    mine: Integers
    theirs: Integers
    my_group: Integers
    their_group: Integers
    weights: Numbers


def learned(source: Text, target: Text, spans: Spans, known: Known) -> Lexicon:
    """Return the lexicon that explains the beads best: IBM Model 1, both directions in accord."""
    spans = spans[np.flatnonzero(spans.weights > LIKELY)]
    pairs = _pairs(source, target, spans)
    totals = (
        _times(source, spans.source_from, spans.source_to, spans.weights),
        _times(target, spans.target_from, spans.target_to, spans.weights),
    )
    keys, which = np.unique(pairs.mine * known.width + pairs.theirs, return_inverse=True)
    prior = _prior(keys, known)
    mine, theirs = keys // known.width, keys % known.width
    together = np.bincount(which, pairs.weights, len(keys))
    forward = together / np.maximum(totals[0][mine] * totals[1][theirs], 1e-9) + prior
    backward = forward
    counts = together
    for _ in range(ROUNDS):
        ours = _explained(forward[which], pairs.their_group, target.chance[pairs.theirs])
        others = _explained(backward[which], pairs.my_group, source.chance[pairs.mine])
        counts = np.sqrt(
            np.bincount(which, ours * pairs.weights, len(keys))
            * np.bincount(which, others * pairs.weights, len(keys))
        )
        forward = (counts + prior) / (totals[0][mine] + 1)
        backward = (counts + prior) / (totals[1][theirs] + 1)
    times = np.maximum(counts - DISCOUNT, 0) + prior
    kept = times > LEAST
    rest = ~np.isin(known.keys, keys[kept])
    return Lexicon(
        np.concatenate((mine[kept], known.keys[rest] // known.width)),
        np.concatenate((theirs[kept], known.keys[rest] % known.width)),
        np.concatenate((times[kept], known.weights[rest])),
        totals[0] + 1,
        totals[1] + 1,
    )


def _explained(likely: Numbers, group: Integers, chance: Numbers) -> Numbers:
    """Return each pair's share in explaining its token, beside chance."""
    if not len(likely):
        return likely
    share: Numbers = likely / (np.bincount(group, likely)[group] + chance)
    return share


def _prior(keys: Integers, known: Known) -> Numbers:
    prior = np.zeros(len(keys))
    if len(keys):
        places = np.minimum(np.searchsorted(keys, known.keys), len(keys) - 1)
        fits = keys[places] == known.keys
        prior[places[fits]] = known.weights[fits]
    return prior


def _pairs(source: Text, target: Text, spans: Spans) -> _Pairs:
    my_ids, my_passed = _worth_counting(source)
    their_ids, their_passed = _worth_counting(target)
    sizes = (my_passed[spans.source_to] - my_passed[spans.source_from]) * (
        their_passed[spans.target_to] - their_passed[spans.target_from]
    )
    which = np.flatnonzero(sizes <= LONGEST)
    which = which[:: int(sizes[which].sum() // PAIRS) + 1]
    spans, sizes = spans[which], sizes[which]
    my_first, their_first = my_passed[spans.source_from], their_passed[spans.target_from]
    ours = my_passed[spans.source_to] - my_first
    theirs = their_passed[spans.target_to] - their_first
    bead = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(sizes.sum()) - (np.cumsum(sizes) - sizes)[bead]
    my_place, their_place = within // theirs[bead], within % theirs[bead]
    return _Pairs(
        my_ids[my_first[bead] + my_place],
        their_ids[their_first[bead] + their_place],
        (np.cumsum(ours) - ours)[bead] + my_place,
        (np.cumsum(theirs) - theirs)[bead] + their_place,
        spans.weights[bead],
    )


def _worth_counting(text: Text) -> tuple[Integers, Integers]:
    """Return the tokens met neither once nor everywhere, and how many come before each sentence."""
    sentence = np.repeat(np.arange(len(text)), np.diff(text.starts))
    met = np.unique(text.ids * len(text) + sentence) // len(text)
    often = np.bincount(met, minlength=len(text.words))
    worth = (often >= 2) & (often <= max(TOO_OFTEN * len(text), 20))  # noqa: PLR2004 - twice
    kept = worth[text.ids]
    return text.ids[kept], np.concatenate(([0], np.cumsum(kept)))[text.starts]


def _times(text: Text, begin: Integers, end: Integers, weights: Numbers) -> Numbers:
    """Return how often each word stands in the beads."""
    change = np.zeros(len(text) + 1)
    np.add.at(change, begin, weights)
    np.add.at(change, end, -weights)
    cover = np.cumsum(change)[:-1]
    return _sums(text.ids, np.repeat(cover, np.diff(text.starts)), len(text.words))


def _sums(numbers: Integers, weights: Numbers, size: int) -> Numbers:
    """Return the weight of each number; numpy answers with integers where there are none."""
    return np.bincount(numbers, weights, size).astype(float, copy=False)
