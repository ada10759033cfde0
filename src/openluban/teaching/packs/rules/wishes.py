"""What somebody wants in a pack."""

from dataclasses import dataclass

ALL_PICTURES, NO_PICTURES = "all", "none"
LEAST_WIDTH, MOST_WIDTH = 64, 4_000


@dataclass(frozen=True, slots=True)
class Wish:
    """The languages (BCP 47, lower case) in the order of the reader, and which pictures.

    ``pictures``: ``all`` as they are, ``none``, or the width in pixels that none exceeds.
    """

    languages: tuple[str, ...]
    pictures: str = ALL_PICTURES

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
