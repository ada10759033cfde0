"""Which clause of a translation stands for which of its source, by their forms alone."""

import re
from collections.abc import Sequence

from openluban.teaching.library.markup.clauses import CODE, HEADING, ITEM, Clause
from openluban.teaching.library.markup.cues import times_in
from openluban.teaching.library.rules import paired

_SHARED = 0.5
"""How much of the shorter of two cues must be shown with the other."""
_AHEAD = 50
_SIGNS = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[A-Za-z][A-Za-z0-9_]+")


def source_digests(target: Sequence[Clause], source: Sequence[Clause]) -> list[str]:
    """Return for each clause of a translation the digest of its source clause, ``""`` for none.

    Clauses keep their order; what decides is their kind, the numbers and signs both have, and how
    long they are.
    """
    found = [""] * len(target)
    by_times = _by_times(target, source)
    if by_times is not None:
        return by_times
    if [_form(clause) for clause in target] == [_form(clause) for clause in source]:
        return [clause.digest for clause in source]

    def weight(left: int, right: int) -> float:
        return _weight(target[left], source[right])

    for left, right in paired(weight, len(target), len(source)):
        if left is not None and right is not None:
            found[left] = source[right].digest
    return found


def _by_times(target: Sequence[Clause], source: Sequence[Clause]) -> list[str] | None:
    """Pair cues of subtitles that are shown together; None if either text is none of subtitles."""
    ours = [times_in(clause.text) if clause.kind == ITEM else None for clause in target]
    theirs = [times_in(clause.text) if clause.kind == ITEM else None for clause in source]
    if not any(ours) or not any(theirs):
        return None
    found, first = [], 0
    for times in ours:
        shared = [
            (_shared(times, other), -place)
            for place, other in enumerate(theirs[first : first + _AHEAD])
        ]
        most, place = max(shared, default=(0.0, 0))
        is_pair = most >= _SHARED
        found.append(source[first - place].digest if is_pair else "")
        first += 1 - place if is_pair else 0
    return found


def _shared(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    """Return how much of the shorter of two times is also in the other."""
    if one is None or other is None:
        return float(one is other)
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, both / min(one[1] - one[0], other[1] - other[0]))


def _form(clause: Clause) -> tuple[str, int]:
    return clause.kind, clause.level if clause.kind == HEADING else 0


def _weight(one: Clause, other: Clause) -> float:
    if one.kind != other.kind and {one.kind, other.kind} & {HEADING, CODE}:
        return 0.0
    weight = 1.0 if _form(one) == _form(other) else 0.5
    ours, theirs = set(_SIGNS.findall(one.text)), set(_SIGNS.findall(other.text))
    if ours and theirs:
        weight += len(ours & theirs) / len(ours | theirs)
    if one.kind == ITEM and one.number == other.number:
        weight += 0.1
    return weight + 0.5 * min(len(one.text), len(other.text)) / max(len(one.text), len(other.text))
