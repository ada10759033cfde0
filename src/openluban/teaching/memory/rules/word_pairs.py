"""Which words stand for which, learned from texts and their translations.

IBM's first model in both directions, brought into accord after each round: a pair of words counts
as far as either explains the other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]
Sides = tuple[Sequence[str], Sequence[str]]
"""The words of a text and those of its translation."""

_ROUNDS = 5
_DISCOUNT = 0.3
"""Taken off every count: what was met once may be chance."""
_LONGEST = 2_500
"""Pairs of words of one unit; very long ones teach little and cost much."""
_MOST_PAIRS = 5_000_000
_MOST_OTHERS = 8
_LEAST = 0.03
_CHANCE = 0.5
"""How much chance explains beside words, as a part of a word that stands everywhere alike."""


@dataclass(frozen=True, slots=True)
class Learned:
    """For each word those of the other side with how likely they are, the likeliest first."""

    forwards: dict[str, list[tuple[str, float]]]
    backwards: dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class _Text:
    """One side: its different words, and how often each is met."""

    words: list[str]
    times: Numbers


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every pair of words that stand in one unit: their numbers and their places."""

    mine: Ids
    theirs: Ids
    my_place: Ids
    their_place: Ids


def learn_words(units: Iterable[Sides]) -> Learned:
    """Return which words stand for which; of too many units those that come first."""
    source, target, pairs = _read(units)
    if not len(pairs.mine):
        return Learned({}, {})
    width = len(target.words)
    keys, which = np.unique(pairs.mine * width + pairs.theirs, return_inverse=True)
    mine, theirs = keys // width, keys % width
    counts = np.bincount(which, minlength=len(keys)).astype(np.float64)
    forward = counts / (source.times[mine] * target.times[theirs])
    backward = forward
    my_chance, their_chance = (side.times / side.times.sum() * _CHANCE for side in (source, target))
    for _ in range(_ROUNDS):
        ours = _explained(forward[which], pairs.their_place, their_chance[pairs.theirs])
        others = _explained(backward[which], pairs.my_place, my_chance[pairs.mine])
        counts = np.sqrt(
            np.bincount(which, ours, len(keys)) * np.bincount(which, others, len(keys))
        )
        forward, backward = counts / source.times[mine], counts / target.times[theirs]
    counts = np.maximum(counts - _DISCOUNT, 0)
    return Learned(
        _listed(source, target, mine, theirs, counts), _listed(target, source, theirs, mine, counts)
    )


def _explained(likely: Numbers, place: Ids, chance: Numbers) -> Numbers:
    """Return each pair's share in explaining its word, beside chance."""
    share: Numbers = likely / (np.bincount(place, likely)[place] + chance)
    return share


def _listed(
    own: _Text, other: _Text, mine: Ids, theirs: Ids, counts: Numbers
) -> dict[str, list[tuple[str, float]]]:
    likely = counts / (own.times[mine] + 0.5)
    stays = np.flatnonzero(likely >= _LEAST)
    order = stays[np.lexsort((theirs[stays], -likely[stays]))]
    found: dict[str, list[tuple[str, float]]] = {}
    for at in order.tolist():
        some = found.setdefault(own.words[mine[at]], [])
        if len(some) < _MOST_OTHERS:
            some.append((other.words[theirs[at]], round(float(likely[at]), 3)))
    return found


def _read(units: Iterable[Sides]) -> tuple[_Text, _Text, _Pairs]:
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    times: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    columns: list[list[Ids]] = [[], [], [], []]
    read, places = 0, [0, 0]
    for sides in units:
        ids = [
            [known.setdefault(word, len(known)) for word in dict.fromkeys(words)]
            for known, words in zip(numbers, sides, strict=True)
        ]
        size = len(ids[0]) * len(ids[1])
        if not size or size > _LONGEST:
            continue
        if read + size > _MOST_PAIRS:
            break
        read += size
        for side, counted in zip(ids, times, strict=True):
            counted.update(side)
        _add(columns, ids, places)
    joined = [np.concatenate(each) if each else np.empty(0, dtype=np.int64) for each in columns]
    texts = [
        _Text(list(known), np.array([max(counted[one], 1) for one in known.values()], dtype=float))
        for known, counted in zip(numbers, times, strict=True)
    ]
    return texts[0], texts[1], _Pairs(*joined)


def _add(columns: list[list[Ids]], ids: Sequence[Sequence[int]], places: list[int]) -> None:
    one, two = (np.array(side, dtype=np.int64) for side in ids)
    columns[0].append(np.repeat(one, len(two)))
    columns[1].append(np.tile(two, len(one)))
    columns[2].append(np.repeat(np.arange(len(one)) + places[0], len(two)))
    columns[3].append(np.tile(np.arange(len(two)) + places[1], len(one)))
    places[0] += len(one)
    places[1] += len(two)
