"""Dots that would lie on one another: moved apart, or gathered into one with a count."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import cos, hypot, sin

from openluban.foundation.ui.charts.projection import Point

_ROUNDS = 120
_GOLDEN_ANGLE = 2.399963
_NEARLY = 0.98


@lru_cache(maxsize=64)
def spread(places: tuple[Point, ...], distance: float) -> tuple[Point, ...]:
    """Return positions at least about `distance` apart, each as near to its place as may be.

    The same places always give the same positions. Costs the square of the number of places, so
    callers gather large crowds with `gather`.
    """
    # Places that are one and the same would not know which way to part.
    points = [
        (x + cos(number * _GOLDEN_ANGLE) * 0.01, y + sin(number * _GOLDEN_ANGLE) * 0.01)
        for number, (x, y) in enumerate(places)
    ]
    for _round in range(_ROUNDS):
        if not _push(points, distance):
            break
    return tuple(points)


def _push(points: list[Point], distance: float) -> bool:
    """Move every pair that is too close half the way each; whether any was."""
    moved = False
    for one, other in combinations(range(len(points)), 2):
        (x1, y1), (x2, y2) = points[one], points[other]
        apart = hypot(x2 - x1, y2 - y1)
        if apart >= distance * _NEARLY:
            continue
        moved = True
        push = (distance - apart) / 2
        x, y = (x2 - x1) / apart * push, (y2 - y1) / apart * push
        points[one] = (x1 - x, y1 - y)
        points[other] = (x2 + x, y2 + y)
    return moved


@dataclass(frozen=True, slots=True)
class Crowd:
    """Dots shown as one: the middle of them, and which they are."""

    middle: Point
    members: tuple[int, ...]


def gather(places: tuple[Point, ...], distance: float) -> list[Crowd]:
    """Gather places into crowds whose middles are at least `distance` apart.

    Any number of places: a first, coarse gathering by squares bounds the work by the area.
    """
    crowds = _by_squares(places, distance / 2)
    while True:
        pair = _closest(crowds, distance)
        if pair is None:
            return crowds
        one, other = pair
        crowds = [crowd for crowd in crowds if crowd not in pair]
        crowds.append(_joined(one, other))


def _by_squares(places: tuple[Point, ...], side: float) -> list[Crowd]:
    squares: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(places):
        squares.setdefault((int(x // side), int(y // side)), []).append(number)
    return [_crowd_of(places, members) for members in squares.values()]


def _crowd_of(places: tuple[Point, ...], members: list[int]) -> Crowd:
    x = sum(places[member][0] for member in members) / len(members)
    y = sum(places[member][1] for member in members) / len(members)
    return Crowd((x, y), tuple(members))


def _closest(crowds: list[Crowd], distance: float) -> tuple[Crowd, Crowd] | None:
    near = [
        (apart, one, other)
        for one, other in combinations(crowds, 2)
        if (apart := _apart(one, other)) < distance
    ]
    if not near:
        return None
    _apart_least, one, other = min(near, key=lambda pair: pair[0])
    return one, other


def _apart(one: Crowd, other: Crowd) -> float:
    return hypot(one.middle[0] - other.middle[0], one.middle[1] - other.middle[1])


def _joined(one: Crowd, other: Crowd) -> Crowd:
    share = len(one.members) / (len(one.members) + len(other.members))
    x = one.middle[0] * share + other.middle[0] * (1 - share)
    y = one.middle[1] * share + other.middle[1] * (1 - share)
    return Crowd((x, y), tuple(sorted((*one.members, *other.members))))
