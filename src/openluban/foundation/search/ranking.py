"""Ranking passages by the words sought: by what each says of a passage, and how rare it is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openluban.foundation.search import keys
from openluban.foundation.search.lists import counts_of, numbers_of
from openluban.kernel.packing import Ids

MOST_READ = 80_000
"""Numbers of passages that are read for one question."""
_MOST_FILTERED = 300_000
"""A register with no more passages is met in the lists, a larger one among the best."""
_SLOTS = 1 << 16
_FULLEST = 4
_COVERED = 0.6
"""The share of a score that depends on how much of the question a passage has."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A stem in a language, what it is worth, and which words of the question it stands for."""

    stem: str
    language: str
    weight: float
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages, the best first, with scores; and which of the words sought occur anywhere."""

    ids: list[int]
    scores: list[float]
    counts: dict[int, int]
    """How many passages have each of the words sought (by place); nothing for none."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists worth reading: keys, what a number in them is worth, and whose they are."""

    keys: list[int]
    worth: list[float]
    owners: list[int]


def rank(
    sought: Sequence[Sought],
    languages: Sequence[str],
    *,
    register: str = "",
    at_most: int = 100,
) -> Ranked:
    """Return the passages in these languages that have most of what is sought; two queries."""
    numbers = [keys.number_of(one.stem, one.language) for one in sought]
    own = [[keys.key_of(number, level) for level in range(keys.LEVELS)] for number in numbers]
    of_register = [keys.key_of_register(register, each) for each in languages] if register else []
    totals = [keys.key_of_language(each) for each in languages]
    met = counts_of([*{key for some in own for key in some}, *totals, *of_register])
    counts = {
        place: times
        for place, some in enumerate(own)
        if (times := sum(met.get(key, 0) for key in some))
    }
    total = sum(met.get(key, 0) for key in totals)
    lists = _chosen(sought, own, counts, met, total)
    size = sum(met.get(key, 0) for key in of_register)
    if not lists.keys or (register and not size):
        return Ranked([], [], counts)
    within = of_register if register and size <= _MOST_FILTERED else []
    best, scores = _best(sought, counts, lists, within, total, at_most)
    return Ranked(best, scores, counts)


def rarity(count: int, total: int) -> float:
    """Return what it says that a passage has a word that so many have."""
    return math.log(1 + (max(total - count, 0) + 0.5) / (count + 0.5))


def _chosen(
    sought: Sequence[Sought],
    own: Sequence[Sequence[int]],
    counts: dict[int, int],
    met: dict[int, int],
    total: int,
) -> _Lists:
    """Choose lists whose numbers are worth most, as many as may be read."""
    offered = [
        (sought[place].weight * rarity(times, total) * keys.STRENGTH[level], key, place)
        for place, times in counts.items()
        for level, key in enumerate(own[place])
        if key in met
    ]
    offered.sort(key=lambda one: (-one[0], one[2], one[1]))
    lists = _Lists([], [], [])
    left = MOST_READ
    for worth, key, place in offered:
        if met[key] <= left:
            left -= met[key]
            lists.keys.append(key)
            lists.worth.append(worth)
            lists.owners.append(place)
    return lists


def _best(
    sought: Sequence[Sought],
    counts: dict[int, int],
    lists: _Lists,
    within: Sequence[int],
    total: int,
    at_most: int,
) -> tuple[list[int], list[float]]:
    ordered = list(dict.fromkeys([*lists.keys, *within]))
    ids, places = numbers_of(ordered)
    if within:
        is_mark = places >= len(ordered) - len(within)
        allowed = ids[is_mark]
        ids, places = ids[~is_mark], places[~is_mark]
        stays = np.isin(ids, allowed)
        ids, places = ids[stays], places[stays]
    if not len(ids):
        return [], []
    owners = _owners(ordered, lists)
    worth = _worth(ordered, lists)
    ids, places = _likely(ids, places, worth[places], _FULLEST * at_most)
    unique, where = np.unique(ids, return_inverse=True)
    groups, shares = _shares(sought, counts, total)
    covered = _covered(where, owners[places], groups, shares, len(unique))
    sums = np.bincount(where, worth[places], len(unique)) * (1 - _COVERED + _COVERED * covered)
    order = np.lexsort((unique, -np.round(sums, 6)))[:at_most]
    return unique[order].tolist(), sums[order].tolist()


def _owners(ordered: Sequence[int], lists: _Lists) -> Ids:
    of = dict(zip(lists.keys, lists.owners, strict=True))
    return np.array([of.get(key, -1) for key in ordered], dtype=np.int64)


def _worth(ordered: Sequence[int], lists: _Lists) -> keys.Numbers:
    worth = dict.fromkeys(ordered, 0.0)
    for key, one in zip(lists.keys, lists.worth, strict=True):
        worth[key] += one
    return np.array(list(worth.values()))


def _shares(
    sought: Sequence[Sought], counts: dict[int, int], total: int
) -> tuple[list[tuple[int, ...]], dict[int, float]]:
    """Return the words of the question each sought one stands for, and what each of them weighs."""
    shares: dict[int, float] = {}
    for place, one in enumerate(sought):
        # A word that nothing stands for cannot be covered by anything.
        weight = one.weight * rarity(counts[place], total) if place in counts else 0.0
        for each in one.places:
            shares[each] = max(shares.get(each, 0.0), weight)
    return [one.places for one in sought], shares


def _covered(
    where: Ids,
    owners: Ids,
    groups: Sequence[tuple[int, ...]],
    shares: dict[int, float],
    size: int,
) -> keys.Numbers:
    """Return for each passage which share of the question it has."""
    columns = {place: column for column, place in enumerate(sorted(shares))}
    has = np.zeros((size, len(columns)), dtype=np.bool_)
    for owner in np.unique(owners).tolist():
        rows = where[owners == owner]
        for place in groups[owner]:
            has[rows, columns[place]] = True
    weights = np.array([shares[place] for place in sorted(shares)])
    covered: keys.Numbers = (has @ weights) / max(float(weights.sum()), 1e-9)
    return covered


def _likely(ids: Ids, places: Ids, weights: keys.Numbers, most: int) -> tuple[Ids, Ids]:
    """Leave out passages that are not among the best: those in groups of small sums."""
    slots = ids & (_SLOTS - 1)
    sums = np.bincount(slots, weights, minlength=_SLOTS)
    filled = sums[sums > 0]
    if len(filled) <= most:
        return ids, places
    least = np.partition(filled, len(filled) - most)[len(filled) - most]
    stays = sums[slots] >= least
    return ids[stays], places[stays]
