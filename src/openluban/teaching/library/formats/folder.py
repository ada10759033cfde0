"""A folder of Markdown: ``NN-slug.LANG.md``, images beside, ``resource.json`` if there is one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import Linked, linked
from openluban.teaching.library.formats.metadata import LARGEST, NAME, Metadata, read_metadata
from openluban.teaching.library.formats.opening import (
    Entry,
    Unfit,
    decoded,
    entries_of,
    read_plain,
    unfit,
)
from openluban.teaching.library.markup.languages import language_of

LARGEST_TEXT = 800_000
"""Bytes of one Markdown file."""
LARGEST_FOLDER = 100_000_000
"""Bytes of all that is read."""
_TEXT_NAME = re.compile(
    r"(?:(?P<number>[0-9]{1,4})[-_. ])?(?P<slug>.+)\.(?P<language>[A-Za-z_-]{2,20})"
)
_LONGEST_SLUG = 70


@dataclass(frozen=True, slots=True)
class FolderText:
    """One unit in one language as it lies in the folder; image links name what is kept here.

    ``number`` is the one its name begins with, 0 without.
    """

    file: str
    number: int
    slug: str
    language: str
    body: str


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
        try:
            if "/" in entry.name:
                raise unfit("text.in_subfolder", _("Texts in subfolders are left out."), entry.name)
            named = _named(entry.name)
        except Unfit as note:
            self._notes.append(note.problem)
            return
        try:
            body = decoded(self._bytes(entry, LARGEST_TEXT), entry.name)
            if not body.strip():
                self._note("text.empty", _("The text is empty."), entry.name)
                return
            yield FolderText(entry.name, *named, self._linked(entry.name, body))
        except Unfit as fault:
            self.faults.append(fault.problem)

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


def _named(name: str) -> tuple[int, str, str]:
    """Return number, slug and language that a file's name gives."""
    found = _TEXT_NAME.fullmatch(name[:-3])
    if found is None:
        sentence = _("The name gives no language: write NN-name.LANGUAGE.md.")
        raise unfit("text.no_language", sentence, name)
    language = language_of(found["language"])
    if not language:
        sentence = _("“%(given)s” is no language that is known.")
        raise unfit("text.unknown_language", sentence, name, given=found["language"])
    slug = re.sub(r"[^a-z0-9]+", "-", found["slug"].lower()).strip("-")
    if not slug or len(slug) > _LONGEST_SLUG:
        sentence = _("The name needs Latin letters or digits, at most %(limit)s.")
        raise unfit("text.bad_name", sentence, name, limit=_LONGEST_SLUG)
    return int(found["number"] or 0), slug, language


def _leads_out(address: str) -> bool:
    return address.startswith(("/", "\\", "~")) or ".." in re.split(r"[/\\]", address)


def _image(entry: Entry, data: bytes) -> Image:
    ending = image_ending(data)
    if not ending:
        sentence = _("This is no PNG, JPEG or WebP image; it is left out.")
        raise unfit("image.kind", sentence, entry.name)
    return Image(sha256(data).hexdigest(), ending, data)
