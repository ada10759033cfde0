"""Finding the texts that have most in common with a given one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from openluban.kernel.packing import Ids, unpack
from openluban.teaching.memory.indexing.storing import language_number
from openluban.teaching.memory.rules import grams

_MOST_READ = 120_000
"""Ids that are read for one look-up."""
_SLOTS = 1 << 17
"""Sums of weights are first taken for groups of ids: so many."""
_FULLEST = 4
"""Groups that are looked into, for each text wanted; most of them hold one text of interest."""
_MOST_GRAMS = 96
"""Of a long text, so many numbers serve; there are more than enough."""
_MOST_WORDS = 4
"""Words of a question that the index is asked for; the rarest."""
_COUNTS = "SELECT key, SUM(count) FROM memory_listing WHERE key IN ({keys}) GROUP BY key"
_LISTS = "SELECT key, first, gaps FROM memory_listing WHERE key IN ({keys})"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The keys of a text in every band it may be looked for in."""

    keys: Ids
    bands: Ids
    grams: int


def nearest(text: str, language: str, *, at_least: float, limit: int) -> list[int]:
    """Return ids of texts that may be alike, those with most in common first; two queries.

    ``text`` is in its comparable form; a text less alike than ``at_least`` need not be found.
    """
    folded = grams.folded(text)
    asked = _asked(folded, language, at_least)
    counts = _counts(asked.keys)
    chosen = _chosen(asked, counts)
    lists = _lists(asked.keys[chosen])
    if not lists:
        return []
    place_of = {key: place for place, key in enumerate(asked.keys.tolist())}
    places = np.array([place_of[key] for key, _first, _gaps in lists], dtype=np.int64)
    ids, owners = unpack([(first, gaps) for _key, first, gaps in lists])
    weights = _weights(asked, counts, len(folded))
    return _best(ids, weights[places[owners]], limit)


def _asked(folded: str, language: str, at_least: float) -> _Asked:
    numbers = np.unique(grams.grams_of([folded]).numbers)
    if len(numbers) > _MOST_GRAMS:
        # The least of scattered numbers: as good as any, and the same ones for a similar text.
        numbers = np.sort(numbers)[:_MOST_GRAMS]
    length = max(len(folded), 1)
    low = grams.band_of(max(int(length * at_least), 1))
    high = grams.band_of(int(length / at_least) if at_least else 2 * length)
    bands = np.arange(low, high + 1, dtype=np.int64)
    number = language_number(language)
    keys = [grams.in_band(numbers, int(band), number) for band in bands]
    return _Asked(np.concatenate(keys), np.repeat(bands, len(numbers)), len(numbers))


def _counts(keys: Ids) -> Ids:
    found: dict[int, int] = dict(_rows(_COUNTS, keys))
    return np.array([found.get(key, 0) for key in keys.tolist()], dtype=np.int64)


def _chosen(asked: _Asked, counts: Ids) -> Ids:
    """Return the places of the keys to read: the rarest, as many as may be read."""
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    return order[np.cumsum(counts[order]) <= _MOST_READ]


def _lists(keys: Ids) -> list[tuple[int, int, bytes]]:
    return [(key, first, bytes(gaps)) for key, first, gaps in _rows(_LISTS, keys)]


def _weights(asked: _Asked, counts: Ids, length: int) -> Floats:
    """Return what it is worth to have a key: more if it is rare, less if the length differs."""
    rarity = 1.0 / np.log2(counts + 2.0)
    near = np.clip(float(length), grams.LEAST[asked.bands], grams.MOST[asked.bands])
    weights: Floats = rarity * np.minimum(near, length) / np.maximum(near, length)
    return weights


def _best(ids: Ids, weights: Floats, limit: int) -> list[int]:
    """Return the ids with the greatest sums of weights."""
    ids, weights = _likely(ids, weights, _FULLEST * limit)
    # Id and weight in one number: sorting those is several times faster than sorting by id.
    packed = np.sort((ids << 16) | np.minimum(weights * 20_000, 0xFFFF).astype(np.int64))
    found = packed >> 16
    starts = np.flatnonzero(np.append(True, found[1:] != found[:-1]))
    sums = np.add.reduceat(packed & 0xFFFF, starts)
    if len(sums) > limit:
        top = np.argpartition(sums, len(sums) - limit)[-limit:]
        top = top[np.argsort(-sums[top], kind="stable")]
    else:
        top = np.argsort(-sums, kind="stable")
    best: list[int] = found[starts][top].tolist()
    return best


def _likely(ids: Ids, weights: Floats, most: int) -> tuple[Ids, Floats]:
    """Leave out ids that are not among the best: those in groups of small sums.

    A group's sum is at least that of each id in it. An id is lost only if so many groups as are
    looked into have a greater sum than its own and yet no better id.
    """
    slots = ids & (_SLOTS - 1)
    sums = np.bincount(slots, weights, minlength=_SLOTS)
    filled = sums[sums > 0]
    if len(filled) <= most:
        return ids, weights
    least = np.partition(filled, len(filled) - most)[len(filled) - most]
    stays = sums[slots] >= least
    return ids[stays], weights[stays]


def _rows(statement: str, keys: Ids) -> list[tuple[Any, ...]]:
    if not len(keys):
        return []
    with connection.cursor() as cursor:
        # Numbers of our own making, so they may stand in the statement.
        cursor.execute(statement.format(keys=",".join(map(str, keys.tolist()))))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def containing(text: str, languages: Sequence[str], *, limit: int) -> list[int]:
    """Return ids of texts that have every word of a text, short ones first; two queries.

    A few may lack one. A single character of Chinese finds nothing: pairs of them are kept.
    """
    numbers = grams.words_and_pairs(grams.folded(text))
    if not len(numbers):
        return []
    low = grams.band_of(len(text.strip()))
    sets = [
        grams.in_band(numbers, band, language_number(language))
        for band in range(low, grams.BANDS)
        for language in languages
    ]
    counts = _counts(np.concatenate(sets)).reshape(len(sets), len(numbers))
    wanted: list[Ids] = []
    cost = 0
    for keys, count in zip(sets, counts, strict=True):
        if count.all() and (not wanted or cost < _MOST_READ):
            rarest = np.argsort(count)[:_MOST_WORDS]
            wanted.append(keys[rarest])
            cost += int(count[rarest].sum())
    return _in_all(wanted, limit)


def _in_all(sets: list[Ids], limit: int) -> list[int]:
    """Return the ids that stand under every key of a set."""
    if not sets:
        return []
    by_key: dict[int, list[tuple[int, bytes]]] = {}
    for key, first, gaps in _lists(np.concatenate(sets)):
        by_key.setdefault(key, []).append((first, gaps))
    found: list[int] = []
    for keys in sets:
        common: Ids | None = None
        for key in keys.tolist():
            ids = np.unique(unpack(by_key.get(key, []))[0])
            common = ids if common is None else np.intersect1d(common, ids, assume_unique=True)
        if common is not None:
            found += common.tolist()
        if len(found) >= limit:
            break
    return found[:limit]
