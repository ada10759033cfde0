"""A folder of Markdown: ``NN-slug.LANG.md``, images beside, ``resource.json`` if there is one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder_films import films_among
from openluban.teaching.library.formats.folder_parts import Folder, FolderText, Image
from openluban.teaching.library.formats.foreign import LARGEST as LARGEST_OF
from openluban.teaching.library.formats.foreign import Reading, ending_of, read_foreign
from openluban.teaching.library.formats.front import Front, front_of
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import Linked, leads_out, linked
from openluban.teaching.library.formats.metadata import LARGEST, NAME, Metadata, read_metadata
from openluban.teaching.library.formats.naming import named, names_language
from openluban.teaching.library.formats.opening import (
    Entry,
    Unfit,
    decoded,
    entries_of,
    entry_of,
    read_plain,
    unfit,
)
from openluban.teaching.library.formats.placing import placed_piece, slug_of, stem_of
from openluban.teaching.library.formats.titling import titled

LARGEST_TEXT = 800_000
"""Bytes of one Markdown file."""
LARGEST_FOLDER = 100_000_000
"""Bytes of all that is read."""
_AS_NAMED = Reading()
_TWICE = _("“%(given)s” is the same unit in the same language.")
_TWICE_MANUAL = _(
    "Its original is not that of “%(given)s”. Bring them in one after the other: the later "
    "original becomes a new version, and what changed in it is stale."
)


def read_folder(place: Path, reading: Reading = _AS_NAMED, *, name: str = "") -> Folder:
    """Read a folder; nothing outside it is touched.

    Beside Markdown it may hold pages, documents, manuals and subtitles (see ``foreign``). The
    resource is called as the folder, or by the name that is given.

    What is merely of no use here is left out and noted. What is unfit refuses the whole folder.

    :raises FolderRefused: files that are links, too large, binary or not UTF-8, two texts of a unit
        in one language, a ``resource.json`` with faults
    """
    try:
        entries = entries_of(place)
    except Unfit as fault:
        raise FolderRefused([fault.problem]) from fault
    except OSError as fault:
        sentence = _("This cannot be read: %(why)s.")
        why: dict[str, object] = {"why": fault.strerror}
        problem = Problem("folder.unreadable", sentence, place.name, details=why)
        raise FolderRefused([problem]) from fault
    return _read(entries, name or place.name, reading)


def read_files(
    places: Sequence[tuple[str, Path]], reading: Reading = _AS_NAMED, *, folder_name: str = ""
) -> Folder:
    """Read files, each with its name, as if they lay in a folder; the first names the resource.

    One that is named for its language alone (``ru.po``) names none: then the folder does.

    :raises FolderRefused: as ``read_folder``, or two files have one name, or none names anything
    """
    names = Counter(name for name, _place in places)
    doubled = sorted(name for name, often in names.items() if often > 1)
    if doubled:
        sentence = _("Two files have this name.")
        raise FolderRefused([unfit("file.twice", sentence, name).problem for name in doubled])
    entries = [entry_of(name, place) for name, place in places]
    first = min(names, default="")
    name = stem_of(first) or folder_name
    if not name:
        sentence = _("Its name says its language alone: name it NAME.LANGUAGE.po.")
        raise FolderRefused([unfit("text.no_name", sentence, first).problem])
    folder = _read(entries, name, reading)
    values = {"key": slug_of(folder.name, "resource"), **folder.metadata.values}
    return replace(folder, metadata=replace(folder.metadata, values=values))


def _read(entries: Sequence[Entry], name: str, reading: Reading) -> Folder:
    reader = _Reader({entry.name: entry for entry in entries}, reading)
    folder = reader.read(name)
    if reader.faults:
        raise FolderRefused(reader.faults)
    return folder


class _Reader:
    """Reads the files one after the other and gathers what is wrong with each."""

    def __init__(self, entries: dict[str, Entry], reading: Reading) -> None:
        self.faults: list[Problem] = []
        self._entries = entries
        self._reading = reading
        self._titles: dict[str, str] = {}
        self._inside: dict[str, bytes] = {}
        self._notes: list[Problem] = []
        self._images: dict[str, Image] = {}
        self._shown: set[str] = set()
        self._left = LARGEST_FOLDER

    def read(self, name: str) -> Folder:
        metadata = self._metadata()
        texts = [text for entry in self._entries.values() for text in self._text(entry)]
        texts = self._doubled(texts)
        films = films_among(self._entries.values(), {text.slug for text in texts})
        self._notes += films.notes
        self.faults += films.faults
        self._shown |= films.named
        self._rest()
        if self._titles and not metadata.name:
            metadata = replace(metadata, name=self._titles)
        texts.sort(key=lambda text: (text.number or 10_000, text.slug, text.language))
        images = {image.digest: image for image in self._images.values()}
        return Folder(
            name,
            metadata,
            tuple(texts),
            tuple(images.values()),
            tuple(self._notes),
            tuple(films.films),
        )

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
        if ending_of(entry.name):
            yield from self._foreign(entry)
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
        body = titled(self._linked(entry.name, front.body), front.values.get("title", ""))
        rights = front.values.get("rights", "")
        yield FolderText(entry.name, known.number, known.slug, known.language, body, rights)

    def _foreign(self, entry: Entry) -> Iterator[FolderText]:
        """Yield the texts of a file that is no Markdown."""
        if "/" in entry.name:
            self._note("text.in_subfolder", _("Texts in subfolders are left out."), entry.name)
            return
        try:
            data = self._bytes(entry, LARGEST_OF[ending_of(entry.name)])
            brought = read_foreign(data, entry.name, self._reading)
            placed = [
                (piece, placed_piece(entry.name, piece, self._reading)) for piece in brought.pieces
            ]
        except Unfit as fault:
            is_note = fault.problem.rule == "text.no_language"
            (self._notes if is_note else self.faults).append(fault.problem)
            return
        self._notes += brought.notes
        self._inside = brought.images
        for piece, known in placed:
            if not piece.body.strip():
                self._note("text.empty", _("The text is empty."), entry.name)
                continue
            found = linked(piece.body, lambda address, _line: self._image(entry.name, address))
            body = titled(found.body, "" if piece.part else piece.title)
            if brought.title:
                self._titles.setdefault(known.language, brought.title)
            part = f"{entry.name} ({known.slug})" if piece.part else entry.name
            yield FolderText(
                part, known.number, known.slug, known.language, body, made_from=piece.made_from
            )
        self._inside = {}

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

    def _image(self, text: str, address: str, line: int | None = None) -> str:
        """Return how the image is named once it is kept; ``""`` where it does not come over."""
        if address in self._inside:
            data = self._inside[address]
            image = Image(sha256(data).hexdigest(), image_ending(data), data)
            self._images[image.digest] = image
            return f"files/{image.digest}.{image.ending}"
        if leads_out(address):
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

    def _doubled(self, texts: Iterable[FolderText]) -> list[FolderText]:
        """Return each text once: manuals in several languages each bring their original."""
        first: dict[tuple[str, str], FolderText] = {}
        for text in texts:
            known = first.setdefault((text.slug, text.language), text)
            if known.file != text.file and known.body != text.body:
                is_manual = text.file.partition(" (")[0].lower().endswith(".po")
                sentence = _TWICE_MANUAL if is_manual else _TWICE
                self.faults.append(
                    unfit("text.twice", sentence, text.file, given=known.file).problem
                )
        return list(first.values())

    def _rest(self) -> None:
        for name, entry in self._entries.items():
            is_text = name.lower().endswith(".md") or bool(ending_of(name))
            if name == NAME or is_text or name in self._shown:
                continue
            if entry.is_link:
                self.faults.append(_link(entry))
            else:
                self._note("file.unused", _("No text shows this file; it is left out."), name)


def _link(entry: Entry) -> Problem:
    return unfit(
        "file.link", _("This is a link to another place; put the file here."), entry.name
    ).problem


def _image(entry: Entry, data: bytes) -> Image:
    ending = image_ending(data)
    if not ending:
        sentence = _("This is no PNG, JPEG or WebP image; it is left out.")
        raise unfit("image.kind", sentence, entry.name)
    return Image(sha256(data).hexdigest(), ending, data)
