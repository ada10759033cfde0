"""Draw the land of the world map once: TopoJSON in, path data out.

    python tools/draw_land.py land-110m.json > src/openluban/foundation/ui/data/land.svg.txt

The input is Natural Earth land at 1:110 million (public domain) as the npm package `world-atlas`
carries it. Only land is drawn, no borders; Antarctica is left out. The projection is the one that
dots are placed with (`foundation/ui/charts/projection.py`).
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from openluban.foundation.ui.charts.projection import (
    NORTHERN_EDGE,
    SOUTHERN_EDGE,
    WIDTH,
    Point,
    project,
)

TOLERANCE = 0.6
"""How far, in units of the drawing, a coast may stray from its true line."""
SMALLEST_ISLAND = 6.0
"""Islands of a smaller area (square units) are left out, as nobody could see them."""

Place = tuple[float, float]


def main(path: str) -> None:
    """Print the path data of all land."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    rings = [_ring(indexes, arcs) for indexes in _ring_indexes(topology["objects"]["land"])]
    drawn = [_drawn(ring) for ring in rings if _is_shown(ring)]
    print("".join(filter(None, drawn)))


def _is_shown(ring: list[Place]) -> bool:
    latitudes = [latitude for _, latitude in ring]
    return min(latitudes) > SOUTHERN_EDGE and min(latitudes) < NORTHERN_EDGE


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Place]:
    """Turn the differences of a quantized arc into longitudes and latitudes."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    places: list[Place] = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        places.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return places


def _ring_indexes(land: dict[str, Any]) -> list[list[int]]:
    return [
        ring
        for geometry in land["geometries"]
        for polygon in (
            geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        )
        for ring in polygon
    ]


def _ring(indexes: list[int], arcs: list[list[Place]]) -> list[Place]:
    """Join arcs; a negative index is an arc walked backwards (its complement to -1)."""
    places: list[Place] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        places += arc if not places else arc[1:]
    return places


def _drawn(ring: list[Place]) -> str:
    points = [project(latitude, longitude) for longitude, latitude in ring]
    # A ring that jumps is an island astride the edge of the map; there is only a small one.
    jumps = any(abs(a[0] - b[0]) > WIDTH / 2 for a, b in pairwise(points))
    if jumps or abs(_area(points)) < SMALLEST_ISLAND:
        return ""
    middle = len(points) // 2
    # A ring ends where it starts, so its halves are simplified each for itself.
    kept = _simplified(points[: middle + 1])[:-1] + _simplified(points[middle:])
    whole = [(round(x), round(y)) for x, y in kept]
    steps = [(right - left, down - up) for (left, up), (right, down) in pairwise(whole)]
    moves = "".join(f"{_number(x)}{_number(y)}" for x, y in steps[:-1] if (x, y) != (0, 0))
    return f"M{whole[0][0]} {whole[0][1]}l{moves.strip()}z" if moves else ""


def _number(value: int) -> str:
    return f"{value}" if value < 0 else f" {value}"


def _area(points: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points)) / 2


def _simplified(points: list[Point]) -> list[Point]:
    """Drop points that lie within the tolerance of the line between those kept."""
    if len(points) <= 2:  # noqa: PLR2004 - two points are a line
        return points
    first, last = points[0], points[-1]
    distances = [_distance(point, first, last) for point in points[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [first, last]
    turn = farthest + 1
    return _simplified(points[: turn + 1])[:-1] + _simplified(points[turn:])


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length == 0:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length)


if __name__ == "__main__":
    main(sys.argv[1])
