"""What higher modules add to a number: what was published of it, and how it stands."""

from collections.abc import Callable, Mapping, Sequence

from openluban.foundation.figures.declaring import Figure
from openluban.foundation.figures.reading import Reading
from openluban.foundation.ui.charts.line import Dot
from openluban.foundation.ui.pieces import StandingMark

DotsProvider = Callable[[Figure, Mapping[str, str]], Sequence[Dot]]
"""Takes a figure and its settled choices; returns what was published of just that."""
StandingsProvider = Callable[[Sequence[Reading]], Sequence[StandingMark | None]]
"""Takes readings (all of a page at once); returns how each stands, None where nothing is said."""

_DOTS: list[DotsProvider] = []
_STANDINGS: list[StandingsProvider] = []


def declare_dots(provider: DotsProvider) -> DotsProvider:
    """Add published values to the lines of figures; a fixed number of queries a call."""
    _DOTS.append(provider)
    return provider


def declare_standings(provider: StandingsProvider) -> StandingsProvider:
    """Add standings to numbers; a fixed number of queries a call, however many readings."""
    _STANDINGS.append(provider)
    return provider


def dots_of(figure: Figure, choices: Mapping[str, str]) -> tuple[Dot, ...]:
    """Return what was published of a figure under its choices, earliest first."""
    found = (dot for provider in _DOTS for dot in provider(figure, choices))
    return tuple(sorted(found, key=lambda dot: dot.day))


def standings_of(readings: Sequence[Reading]) -> list[StandingMark | None]:
    """Return how each reading stands; the first module that says something has the word."""
    marks: list[StandingMark | None] = [None] * len(readings)
    for provider in _STANDINGS:
        said = provider(readings)
        marks = [known or new for known, new in zip(marks, said, strict=True)]
    return marks
