"""Books as EPUB 3.3 (https://www.w3.org/TR/epub-33/): the same book gives the same bytes."""

from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openluban.foundation.documents.document import plain_words
from openluban.kernel.xml_text import fit
from openluban.teaching.library.formats.book import Book, Chapter, Note, Pair, Passage, Said, Title
from openluban.teaching.library.formats.epub_package import CONTAINER, STYLE, package
from openluban.teaching.library.formats.xhtml import (
    Pictures,
    add,
    add_blocks,
    add_runs,
    page,
    say,
    spoken,
    written,
)

MEDIA_TYPE = "application/epub+zip"
_STYLE = "style.css"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass
class _Entry:
    """A line of the contents with the lines beneath it."""

    href: str
    titles: tuple[Said, ...]
    level: int = 1
    inner: list["_Entry"] = field(default_factory=list)


def write_epub(file: BinaryIO, book: Book) -> None:
    """Write a book into a file."""
    pictures = Pictures()
    entries: list[_Entry] = []
    pages = {"title.xhtml": _first_page(book)}
    for place, chapter in enumerate(book.chapters, 1):
        name = f"unit-{place:04}.xhtml"
        pages[name] = _chapter(name, chapter, pictures, entries)
    nav = _contents(book, entries)
    with ZipFile(file, "w") as packed:
        _put(packed, "mimetype", MEDIA_TYPE.encode(), ZIP_STORED)
        _put(packed, "META-INF/container.xml", CONTAINER)
        _put(packed, "EPUB/package.opf", package(book, list(pages), pictures))
        _put(packed, "EPUB/nav.xhtml", nav)
        _put(packed, f"EPUB/{_STYLE}", STYLE)
        for name, content in pages.items():
            _put(packed, f"EPUB/{name}", content)
        for name, content in sorted(pictures.data.items()):
            _put(packed, f"EPUB/images/{name}", content, ZIP_STORED)


def _put(packed: ZipFile, name: str, content: bytes, how: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = how
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, content)


def _first_page(book: Book) -> bytes:
    root, body = page(book.languages[0], _plain(book.titles), _STYLE)
    section = add(body, "section", **{"epub:type": "titlepage"})
    _add_sides(add(section, "h1"), book.titles)
    for maker in book.makers:
        _add_sides(add(section, "p", **{"class": "maker"}), maker)
    own = spoken(add(section, "div"), book.wording.language)
    for line in (book.rights, book.wording.reading):
        if line:
            add(own, "p", line)
    if book.url:
        add(add(own, "p"), "a", book.url, href=book.url)
    return written(root)


def _add_sides(parent: Element, sides: tuple[Said, ...]) -> None:
    for place, (language, words) in enumerate(sides):
        say(parent, " " if place else "")
        spoken(add(parent, "span", words, **{"class": "side"}), language)


def _plain(titles: tuple[Said, ...]) -> str:
    return " · ".join(words for _language, words in titles)


def _chapter(name: str, chapter: Chapter, pictures: Pictures, entries: list[_Entry]) -> bytes:
    root, body = page(chapter.titles[0][0], _plain(chapter.titles), _STYLE)
    section = add(body, "section", **{"epub:type": "chapter"})
    _add_sides(add(section, "h1"), chapter.titles)
    entry = _Entry(name, chapter.titles)
    entries.append(entry)
    for piece in chapter.pieces:
        match piece:
            case Title():
                _add_title(section, piece, entry)
            case Passage():
                _add_passage(section, piece, pictures)
            case Pair(sides=sides):
                pair = add(section, "div", **{"class": "pair"})
                for side in sides:
                    _add_passage(pair, side, pictures)
            case Note(language=language, words=words):
                spoken(add(section, "p", words, **{"class": "note"}), language)
    return written(root)


def _add_passage(parent: Element, passage: Passage, pictures: Pictures) -> None:
    if passage.blocks:
        block = spoken(add(parent, "div"), passage.language)
        add_blocks(block, passage.blocks, pictures)


def _add_title(section: Element, title: Title, chapter: _Entry) -> None:
    counted = len(list(section.iter("h2"))) + len(list(section.iter("h3"))) + 1
    name = f"h{counted}"
    heading = add(section, f"h{title.level}", id=name)
    for place, (language, runs) in enumerate(title.sides):
        say(heading, " " if place else "")
        add_runs(spoken(add(heading, "span", **{"class": "side"}), language), runs)
    said = [(language, fit(plain_words(runs)).strip()) for language, runs in title.sides]
    titles = tuple((language, words) for language, words in said if words)
    if titles:
        above = chapter.inner[-1] if title.level > 2 and chapter.inner else chapter  # noqa: PLR2004
        above.inner.append(_Entry(f"{chapter.href}#{name}", titles, title.level))


def _contents(book: Book, entries: list[_Entry]) -> bytes:
    wording = book.wording
    root, body = page(wording.language, wording.contents, _STYLE)
    nav = add(body, "nav", role="doc-toc", id="toc", **{"epub:type": "toc"})
    add(nav, "h1", wording.contents)
    listed = add(nav, "ol")
    first = add(add(listed, "li"), "a", href="title.xhtml")
    _add_sides(first, book.titles)
    _add_entries(listed, entries)
    return written(root)


def _add_entries(listed: Element, entries: list[_Entry]) -> None:
    for entry in entries:
        line = add(listed, "li")
        _add_sides(add(line, "a", href=entry.href), entry.titles)
        if entry.inner:
            _add_entries(add(line, "ol"), entry.inner)
