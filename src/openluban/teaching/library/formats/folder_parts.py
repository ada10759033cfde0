"""What a folder or some files hold, once they are read."""

from dataclasses import dataclass, field
from pathlib import Path

from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.film_facts import FilmFacts
from openluban.teaching.library.formats.metadata import Metadata


@dataclass(frozen=True, slots=True)
class FolderText:
    """One unit in one language as it lies in the folder; image links name what is kept here.

    ``number`` is the one its name begins with, 0 without; ``rights`` are those its front matter
    names. ``made_from`` pairs its clauses with those of the original, where the file says it.
    """

    file: str
    number: int
    slug: str
    language: str
    body: str
    rights: str = ""
    made_from: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image that a text shows."""

    digest: str
    ending: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FolderFilm:
    """A rendition of the film of a unit; its bytes stay where they lie until they are kept."""

    file: str
    slug: str
    place: Path
    facts: FilmFacts


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds, and in ``notes`` what of it does not come over."""

    name: str
    metadata: Metadata
    texts: tuple[FolderText, ...]
    images: tuple[Image, ...]
    notes: tuple[Problem, ...]
    films: tuple[FolderFilm, ...] = ()
