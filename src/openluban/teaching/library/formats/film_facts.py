"""What is known of a film once its container was looked at."""

from dataclasses import dataclass

MP4, WEBM = "mp4", "webm"
MOST_PARTS = 50_000
"""Parts of a container that are looked at; a film of many hours has fewer."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """Its container (``mp4``, ``webm``), length and size; 0 where the container does not say."""

    ending: str
    milliseconds: int = 0
    width: int = 0
    height: int = 0


class Broken(Exception):
    """The container is cut off or damaged near a byte."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class OtherCoding(Exception):
    """The pictures are coded in another way; the name of it may be ``""``."""
