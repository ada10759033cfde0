"""Where a place lies on the drawn map: the Natural Earth projection, cropped to lived-in land."""

from math import radians

Point = tuple[float, float]

WIDTH = 2000
"""Width of the whole map in units of the drawing."""
NORTHERN_EDGE = 78.0
SOUTHERN_EDGE = -57.0
MIDDLE = 10.5
"""The longitude in the middle: the edges then meet in the Bering Strait and cut no land."""

# The polynomial of Tom Patterson's Natural Earth projection (Šavrič, Jenny and others, 2011).
_ACROSS = (0.8707, -0.131979, -0.013791, 0.0, 0.0, 0.003971, -0.001529)
_DOWN = (1.007226, 0.015085, 0.0, -0.044475, 0.028874, -0.005916)


def _polynomial(latitude: float, factors: tuple[float, ...]) -> float:
    square = radians(latitude) ** 2
    return sum(factor * square**power for power, factor in enumerate(factors))


_SCALE = WIDTH / (2 * radians(180) * _polynomial(0.0, _ACROSS))


def _height_of(latitude: float) -> float:
    return radians(latitude) * _polynomial(latitude, _DOWN) * _SCALE


_TOP = _height_of(NORTHERN_EDGE)
HEIGHT = round(_TOP - _height_of(SOUTHERN_EDGE))
"""Height of the whole map in units of the drawing."""


def project(latitude: float, longitude: float) -> Point:
    """Return x and y of a place in degrees, counted from the top left corner of the map."""
    turned = (longitude - MIDDLE + 180.0) % 360.0 - 180.0
    x = WIDTH / 2 + radians(turned) * _polynomial(latitude, _ACROSS) * _SCALE
    return x, _TOP - _height_of(latitude)
