"""Keys of terms that have none."""

from collections.abc import Container
from itertools import count
from typing import Protocol

_MOST = 70


class Keyed(Protocol):
    """A term of a file: its own key, if it has one, and its language."""

    @property
    def key(self) -> str:
        """The key that the file gives, or empty."""

    @property
    def language(self) -> str:
        """BCP 47, lower case."""


def term_key(concept: str, term: Keyed, taken: Container[str]) -> str:
    """Return a key that no term has: the file's own, else the concept's with the language."""
    if term.key and term.key not in taken:
        return term.key
    stem = f"{concept[: _MOST - 1 - len(term.language)].strip('-_.')}-{term.language}"
    if stem not in taken:
        return stem
    return next(key for number in count(2) if (key := f"{stem}-{number}") not in taken)
