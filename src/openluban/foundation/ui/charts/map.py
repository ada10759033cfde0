"""The map of land: no borders, workshops as dots, trains and ports as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from openluban.foundation.ui.charts.projection import HEIGHT, WIDTH, Point, project
from openluban.foundation.ui.charts.spread import gather, spread
from openluban.foundation.ui.charts.svg import element, linked, number

_LAND_ID = "land"
_PIXELS = 1000
"""How wide the wide map is taken to be: a little less than a page without a side."""
_MOST_SPREAD = 80
"""With more dots than this a wide map, too, gathers them."""


@dataclass(frozen=True, slots=True)
class MapDot:
    """A place with a name; `kind` is how it is drawn."""

    latitude: float
    longitude: float
    label: str
    url: str = ""
    kind: Literal["workshop", "due", "port"] = "workshop"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A route through places, given as (latitude, longitude)."""

    places: tuple[tuple[float, float], ...]
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the map is called, what it shows, and where the list of its dots is."""

    title: str
    description: str = ""
    list_url: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of the drawing and how many pixels wide it will be shown."""

    left: float
    top: float
    width: float
    height: float
    pixels: int
    class_: str

    def units(self, pixels: float) -> float:
        """Return how many units of the drawing so many pixels are."""
        return pixels * self.width / self.pixels

    @property
    def view_box(self) -> str:
        """The frame as SVG wants it."""
        return " ".join(number(side) for side in (self.left, self.top, self.width, self.height))


def world_map(
    dots: Sequence[MapDot],
    words: MapWords,
    *,
    lines: Sequence[MapLine] = (),
    focus: Box | None = None,
) -> SafeString:
    """Return the map as two drawings, of which the stylesheet shows the one that fits the screen.

    Dots keep 24 px from each other: on a wide screen they are moved apart, with a line to their
    place; on a narrow one they are gathered into a dot with a count, which leads to
    `words.list_url`. A page holds one map, since its land is drawn once under one id.
    """
    wide = _frame(focus, _PIXELS, "chart-wide") if focus else _whole()
    narrow = _frame(focus or _around(dots, lines), 328, "chart-narrow")
    land = element("path", d=_land(), id=_LAND_ID)
    store = element("svg", element("defs", land), hidden="hidden", aria_hidden="true")
    crowded = len(dots) > _MOST_SPREAD
    shapes = _gathered(dots, wide, words) if crowded else _parted(dots, wide)
    return element(
        "div",
        store,
        _drawing(wide, words, lines, shapes),
        _drawing(narrow, words, lines, _gathered(dots, narrow, words)),
        class_="map",
    )


@cache
def _land() -> str:
    text = files("openluban.foundation.ui").joinpath("data/land.svg.txt").read_text("ascii")
    return text.strip()


def _drawing(
    frame: _Frame, words: MapWords, lines: Sequence[MapLine], shapes: Iterable[SafeString]
) -> SafeString:
    return element(
        "svg",
        element("title", words.title),
        element("desc", words.description) if words.description else "",
        element("use", href=f"#{_LAND_ID}", class_="land"),
        *(_route(line) for line in lines),
        *shapes,
        viewBox=frame.view_box,
        class_=frame.class_,
        role="group",
    )


def _route(line: MapLine) -> SafeString:
    points = [project(latitude, longitude) for latitude, longitude in line.places]
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return linked(line.url, line.label, element("path", d=path, class_="route"))


def _parted(dots: Sequence[MapDot], frame: _Frame) -> list[SafeString]:
    homes = tuple(project(dot.latitude, dot.longitude) for dot in dots)
    places = spread(homes, frame.units(24))
    leaders = [
        _leader(home, place)
        for home, place in zip(homes, places, strict=True)
        if _far(home, place, frame.units(7))
    ]
    return [
        *leaders,
        *(_dot(dot, place, frame) for dot, place in zip(dots, places, strict=True)),
    ]


def _far(home: Point, place: Point, distance: float) -> bool:
    return abs(home[0] - place[0]) > distance or abs(home[1] - place[1]) > distance


def _leader(home: Point, place: Point) -> SafeString:
    (x1, y1), (x2, y2) = home, place
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="leader")


def _dot(dot: MapDot, place: Point, frame: _Frame) -> SafeString:
    x, y = place
    return linked(
        dot.url,
        dot.label,
        element("circle", cx=x, cy=y, r=frame.units(12), class_="hit"),
        element("circle", cx=x, cy=y, r=frame.units(5), class_="dot"),
        class_=f"is-{dot.kind}",
    )


def _gathered(dots: Sequence[MapDot], frame: _Frame, words: MapWords) -> list[SafeString]:
    places = tuple(project(dot.latitude, dot.longitude) for dot in dots)
    return [
        _dot(dots[crowd.members[0]], crowd.middle, frame)
        if len(crowd.members) == 1
        else _crowd([dots[member] for member in crowd.members], crowd.middle, frame, words)
        for crowd in gather(places, frame.units(24))
    ]


def _crowd(dots: list[MapDot], place: Point, frame: _Frame, words: MapWords) -> SafeString:
    (x, y), count = place, len(dots)
    names = _(", ").join(dot.label for dot in dots[:12])
    label = _("%(count)s here: %(names)s") % {"count": count, "names": names}
    return linked(
        words.list_url,
        label,
        element("circle", cx=x, cy=y, r=frame.units(12), class_="hit"),
        element("circle", cx=x, cy=y, r=frame.units(9.5), class_="dot"),
        element("text", str(count), x=x, y=y + frame.units(4), font_size=frame.units(11.5)),
        class_=f"is-{dots[0].kind}",
    )


def _whole() -> _Frame:
    # The empty ocean at both sides is left out.
    return _Frame(WIDTH * 0.08, 0.0, WIDTH * 0.87, float(HEIGHT), _PIXELS, "chart-wide")


def _around(dots: Sequence[MapDot], lines: Sequence[MapLine]) -> Box | None:
    """Return the box of everything on the map; None if nothing is."""
    places = [(dot.latitude, dot.longitude) for dot in dots]
    places += [place for line in lines for place in line.places]
    if not places:
        return None
    latitudes, longitudes = zip(*places, strict=True)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _frame(box: Box | None, pixels: int, class_: str) -> _Frame:
    """Return the frame of a box with a margin, neither flat nor tall nor beyond the map."""
    if box is None:
        return _Frame(0.0, 0.0, float(WIDTH), float(HEIGHT), pixels, class_)
    corners = [
        project(latitude, longitude)
        for latitude in (box.south, (box.south + box.north) / 2, box.north)
        for longitude in (box.west, box.east)
    ]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    width = min((max(xs) - min(xs)) * 1.12 + 80, float(WIDTH))
    height = min((max(ys) - min(ys)) * 1.12 + 80, float(HEIGHT))
    width, height = max(width, height), max(height, width * 0.5)
    left = min(max((max(xs) + min(xs) - width) / 2, 0.0), WIDTH - width)
    top = min(max((max(ys) + min(ys) - height) / 2, 0.0), max(HEIGHT - height, 0.0))
    return _Frame(left, top, width, height, pixels, class_)
