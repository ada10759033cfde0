"""Query expanders: other words for what was asked, which modules know and the search does not.

A module declares one in its ``search.py``. What is found that way stands after what was found by
the question itself, and says through what it was found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

MOST_READINGS = 8
"""Other ways to ask that are tried for one question."""


@dataclass(frozen=True, slots=True)
class Through:
    """Why something was found: the words (in their language, BCP 47), and where they stand."""

    text: str
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to ask the same: the question with other words in the place of some.

    ``beginnings`` maps words of it, folded, to the beginning that all their forms share.
    """

    question: str
    through: Through
    beginnings: Mapping[str, str] = field(default_factory=dict)


Expander = Callable[[str], Sequence[Reading]]

_EXPANDERS: dict[str, Expander] = {}


def declare_expander(key: str, expander: Expander) -> Expander:
    """Add an expander; it asks at most two queries. The same key twice is a fault of the code."""
    if key in _EXPANDERS:
        message = f"query expander {key} is declared twice"
        raise ValueError(message)
    _EXPANDERS[key] = expander
    return expander


def readings_of(question: str) -> list[Reading]:
    """Return other ways to ask, each once, the best of each expander first."""
    found: dict[str, Reading] = {}
    for expander in _EXPANDERS.values():
        for reading in expander(question):
            found.setdefault(reading.question, reading)
    found.pop(question, None)
    return list(found.values())[:MOST_READINGS]
