"""How alike two records of persons are, and why, in codes that have words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.lazily import lazily
from openluban.learning.learners.rules.names import loose

if TYPE_CHECKING:
    from rapidfuzz import distance, fuzz
else:
    distance, fuzz = lazily("rapidfuzz.distance"), lazily("rapidfuzz.fuzz")

PROPOSED_FROM = 0.75
"""Records at least so alike are shown to a registrar."""
_SAME_NAME = 0.97
_LIKE_NAME = 0.80


class Reason(StrEnum):
    """What makes two records alike, or speaks against it."""

    SAME_NUMBER = "same_number"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    OTHER_SCRIPT = "other_script"
    """The names agree only when written in one script."""
    SAME_BIRTH = "same_birth"
    BIRTH_FITS = "birth_fits"
    OTHER_BIRTH = "other_birth"
    SAME_CONTACT = "same_contact"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person: Latin forms by kind of name, birth, sex, digests, contacts."""

    names: tuple[tuple[str, str], ...]
    born_on: ImpreciseDate | None = None
    sex: str = "0"
    numbers: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """A score from 0 to 1, and what it rests on."""

    score: float
    reasons: tuple[Reason, ...]


def name_score(first: str, second: str) -> float:
    """Return how alike two Latin names are, 0 to 1, in whatever order their words stand."""
    if not first or not second:
        return 0.0
    plain = fuzz.token_sort_ratio(first, second) / 100
    one, other = (" ".join(sorted(loose(each).split())) for each in (first, second))
    return max(plain, float(distance.JaroWinkler.similarity(one, other)) * 0.99)


def alike(first: Known, second: Known) -> Alike:
    """Return how alike two persons' records are.

    A number that an authority gave decides almost alone; names decide most of the rest, and a date
    of birth that cannot be the same takes much of it away.
    """
    reasons: list[Reason] = []
    best, is_across = _best(first.names, second.names)
    if best >= _SAME_NAME:
        reasons.append(Reason.SAME_NAME)
    elif best >= _LIKE_NAME:
        reasons.append(Reason.LIKE_NAME)
    if is_across and best >= _LIKE_NAME:
        reasons.append(Reason.OTHER_SCRIPT)
    score = 0.72 * best + _birth(first.born_on, second.born_on, reasons)
    if first.contacts & second.contacts:
        reasons.append(Reason.SAME_CONTACT)
        score += 0.08
    if {first.sex, second.sex} == {"1", "2"}:
        reasons.append(Reason.OTHER_SEX)
        score -= 0.15
    if first.numbers & second.numbers:
        reasons.insert(0, Reason.SAME_NUMBER)
        score = max(score, 0.5) + 0.45
    return Alike(round(min(max(score, 0.0), 1.0), 3), tuple(reasons))


def _best(
    first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]
) -> tuple[float, bool]:
    pairs = [
        (name_score(one, other), kind != another)
        for kind, one in first
        for another, other in second
    ]
    if not pairs:
        return 0.0, False
    best = max(score for score, _across in pairs)
    return best, all(across for score, across in pairs if score == best)


def _birth(
    first: ImpreciseDate | None, second: ImpreciseDate | None, reasons: list[Reason]
) -> float:
    if first is None or second is None:
        return 0.05
    if first == second:
        reasons.append(Reason.SAME_BIRTH)
        return 0.28
    if first.earliest <= second.latest and second.earliest <= first.latest:
        reasons.append(Reason.BIRTH_FITS)
        return 0.15
    reasons.append(Reason.OTHER_BIRTH)
    return -0.15
