"""Numbers under which the ranked index lists passages: a stem in a language, at a strength.

How much a word says of a passage depends on how often it stands there and how long the passage
is. That is rounded to one of a few strengths when the passage is written, so that a question reads
the lists where its words say most first, and needs nothing else to rank by.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LEVELS = 9
_STEP = 0.75
_GROWTH = 2.5
"""How soon further occurrences of a word say no more (k1 of BM25)."""
_USUAL = 20
"""Stems of a passage of usual length: a paragraph."""
_BY_LENGTH = 0.75
_POWER = 0.7
"""How much a long text is held back: less than by its length, as lessons stand beside headings."""


def _strength(times: Numbers | float, length: int) -> Numbers | float:
    norm = 1 - _BY_LENGTH + _BY_LENGTH * float(length / _USUAL) ** _POWER
    strength: Numbers | float = times * (_GROWTH + 1) / (times + _GROWTH * norm)
    return strength


STRENGTH: tuple[float, ...] = tuple(
    float(_strength(1.0, 2)) * _STEP**level for level in range(LEVELS)
)
"""What a word is worth at each level, the strongest first: that of one word in a title of two."""
_EDGES = -np.array([STRENGTH[level] * _STEP**0.5 for level in range(LEVELS - 1)])
_PRIME = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def levels_of(times: Numbers, length: int) -> npt.NDArray[np.int64]:
    """Return the levels of words by how often they stand in a passage of so many stems."""
    strength = -np.asarray(_strength(times, max(length, 1)))
    return np.searchsorted(_EDGES, strength, side="left").astype(np.int64)


@lru_cache(maxsize=262_144)
def number_of(stem: str, language: str) -> int:
    """Return the number of a stem in a language, before a level is mixed in."""
    return int.from_bytes(blake2b(f"{language}\n{stem}".encode(), digest_size=8).digest())


def key_of(number: int, level: int) -> int:
    """Return the key of a stem at a level, as the database holds it."""
    mixed = (number ^ (level + 1) * _PRIME) & _MASK
    return mixed - (1 << 64) if mixed >> 63 else mixed


def keys_of(numbers: Sequence[int], levels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the keys of many stems, each at its own level."""
    mixed = np.array(numbers, dtype=np.uint64) ^ (
        (levels.astype(np.uint64) + np.uint64(1)) * np.uint64(_PRIME)
    )
    return mixed.view(np.int64)


@lru_cache(maxsize=1_024)
def key_of_language(language: str) -> int:
    """Return the key under which all passages in a language are listed."""
    return key_of(number_of("\t", language), 0)


@lru_cache(maxsize=4_096)
def key_of_register(register: str, language: str) -> int:
    """Return the key under which a register's passages in a language are listed."""
    return key_of(number_of(f"\t{register}", language), 0)
