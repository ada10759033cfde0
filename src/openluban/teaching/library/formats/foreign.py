"""Files that are no Markdown as texts of units: HTML, Word, PO, WebVTT and SRT."""

from dataclasses import dataclass, field

from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.manual import LARGEST_PO, read_manual
from openluban.teaching.library.formats.subtitles import LARGEST_SUBTITLES, read_subtitles
from openluban.teaching.library.formats.webpage import LARGEST_PAGE, read_webpage
from openluban.teaching.library.formats.word import LARGEST_WORD, read_word
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.cues import cues_body
from openluban.teaching.library.markup.languages import language_said
from openluban.teaching.library.markup.parsing import parsed

LARGEST = {
    "html": LARGEST_PAGE, "htm": LARGEST_PAGE, "xhtml": LARGEST_PAGE, "docx": LARGEST_WORD,
    "po": LARGEST_PO, "vtt": LARGEST_SUBTITLES, "srt": LARGEST_SUBTITLES,
}  # fmt: skip
"""The endings that are read, and how many bytes a file may have."""
_SOURCE = "en"
"""What manuals are written in that are translated with gettext, as its own manual asks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read: their language, where they do not say it in their names.

    ``is_whole``: a document or page becomes one unit, however many chapters it has.
    """

    language: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A text out of a file. ``part`` counts the parts of a file that becomes several units.

    ``is_source``: it is the original of a manual, whose file is named for the translation.
    """

    language: str
    body: str
    title: str = ""
    part: int = 0
    made_from: tuple[str, ...] | None = None
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What came out of a file; ``images`` are those that lie inside it, by their addresses."""

    pieces: tuple[Piece, ...]
    notes: tuple[Problem, ...]
    title: str = ""
    images: dict[str, bytes] = field(default_factory=dict, repr=False)


def ending_of(name: str) -> str:
    """Return the ending of a file that is read here, ``""`` for any other."""
    stem, _dot, ending = name.lower().rpartition(".")
    return ending if stem and ending in LARGEST else ""


def read_foreign(data: bytes, name: str, reading: Reading) -> Brought:
    """Return the texts of a file.

    :raises Unfit: as the reader of its format
    """
    match ending_of(name):
        case "docx":
            word = read_word(data, name)
            pieces = _chapters(word.body, word.language, word.title, reading)
            return Brought(pieces, word.notes, word.title, word.images)
        case "po":
            return _manual(data, name)
        case "vtt" | "srt":
            found = read_subtitles(data, name)
            piece = Piece(language_said(found.language), cues_body(found.cues))
            return Brought((piece,), tuple(found.notes))
        case _:
            page = read_webpage(data, name)
            pieces = _chapters(page.body, page.language, page.title, reading)
            return Brought(pieces, page.notes, page.title)


def _manual(data: bytes, name: str) -> Brought:
    manual = read_manual(data, name)
    numbers = range(1, len(manual.parts) + 1) if len(manual.parts) > 1 else [0]
    pieces = []
    for number, part in zip(numbers, manual.parts, strict=False):
        pieces.append(Piece(_SOURCE, part.source, part=number, is_source=True))
        if part.target:
            pieces.append(
                Piece(manual.language, part.target, part=number, made_from=part.made_from)
            )
    return Brought(tuple(pieces), manual.notes)


def _chapters(body: str, language: str, title: str, reading: Reading) -> tuple[Piece, ...]:
    """Part a text at its headings of the first level, if it has several."""
    lines = body.split("\n")
    starts = [
        node.map[0]
        for node in parsed(body)
        if node.type == "heading" and node.tag == "h1" and node.map
    ]
    if reading.is_whole or len(starts) < 2:  # noqa: PLR2004 - one chapter is the whole
        return (Piece(language, body, title),)
    before = "\n".join(lines[: starts[0]]).strip()
    ends = [*starts[1:], len(lines)]
    bodies = ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    pieces = [
        Piece(language, f"{chapter.strip()}\n", part=number)
        for number, chapter in enumerate(bodies, 1)
    ]
    if clauses_of(before):
        pieces[0] = Piece(language, f"{before}\n\n{pieces[0].body}", title, 1)
    return tuple(pieces)
