"""A folder of Markdown: ``NN-slug.LANG.md``, images beside, ``resource.json`` if there is one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.front import Front, front_of
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import Linked, linked
from openluban.teaching.library.formats.metadata import LARGEST, NAME, Metadata, read_metadata
from openluban.teaching.library.formats.naming import named, names_language
from openluban.teaching.library.formats.opening import (
    Entry,
    Unfit,
    decoded,
    entries_of,
    read_plain,
    unfit,
)
from openluban.teaching.library.markup.parsing import parsed

LARGEST_TEXT = 800_000
"""Bytes of one Markdown file."""
LARGEST_FOLDER = 100_000_000
"""Bytes of all that is read."""


@dataclass(frozen=True, slots=True)
class FolderText:
    """One unit in one language as it lies in the folder; image links name what is kept here.

    ``number`` is the one its name begins with, 0 without; ``rights`` are those its front matter
    names.
    """

    file: str
    number: int
    slug: str
    language: str
    body: str
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image that a text shows."""

    digest: str
    ending: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds, and in ``notes`` what of it does not come over."""

    name: str
    metadata: Metadata
    texts: tuple[FolderText, ...]
    images: tuple[Image, ...]
    notes: tuple[Problem, ...]


def read_folder(place: Path) -> Folder:
    """Read a folder; nothing outside it is touched.

    What is merely of no use here is left out and noted. What is unfit refuses the whole folder.

    :raises FolderRefused: files that are links, too large, binary or not UTF-8, two texts of a unit
        in one language, a ``resource.json`` with faults
    """
    try:
        entries = {entry.name: entry for entry in entries_of(place)}
    except Unfit as fault:
        raise FolderRefused([fault.problem]) from fault
    except OSError as fault:
        sentence = _("This cannot be read: %(why)s.")
        why: dict[str, object] = {"why": fault.strerror}
        raise FolderRefused(
            [Problem("folder.unreadable", sentence, place.name, details=why)]
        ) from fault
    reader = _Reader(entries)
    folder = reader.read(place.name)
    if reader.faults:
        raise FolderRefused(reader.faults)
    return folder


class _Reader:
    """Reads the files one after the other and gathers what is wrong with each."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.faults: list[Problem] = []
        self._entries = entries
        self._notes: list[Problem] = []
        self._images: dict[str, Image] = {}
        self._shown: set[str] = set()
        self._left = LARGEST_FOLDER

    def read(self, name: str) -> Folder:
        metadata = self._metadata()
        texts = [text for entry in self._entries.values() for text in self._text(entry)]
        self._doubled(texts)
        self._rest()
        texts.sort(key=lambda text: (text.number or 10_000, text.slug, text.language))
        images = {image.digest: image for image in self._images.values()}
        return Folder(name, metadata, tuple(texts), tuple(images.values()), tuple(self._notes))

    def _metadata(self) -> Metadata:
        entry = self._entries.get(NAME)
        if entry is None:
            return Metadata()
        try:
            return read_metadata(decoded(self._bytes(entry, LARGEST), NAME))
        except Unfit as fault:
            self.faults.append(fault.problem)
            return Metadata()

    def _bytes(self, entry: Entry, at_most: int) -> bytes:
        data = read_plain(entry, at_most=at_most)
        self._left -= len(data)
        if self._left < 0:
            sentence = _("The folder holds more than %(limit)s bytes.")
            raise unfit("folder.too_large", sentence, entry.name, limit=LARGEST_FOLDER)
        return data

    def _text(self, entry: Entry) -> Iterator[FolderText]:
        if not entry.name.lower().endswith(".md"):
            return
        if "/" in entry.name:
            self._note("text.in_subfolder", _("Texts in subfolders are left out."), entry.name)
            return
        front = self._front(entry)
        if front is None:
            return
        try:
            known = named(entry.name, front)
        except Unfit as note:
            self._notes.append(note.problem)
            return
        for rule, sentence, details, line in front.notes:
            self._note(rule, sentence, entry.name, line, **details)
        if not front.body.strip():
            self._note("text.empty", _("The text is empty."), entry.name)
            return
        body = _titled(self._linked(entry.name, front.body), front.values.get("title", ""))
        rights = front.values.get("rights", "")
        yield FolderText(entry.name, known.number, known.slug, known.language, body, rights)

    def _front(self, entry: Entry) -> Front | None:
        """Return what a text says, None if it is unfit; one that is no unit harms nobody."""
        try:
            return front_of(decoded(self._bytes(entry, LARGEST_TEXT), entry.name))
        except Unfit as fault:
            is_unit = names_language(entry.name) or fault.problem.rule == "file.link"
            (self.faults if is_unit else self._notes).append(fault.problem)
            return None

    def _linked(self, name: str, body: str) -> str:
        found: Linked = linked(body, lambda address, line: self._image(name, address, line))
        self._notes += [Problem(rule, words, name, line) for rule, words, line in found.notes]
        return found.body

    def _image(self, text: str, address: str, line: int) -> str:
        """Return how the image is named once it is kept; ``""`` where it does not come over."""
        if _leads_out(address):
            sentence = _("The image “%(given)s” lies outside the folder; it is left out.")
            self._note("image.outside", sentence, text, line, given=address[:200])
            return ""
        entry = self._entries.get(address)
        if entry is None:
            self._note(
                "image.missing",
                _("There is no image “%(given)s”."),
                text,
                line,
                given=address[:200],
            )
            return ""
        self._shown.add(address)
        if address not in self._images:
            try:
                self._images[address] = _image(entry, self._bytes(entry, LARGEST_IMAGE))
            except Unfit as fault:
                is_note = fault.problem.rule == "image.kind"
                (self._notes if is_note else self.faults).append(fault.problem)
                return ""
        image = self._images[address]
        return f"files/{image.digest}.{image.ending}"

    def _note(
        self, rule: str, sentence: object, name: str, line: int | None = None, **rest: object
    ) -> None:
        self._notes.append(unfit(rule, sentence, name, line, **rest).problem)

    def _doubled(self, texts: Iterable[FolderText]) -> None:
        first: dict[tuple[str, str], str] = {}
        for text in texts:
            known = first.setdefault((text.slug, text.language), text.file)
            if known != text.file:
                sentence = _("“%(given)s” is the same unit in the same language.")
                self.faults.append(unfit("text.twice", sentence, text.file, given=known).problem)

    def _rest(self) -> None:
        for name, entry in self._entries.items():
            if name == NAME or name.lower().endswith(".md") or name in self._shown:
                continue
            if entry.is_link:
                self.faults.append(_link(entry))
            else:
                self._note("file.unused", _("No text shows this file; it is left out."), name)


def _link(entry: Entry) -> Problem:
    return unfit(
        "file.link", _("This is a link to another place; put the file here."), entry.name
    ).problem


def _titled(body: str, title: str) -> str:
    """Return a text that begins with its title; one that has a title of its own keeps it."""
    first = next(iter(parsed(body)), None)
    if not title or (first is not None and first.type == "heading" and first.tag == "h1"):
        return body
    words = re.sub(r"([\\`*_\[\]<>#&!|])", r"\\\1", " ".join(title.split()))
    return f"# {words}\n\n{body.lstrip()}"


def _leads_out(address: str) -> bool:
    return address.startswith(("/", "\\", "~")) or ".." in re.split(r"[/\\]", address)


def _image(entry: Entry, data: bytes) -> Image:
    ending = image_ending(data)
    if not ending:
        sentence = _("This is no PNG, JPEG or WebP image; it is left out.")
        raise unfit("image.kind", sentence, entry.name)
    return Image(sha256(data).hexdigest(), ending, data)
