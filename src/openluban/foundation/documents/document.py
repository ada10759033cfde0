"""A text ready to be set: blocks of text; numbers in it are links to their figures.

Plain data, without markup and without database. The formats of this package set it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one look; `url` is set where they are a link."""

    words: str
    strong: bool = False
    emphasis: bool = False
    url: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is read; `url` is its figure's page, `note_index` its place in the notes."""

    words: str
    url: str
    note_index: int
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the author asked for."""


Run = Text | Number | Break
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the title, once, first), 2 or 3."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; its items hold paragraphs and lists. `start` counts for ordered lists alone."""

    ordered: bool
    start: int
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; it holds paragraphs and lists."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings; every row is as wide as `header`.

    `alignments` says for each column "left", "centre" or "right".
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of a program, line by line as it was typed."""

    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG or WebP image (`ending`: png, jpg, webp); `words` say what it shows.

    Where a format cannot show it, the words stand in its place.
    """

    data: bytes = field(repr=False)
    ending: str
    words: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Here a new sheet of paper begins, which can be put in and taken out by itself.

    `label` is what it is called, at its foot; `title` and `edge` stand at the head of its pages.
    """

    label: str
    title: str
    edge: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two columns, line by line, each with its language and a head; no headings stand in them."""

    languages: tuple[str, str]
    heads: tuple[str, str]
    lines: tuple[tuple[tuple["Block", ...], tuple["Block", ...]], ...]


Block = Heading | Paragraph | ItemList | Quote | Table | Code | Picture | Leaf | SideBySide


@dataclass(frozen=True, slots=True)
class FigureNote:
    """What stands behind one number: definition, day, and how it stands against what is published.

    `standing` is a code ("agrees", "explained", "restated"), `standing_words` what a reader sees;
    `mark` is a word that stands beside the number in the text, where that must not be missed.
    """

    words: str
    url: str
    definition: str
    day_words: str
    standing: str
    standing_words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text in one language (`en`, `zh-hans`, `ru`) as it stood on `day`.

    `title` is the plain wording of the first block, a heading of level 1. `edge` stands at the
    head of each page in place of the day.
    """

    title: str
    language: str
    day: date
    day_words: str
    blocks: tuple[Block, ...]
    notes: tuple[FigureNote, ...]
    edge: str = ""


def plain_words(runs: Iterable[Run]) -> str:
    """Return the words of the runs without their look; a break is a space."""
    return "".join(" " if isinstance(run, Break) else run.words for run in runs)


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Go through every run of the blocks in reading order."""
    for block in blocks:
        match block:
            case Heading(runs=runs) | Paragraph(runs=runs):
                yield from runs
            case ItemList(items=items):
                yield from runs_of(chain.from_iterable(items))
            case Quote(blocks=inner):
                yield from runs_of(inner)
            case Table(header=header, rows=rows):
                yield from chain.from_iterable(chain(header, *rows))
            case SideBySide(lines=lines):
                yield from runs_of(chain.from_iterable(chain.from_iterable(lines)))
