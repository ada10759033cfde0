"""The peer: alignment by lengths alone, as Gale and Church described it in 1993."""

import math
from collections.abc import Sequence

from openluban.teaching.alignment.beads import Bead

_KINDS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_VARIANCE = 6.8
_WIDTH = 150
_FAR = 1e9


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of the least cost within a band round the diagonal."""
    mine, theirs = ([len(line) for line in side] for side in (source, target))
    ratio = sum(theirs) / max(sum(mine), 1)
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(mine) + 1):
        middle = i * len(theirs) // max(len(mine), 1)
        for j in range(max(middle - _WIDTH, 0), min(middle + _WIDTH, len(theirs)) + 1):
            ways = [
                (
                    costs[i - a, j - b][0]
                    + _cost(sum(mine[i - a : i]), sum(theirs[j - b : j]), ratio)
                    - math.log(chance),
                    (a, b),
                )
                for (a, b), chance in _KINDS.items()
                if (i - a, j - b) in costs
            ]
            if ways:
                costs[i, j] = min(ways)
    return _traced(costs, len(mine), len(theirs))


def _cost(ours: int, others: int, ratio: float) -> float:
    middle = (ours + others / ratio) / 2
    if not middle:
        return 0.0
    apart = abs(others - ours * ratio) / math.sqrt(_VARIANCE * middle)
    tail = math.erfc(apart / math.sqrt(2))
    return -math.log(tail) if tail > 0 else _FAR


def _traced(
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int
) -> list[Bead]:
    found = []
    while i or j:
        a, b = costs[i, j][1]
        found.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return found[::-1]
