"""Which words translate which, learned from beads that are probably right."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from openluban.teaching.alignment.texts import Integers, Numbers, Text
from openluban.teaching.alignment.tokens import cognate_key

SAME, COGNATE = 1.0, 0.3
ROUNDS = 4
DISCOUNT = 0.5


@dataclass(frozen=True)
class Lexicon:
    """Pairs of words with how often each is expected to translate the other, and each word's times."""

    source: Integers
    target: Integers
    times: Numbers
    source_total: Numbers
    target_total: Numbers

    def turned(self) -> "Lexicon":
        """Return the same for the other direction."""
        return Lexicon(self.target, self.source, self.times, self.target_total, self.source_total)


@dataclass(frozen=True)
class Known:
    """Pairs of words that are taken to be related before anything is learned."""

    keys: Integers
    weights: Numbers
    width: int


def known_pairs(source: Text, target: Text, same=SAME, cognate=COGNATE) -> Known:
    """Return the words that both texts have, and those that look or sound alike."""
    found: dict[int, float] = {}
    width = len(target.words) + 1
    for mine, theirs in _alike(source.words, target.words):
        found[mine * width + theirs] = cognate
    there = {word: number for number, word in enumerate(target.words)}
    for number, word in enumerate(source.words):
        if word and word in there:
            found[number * width + there[word]] = same
    keys = np.array(sorted(found), dtype=np.int64)
    return Known(keys, np.array([found[int(key)] for key in keys], dtype=float), width)


def _alike(source: list[str], target: list[str]) -> Iterable[tuple[int, int]]:
    by_key: dict[str, list[int]] = {}
    for number, word in enumerate(target):
        if key := cognate_key(word):
            by_key.setdefault(key, []).append(number)
    for number, word in enumerate(source):
        for other in by_key.get(cognate_key(word), ()):
            yield number, other


def first_lexicon(source: Text, target: Text, known: Known) -> Lexicon:
    """Return what is known without any beads: same and alike words, as if met a few times."""
    return Lexicon(
        source=known.keys // known.width,
        target=known.keys % known.width,
        times=known.weights,
        source_total=np.full(len(source.words), 1.0) + np.bincount(known.keys // known.width, known.weights, len(source.words)),
        target_total=np.full(len(target.words), 1.0)+ np.bincount(known.keys % known.width, known.weights, len(target.words)),
    )


@dataclass(frozen=True)
class Spans:
    """Beads as ranges of tokens on both sides, with their weights."""

    source_from: Integers
    source_to: Integers
    target_from: Integers
    target_to: Integers
    weights: Numbers


def learned(source: Text, target: Text, spans: Spans, known: Known, discount=DISCOUNT, rounds=ROUNDS) -> Lexicon:
    """Return the lexicon that explains the beads best: IBM Model 1 in both directions, in accord."""
    mt, tt = trimmed(source), trimmed(target)
    so, st = mt.before[spans.source_from], mt.before[spans.source_to]
    to, te = tt.before[spans.target_from], tt.before[spans.target_to]
    ours = st - so
    theirs = te - to
    sizes = ours * theirs
    bead = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(sizes.sum()) - (np.cumsum(sizes) - sizes)[bead]
    my_place, their_place = within // theirs[bead], within % theirs[bead]
    mine = mt.ids[so[bead] + my_place]
    their = tt.ids[to[bead] + their_place]
    my_group = (np.cumsum(ours) - ours)[bead] + my_place
    their_group = (np.cumsum(theirs) - theirs)[bead] + their_place
    keys, pair = np.unique(mine * known.width + their, return_inverse=True)
    weight = spans.weights[bead]
    prior = np.zeros(len(keys))
    places = np.searchsorted(keys, known.keys)
    fits = (places < len(keys)) & (keys[np.minimum(places, len(keys) - 1)] == known.keys)
    prior[places[fits]] = known.weights[fits]
    a, b = keys // known.width, keys % known.width
    my_total = _times(source, spans.source_from, spans.source_to, spans.weights)
    their_total = _times(target, spans.target_from, spans.target_to, spans.weights)
    # p(t|s) and p(s|t); begins with co-occurrence
    together = np.bincount(pair, weight, len(keys))
    times = together / np.maximum(my_total[a] * their_total[b], 1e-9) * 1.0 
    forward = times + prior
    backward = times + prior
    for _ in range(rounds):
        f = forward[pair]
        f /= np.bincount(their_group, f, theirs.sum())[their_group] + target.chance[their] * 1.0
        g = backward[pair]
        g /= np.bincount(my_group, g, ours.sum())[my_group] + source.chance[mine] * 1.0
        cf = np.bincount(pair, f * weight, len(keys))
        cg = np.bincount(pair, g * weight, len(keys))
        c = np.sqrt(cf * cg)
        smoothed = c + prior
        forward = smoothed / (my_total[a] + 1)
        backward = smoothed / (their_total[b] + 1)
    times = np.maximum(c - discount, 0) + prior
    kept = times > 0.01
    rest = ~np.isin(known.keys, keys[kept])
    ka, kb = known.keys[rest] // known.width, known.keys[rest] % known.width
    return Lexicon(np.concatenate((a[kept], ka)), np.concatenate((b[kept],kb)), np.concatenate((times[kept], known.weights[rest])), my_total + 1, their_total + 1)


@dataclass(frozen=True)
class Trimmed:
    ids: Integers
    before: Integers


TOO_OFTEN = 0.1

def trimmed(text: Text) -> Trimmed:
    """The tokens that are worth counting: neither once nor everywhere."""
    sentence = np.repeat(np.arange(len(text)), np.diff(text.starts))
    met = np.unique(text.ids * len(text) + sentence) // len(text)
    often = np.bincount(met, minlength=len(text.words))
    worth = (often >= 2) & (often <= max(TOO_OFTEN * len(text), 20))
    kept = worth[text.ids]
    return Trimmed(text.ids[kept], np.concatenate(([0], np.cumsum(kept))))



def _times(text: Text, begin: Integers, end: Integers, weights: Numbers) -> Numbers:
    sizes = end - begin
    bead = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(sizes.sum()) - (np.cumsum(sizes) - sizes)[bead]
    return np.bincount(text.ids[begin[bead] + within], weights[bead], len(text.words))
