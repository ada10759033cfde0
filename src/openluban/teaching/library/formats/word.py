"""A Word document as Markdown: checked, made ready, converted by mammoth, read as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.images import image_ending
from openluban.teaching.library.formats.opening import Unfit, unfit
from openluban.teaching.library.formats.package import LARGEST_WORD, Package
from openluban.teaching.library.formats.webpage import markdown_from
from openluban.teaching.library.formats.wordxml import Rewriting, Styles
from openluban.teaching.library.markup.languages import is_mostly_chinese, language_said

if TYPE_CHECKING:
    import bs4
    import mammoth
    from bs4 import BeautifulSoup, Tag
else:
    bs4, mammoth = lazily("bs4"), lazily("mammoth")

_KINDS = ("styles", "numbering", "footnotes", "endnotes")
_STYLE = re.compile(r"Unrecognised \w+ style: (.{1,100}?) \(Style ID")
_UNKNOWN = re.compile(r"unrecognised element was ignored: (?!office-word:|w:numPr)(\S{1,60})")
_MOST_STYLES = 30
_FAULTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, RecursionError)
"""What the converter raises where a document breaks its own rules."""


@dataclass(frozen=True, slots=True)
class Word:
    """A document; the ``images`` in it are named in ``body`` by their keys."""

    title: str
    language: str
    body: str
    notes: tuple[Problem, ...]
    images: dict[str, bytes] = field(repr=False)


def read_word(data: bytes, name: str) -> Word:
    """Read a Word document (.docx). Notes name its paragraphs by number.

    :raises Unfit: it is none, is locked, damaged, too large, or not sound
    """
    if len(data) > LARGEST_WORD:
        sentence = _("This has %(size)s bytes; at most %(limit)s are taken.")
        raise unfit("file.too_large", sentence, name, size=len(data), limit=LARGEST_WORD)
    package = Package(data, name)
    rewriting, styles, ready = _made_ready(package, name)
    gathered = _Images(name)
    try:
        result = mammoth.convert_to_html(
            ready,
            convert_image=mammoth.images.img_element(gathered.take),
            include_embedded_style_map=False,
            id_prefix="",
        )
    except _FAULTS as fault:
        sentence = _("The document breaks the rules of its format; save it anew in Word.")
        raise unfit("word.damaged", sentence, name) from fault
    body, lost = markdown_from(_plain(result.value), name)
    notes = [unfit(rule, words, name, row or None).problem for rule, words, row in rewriting.notes]
    notes += [*_of_package(package, name), *gathered.notes, *_of_styles(result.messages, name)]
    notes += lost
    language = styles.asian if is_mostly_chinese(body) else styles.language
    return Word(rewriting.title, language_said(language), body, tuple(notes), gathered.images)


def _made_ready(package: Package, name: str) -> tuple[Rewriting, Styles, Any]:
    root = package.tree(package.main)
    if root is None:
        sentence = _("This is no Word file (.docx): it names no document.")
        raise unfit("word.not_word", sentence, name)
    parts: dict[str, Any] = {package.main: root}
    for kind in _KINDS:
        part = package.related(kind)
        tree = package.tree(part) if part else None
        if tree is not None:
            parts[part] = tree
    styles = Styles(parts.get(package.related("styles")))
    rewriting = Rewriting(styles)
    rewriting.rewrite(root)
    for part in list(parts):
        rels = package.tree(package.beside(part))
        if rels is not None:
            parts[package.beside(part)] = rels
    for part, data in package.images():
        parts[part] = data if data is not None else b""
    return rewriting, styles, package.rebuilt(parts)


class _Images:
    """Takes the images of a document that may come in, each once."""

    def __init__(self, name: str) -> None:
        self.images: dict[str, bytes] = {}
        self.notes: list[Problem] = []
        self._name = name

    def take(self, image: Any) -> dict[str, str]:
        """Return the address of an image, an empty one if it does not come over."""
        try:
            with image.open() as file:
                data: bytes = file.read()
        except (KeyError, OSError, ValueError):
            sentence = _("An image that lies outside the document is left out.")
            self.notes.append(unfit("image.elsewhere", sentence, self._name).problem)
            return {"src": ""}
        ending = image_ending(data)
        if not ending:
            kind = str(image.content_type or "?")[:60]
            sentence = _("An image of the type %(kind)s is left out; PNG, JPEG and WebP are taken.")
            self.notes.append(unfit("image.kind", sentence, self._name, kind=kind).problem)
            return {"src": ""}
        address = f"{sha256(data).hexdigest()[:16]}.{ending}"
        self.images[address] = data
        return {"src": address}


def _plain(html: str) -> str:
    """Put footnotes as text behind the chapter they belong to, and boxes that are ticked as signs.

    :raises RecursionError: never: the converter's elements lie no deeper than it was given
    """
    soup = bs4.BeautifulSoup(html, "html.parser")
    for box in soup.find_all("input"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")
    waiting: list[Tag] = []
    numbers: dict[str, str] = {}
    notes = {str(each.get("id")): each for each in soup.find_all("li") if _is_note(each)}
    for element in list(soup.children):
        if not isinstance(element, bs4.Tag):
            continue
        if element.name == "h1":
            element.insert_before(*_set(soup, waiting, numbers))
            waiting = []
        waiting += _referred(element, notes, numbers)
    first = next(iter(notes.values()), None)
    if first is not None and first.parent is not None:
        first.parent.insert_before(*_set(soup, waiting, numbers))
        first.parent.decompose()
    return str(soup)


def _is_note(element: Tag) -> bool:
    return str(element.get("id") or "").startswith(("footnote-", "endnote-"))


def _referred(element: Tag, notes: dict[str, Tag], numbers: dict[str, str]) -> Iterator[Tag]:
    """Yield the notes that an element refers to; the reference becomes its number."""
    for link in element.find_all("a"):
        target = str(link.get("href") or "").removeprefix("#")
        if target in notes and link.parent is not None and link.parent.name == "sup":
            numbers[target] = link.get_text()
            link.parent.replace_with(link.get_text())
            yield notes[target]


def _set(soup: BeautifulSoup, waiting: list[Tag], numbers: dict[str, str]) -> list[Tag]:
    paragraphs = []
    for note in waiting:
        for back in note.find_all("a"):
            if str(back.get("href") or "").startswith(("#footnote-ref", "#endnote-ref")):
                back.decompose()
        paragraph = soup.new_tag("p")
        words = " ".join(note.get_text(" ").split())
        paragraph.string = f"{numbers[str(note.get('id'))]} {words}"
        paragraphs.append(paragraph)
    return paragraphs


def _of_package(package: Package, name: str) -> Iterator[Problem]:
    parts = list(package)
    if package.has_macros:
        yield unfit("word.macros", _("Macros are left out."), name).problem
    if any("/embeddings/" in part or "/activeX/" in part for part in parts):
        sentence = _("Files of other programs inside it are left out.")
        yield unfit("word.embedded", sentence, name).problem
    for part in parts:
        if re.fullmatch(r"word/(header|footer)[0-9]*\.xml", part):
            tree = package.tree(part)
            if tree is not None and "".join(tree.itertext()).strip():
                sentence = _("Headers and footers of pages are left out.")
                yield unfit("word.header", sentence, name).problem
                return


def _of_styles(messages: Any, name: str) -> Iterator[Problem]:
    found = (_STYLE.search(str(each.message)) for each in messages)
    styles = list(dict.fromkeys(each[1] for each in found if each))
    if styles:
        sentence = _("How these styles look is lost, their words are kept: %(styles)s.")
        shown = ", ".join(styles[:_MOST_STYLES])
        yield unfit("word.styles", sentence, name, styles=shown).problem
    unknown = sorted({each[1] for each in map(_unknown, messages) if each})
    if unknown:
        sentence = _("Elements that are not known are left out: %(names)s.")
        names = ", ".join(unknown[:_MOST_STYLES])
        yield unfit("word.unknown", sentence, name, names=names).problem
    if any("w:sym" in str(each.message) for each in messages):
        sentence = _("Signs of a font of symbols are left out.")
        yield unfit("word.symbols", sentence, name).problem


def _unknown(message: Any) -> re.Match[str] | None:
    return _UNKNOWN.search(str(message.message))


__all__ = ["LARGEST_WORD", "Unfit", "Word", "read_word"]
