"""A book as plain data: titles and blocks in one language, or in two beside each other."""

from dataclasses import dataclass, field
from datetime import datetime

from openluban.foundation.documents.document import Block, Runs

Said = tuple[str, str]
"""A language (BCP 47) and words in it."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading inside a chapter (level 2 or 3), in each language that has it."""

    level: int
    sides: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks in one language; no headings stand in them."""

    language: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What two languages say at one place; a side without blocks says nothing there."""

    sides: tuple[Passage, Passage]


@dataclass(frozen=True, slots=True)
class Note:
    """A word of the publisher's about the text, not part of it."""

    language: str
    words: str


Piece = Title | Passage | Pair | Note


@dataclass(frozen=True, slots=True)
class Chapter:
    """A unit: its titles, one a language, and what it says."""

    titles: tuple[Said, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The book's own words, in one language."""

    language: str
    contents: str
    about: str
    reading: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book; the first of ``languages`` is the one it is read in.

    ``makers`` are parties with their names by language, the one to be shown first. ``about`` says
    what stands on its first page below the title. ``identifier`` is a URI that stays.
    """

    identifier: str
    titles: tuple[Said, ...]
    languages: tuple[str, ...]
    modified: datetime
    rights: str
    wording: Wording
    chapters: tuple[Chapter, ...]
    makers: tuple[tuple[Said, ...], ...] = ()
    credit: str = ""
    url: str = ""
    subjects: tuple[Said, ...] = field(default=())
