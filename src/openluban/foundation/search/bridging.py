"""Bridges between languages: what a module knows to say a question in another language.

A module declares one in its ``search.py``. A bridge need not translate the whole question: it says
what it knows, word by word or phrase by phrase, and how sure that is; ranked search weighs it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openluban.foundation.search.expanding import Through


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as it is written, folded and as a stem, and its place."""

    place: int
    text: str
    stems: tuple[str, ...]
    """As a word of English or Russian and, if it differs, of other languages."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the text and its words."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A stem in another language for some words of a question (their places).

    ``weight`` is how sure that is, from 0 to 1.
    """

    stem: str
    language: str
    weight: float
    places: tuple[int, ...]
    through: Through


Bridge = Callable[[Question, Sequence[str]], Sequence[Rendering]]
"""Takes a question and the languages wanted."""

_BRIDGES: dict[str, Bridge] = {}


def declare_bridge(key: str, bridge: Bridge) -> Bridge:
    """Add a bridge; it asks at most three queries. The same key twice is a fault of the code."""
    if key in _BRIDGES:
        message = f"bridge {key} is declared twice"
        raise ValueError(message)
    _BRIDGES[key] = bridge
    return bridge


def renderings_of(question: Question, languages: Sequence[str]) -> list[Rendering]:
    """Return what all bridges know."""
    return [one for bridge in _BRIDGES.values() for one in bridge(question, languages)]
