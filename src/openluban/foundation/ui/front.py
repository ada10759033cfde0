"""What modules put on the home page: a heading, a few lines, where to read on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openluban.foundation.ui.pieces import StandingMark, Words


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One line: what it says, where it leads, a quiet word after it, how a number stands."""

    text: Words
    url: str = ""
    note: Words = ""
    mark: StandingMark | None = None


@dataclass(frozen=True, slots=True)
class FrontPiece:
    """A piece of the home page; ``order`` says how far up it stands (small numbers first)."""

    title: Words
    lines: tuple[FrontLine, ...]
    more_url: str = ""
    more_text: Words = ""
    order: int = 50


FrontProvider = Callable[[], FrontPiece | None]
_PROVIDERS: list[FrontProvider] = []


def declare_front(provider: FrontProvider) -> FrontProvider:
    """Add a piece to the home page; at most two queries, in the language of the page."""
    _PROVIDERS.append(provider)
    return provider


def front_pieces() -> Sequence[FrontPiece]:
    """Return the pieces that have something to say, in their order."""
    made = (provider() for provider in _PROVIDERS)
    return sorted((piece for piece in made if piece is not None), key=lambda piece: piece.order)
