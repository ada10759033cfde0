"""Which clauses of a translation still say what the source says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_MOST_COMPARED = 160_000
"""Pairs of clauses weighed against each other; longer stretches are paired in order."""
_ALIKE = 0.3


class Mark(StrEnum):
    """How a clause of a translation stands towards the source of today."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    """The source clause is another since it was translated."""
    NEW = "new"
    """A source clause that nobody has translated yet."""
    REMOVED = "removed"
    """The source clause it translates is gone."""
    OWN = "own"
    """It translates no clause of the source."""


@dataclass(frozen=True, slots=True)
class Match:
    """A line of two texts side by side: places of the clauses, None where there is none.

    ``was`` is the digest of the source clause that was translated, where that is another now.
    """

    mark: Mark
    source: int | None
    target: int | None
    was: str = ""


def compared(
    made_from: Sequence[str],
    source: Sequence[str],
    alike: Callable[[str, str], float] = lambda _old, _new: 1.0,
) -> list[Match]:
    """Hold a translation against the source of today, clause by clause, in reading order.

    ``made_from`` are the digests of the source clauses it was made from, one for each of its own
    clauses (``""``: none); ``source`` those of today. ``alike`` tells from 0 to 1 how much two
    source clauses, named by digest, are the same: the changed ones are paired by it.
    """
    tied = [place for place, digest in enumerate(made_from) if digest]
    old = [made_from[place] for place in tied]
    found: list[Match] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, source, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Match(Mark.UNCHANGED, c + step, tied[a + step]) for step in range(b - a)]
        else:
            found += _replaced(old, source, (a, b, c, d), tied, alike)
    return _with_own(found, made_from)


def _replaced(
    old: Sequence[str],
    source: Sequence[str],
    span: tuple[int, int, int, int],
    tied: Sequence[int],
    alike: Callable[[str, str], float],
) -> Iterator[Match]:
    a, b, c, d = span

    def weight(left: int, right: int) -> float:
        return alike(old[a + left], source[c + right])

    for left, right in paired(weight, b - a, d - c):
        if left is None and right is not None:
            yield Match(Mark.NEW, c + right, None)
        elif right is None and left is not None:
            yield Match(Mark.REMOVED, None, tied[a + left], old[a + left])
        elif left is not None and right is not None:
            yield Match(Mark.CHANGED, c + right, tied[a + left], old[a + left])


def _with_own(found: list[Match], made_from: Sequence[str]) -> list[Match]:
    """Put the clauses that translate nothing where they stand in the translation."""
    lines = list(found)
    for place, digest in enumerate(made_from):
        if digest:
            continue
        before = [
            line
            for line, match in enumerate(lines)
            if match.target is not None and match.target < place
        ]
        lines.insert(before[-1] + 1 if before else 0, Match(Mark.OWN, None, place))
    return lines


def paired(
    weight_of: Callable[[int, int], float], lefts: int, rights: int
) -> list[tuple[int | None, int | None]]:
    """Pair two rows of things in order so that the sum of weights is greatest; some stay alone.

    A pair that weighs less than 0.3 is none. Rows too long to be compared are paired place by
    place, and nothing is weighed.
    """
    if lefts * rights > _MOST_COMPARED:
        return _in_order(lefts, rights)
    weights = [[weight_of(left, right) for right in range(rights)] for left in range(lefts)]
    best = [[0.0] * (rights + 1) for _ in range(lefts + 1)]
    for left in range(lefts - 1, -1, -1):
        for right in range(rights - 1, -1, -1):
            weight = weights[left][right]
            both = weight + best[left + 1][right + 1] if weight >= _ALIKE else 0.0
            best[left][right] = max(both, best[left + 1][right], best[left][right + 1])
    return list(_path(best, weights, lefts, rights))


def _path(
    best: list[list[float]], weights: Sequence[Sequence[float]], lefts: int, rights: int
) -> Iterator[tuple[int | None, int | None]]:
    left = right = 0
    while left < lefts and right < rights:
        weight = weights[left][right]
        if weight >= _ALIKE and best[left][right] == weight + best[left + 1][right + 1]:
            yield left, right
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            yield left, None
            left += 1
        else:
            yield None, right
            right += 1
    yield from ((rest, None) for rest in range(left, lefts))
    yield from ((None, rest) for rest in range(right, rights))


def _in_order(lefts: int, rights: int) -> list[tuple[int | None, int | None]]:
    both = min(lefts, rights)
    pairs: list[tuple[int | None, int | None]] = [(place, place) for place in range(both)]
    pairs += [(place, None) for place in range(both, lefts)]
    pairs += [(None, place) for place in range(both, rights)]
    return pairs


def is_moved(made_from: Sequence[str], source: Sequence[str]) -> bool:
    """Test whether the source has other clauses by now than those that were translated."""
    return [digest for digest in made_from if digest] != list(source)


@dataclass(frozen=True, slots=True)
class Stale:
    """How many clauses of a translation no longer follow the source."""

    changed: int = 0
    new: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.changed or self.new or self.removed)

    @property
    def total(self) -> int:
        """How many there are of all three kinds."""
        return self.changed + self.new + self.removed


def stale(matches: Sequence[Match]) -> Stale:
    """Count what has changed, come and gone in the source."""
    marks = [match.mark for match in matches]
    return Stale(marks.count(Mark.CHANGED), marks.count(Mark.NEW), marks.count(Mark.REMOVED))


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 how many pairs of characters two texts share; any script will do."""
    if one == other:
        return 1.0
    ours, theirs = _pairs_of(one), _pairs_of(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _pairs_of(text: str) -> set[str]:
    plain = " ".join(text.casefold().split())
    return {plain[place : place + 2] for place in range(len(plain) - 1)} or {plain} - {""}


def carried(
    clauses: Sequence[str],
    fresh: Sequence[str],
    before: Sequence[tuple[str, str]],
) -> list[str]:
    """Return what each clause of a new version of a translation was made from.

    ``clauses`` are its digests, ``fresh`` the source clauses of today that stand beside them.
    A clause that stood in the version ``before`` (pairs of its digest and what it was made from)
    was not touched, so it still rests on what it was made from then.
    """
    kept: dict[str, list[str]] = {}
    for digest, was in before:
        kept.setdefault(digest, []).append(was)
    made_from = []
    for digest, now in zip(clauses, fresh, strict=True):
        waiting = kept.get(digest)
        made_from.append((waiting.pop(0) if waiting else "") or now)
    return made_from
