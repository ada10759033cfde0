"""What is known of words before anything is learned: the same, alike, or given as translations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from openluban.teaching.alignment.texts import Integers, Numbers, Text
from openluban.teaching.alignment.tokens import cognate_key, tokens_of

SAME, COGNATE, GIVEN = 3.0, 0.5, 3.0


@dataclass(frozen=True)
class Known:
    """Pairs of words that are taken to be related before anything is learned.

    A key is the source word's number times ``width``, and the target word's number.
    """

    keys: Integers
    weights: Numbers
    width: int


def known_pairs(source: Text, target: Text, given: Sequence[tuple[str, str]] = ()) -> Known:
    """Return the words that both texts have, that look or sound alike, or that are given."""
    found: dict[int, float] = {}
    width = len(target.words) + 1
    for mine, theirs in _alike(source.words, target.words):
        found[mine * width + theirs] = COGNATE
    there = {word: number for number, word in enumerate(target.words)}
    here = {word: number for number, word in enumerate(source.words)}
    for word, number in here.items():
        if word and word in there:
            found[number * width + there[word]] = SAME
    for one, other in given:
        ours = [here[word] for word in tokens_of(one) if word in here]
        theirs_too = [there[word] for word in tokens_of(other) if word in there]
        for mine in ours:
            for their in theirs_too:
                key = mine * width + their
                weight = GIVEN / max(len(ours), len(theirs_too))
                found[key] = max(found.get(key, 0.0), weight)
    keys = np.array(sorted(found), dtype=np.int64)
    return Known(keys, np.array([found[int(key)] for key in keys], dtype=float), width)


def _alike(source: Sequence[str], target: Sequence[str]) -> Iterable[tuple[int, int]]:
    by_key: dict[str, list[int]] = {}
    for number, word in enumerate(target):
        if key := cognate_key(word):
            by_key.setdefault(key, []).append(number)
    for number, word in enumerate(source):
        for other in by_key.get(cognate_key(word), ()):
            yield number, other
