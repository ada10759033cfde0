"""What somebody wants in a pack."""

from collections.abc import Sequence
from dataclasses import dataclass

ALL_PICTURES, NO_PICTURES = "all", "none"
LEAST_WIDTH, MOST_WIDTH = 64, 4_000
MOST_FILM = 1_000
"""Megabytes of a film: none that is larger is kept."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """The languages (BCP 47, lower case) in the order of the reader, and which pictures.

    ``pictures``: ``all`` as they are, ``none``, or the width in pixels that none exceeds.
    ``films``: the megabytes that none exceeds, 0 for none at all.
    """

    languages: tuple[str, ...]
    pictures: str = ALL_PICTURES
    films: int = 0

    @property
    def width(self) -> int:
        """The width that no picture exceeds; 0 where they stay as they are or away."""
        return int(self.pictures) if is_width(self.pictures) else 0


def is_width(text: str) -> bool:
    """Test whether a text is a width that pictures can be given."""
    is_number = text.isascii() and text.isdecimal() and len(text) < len(str(MOST_WIDTH * 10))
    return is_number and LEAST_WIDTH <= int(text) <= MOST_WIDTH


def is_pictures(text: str) -> bool:
    """Test whether a text says which pictures go into a pack."""
    return text in {ALL_PICTURES, NO_PICTURES} or is_width(text)


def largest_up_to(sizes: Sequence[int], megabytes: int) -> int | None:
    """Return the place of the largest of some sizes in bytes that is not over so many megabytes."""
    fit = [place for place, size in enumerate(sizes) if size <= megabytes * _MEGABYTE]
    return max(fit, key=lambda place: (sizes[place], -place), default=None)
