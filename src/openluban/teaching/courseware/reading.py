"""A package as a folder of texts: what the library takes over of it, and what stays behind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import ParcelRefused
from openluban.teaching.courseware.formats.recognising import read_parcel
from openluban.teaching.courseware.page_texts import PageText, PageTexts
from openluban.teaching.courseware.rules.naming import (
    escaped,
    free,
    own_slug,
    slug_and_tag,
    slug_of,
    titled,
    wording_in,
)
from openluban.teaching.courseware.rules.parcel import About, Leaf, Parcel, Wordings
from openluban.teaching.courseware.rules.rights import spdx_of
from openluban.teaching.library.public import (
    Folder,
    FolderText,
    Metadata,
    is_rights,
    language_of,
)
from openluban.teaching.library.public import Kind as ResourceKind

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A package that was read. ``folder`` is what would come over, ``pages`` how many of its pages.

    A text whose language nothing says has ``""`` for it.
    """

    parcel: Parcel
    folder: Folder
    pages: int
    digest: str
    size: int

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What does not come over."""
        return self.folder.notes


def read_package(data: bytes, name: str, *, language: str = "") -> Reading:
    """Read a package; nothing in it is carried out, and nothing is fetched.

    ``language`` is that of texts which say none themselves.

    :raises ParcelRefused: it is unfit
    """
    files = Files(data, name)
    parcel = read_parcel(files)
    return _Making(files, parcel, language).reading(sha256(data).hexdigest(), len(data))


class _Making:
    def __init__(self, files: Files, parcel: Parcel, language: str) -> None:
        self._files, self._parcel = files, parcel
        self._language = _first_language(parcel.about.languages) or language_of(language)
        self._pages = PageTexts(files)
        self._texts: list[FolderText] = []
        self._slugs: dict[str, int] = {}
        self._taken: set[str] = set()
        self._fresh: list[str] = []

    def reading(self, digest: str, size: int) -> Reading:
        for leaf in self._parcel.leaves:
            self._leaf(leaf)
        if self._pages.faults:
            raise ParcelRefused(self._pages.faults)
        metadata = self._metadata()
        folder = Folder(
            PurePosixPath(self._files.name).stem,
            metadata,
            tuple(self._texts),
            tuple(self._pages.images.values()),
            _once((*self._parcel.notes, *self._pages.notes)),
        )
        return Reading(self._parcel, folder, self._pages.count, digest, size)

    def _leaf(self, leaf: Leaf) -> None:
        found = list(self._texts_of(leaf))
        if not found and (leaf.link or leaf.description):
            found = list(self._from_manifest(leaf))
        for file, text, title in found:
            language = text.language or self._language
            body = text.body if text.is_ours else titled(text.body, title or text.title)
            slug = self._slug(file, text, language, title)
            number = self._slugs.setdefault(slug, len(self._slugs) + 1)
            self._texts.append(FolderText(file, number, slug, language, body))

    def _texts_of(self, leaf: Leaf) -> Iterator[tuple[str, PageText, str]]:
        if leaf.html:
            pages = [(leaf.pages[0], self._pages.of_html(leaf.html, leaf.pages[0]))]
        else:
            self._taken_pages(leaf)
            pages = [(path, self._pages.of_file(path, leaf)) for path in self._fresh]
        for place, (path, texts) in enumerate(pages):
            for text in texts:
                # Only the first page is what the item is called after.
                title = self._title(leaf.title, text.language) if place == 0 else ""
                yield path, text, title

    def _taken_pages(self, leaf: Leaf) -> None:
        """Take the pages of a leaf that none before it has taken."""
        self._fresh = [path for path in leaf.pages if path not in self._taken]
        self._taken.update(self._fresh)

    def _from_manifest(self, leaf: Leaf) -> Iterator[tuple[str, PageText, str]]:
        """Yield title, description and address of what has no page, in each of its languages."""
        spoken = {language_of(written) for written in (*leaf.title, *leaf.description)}
        for language in sorted(spoken):
            words = [self._title(leaf.description, language)] if leaf.description else []
            paragraphs = [escaped(each) for each in words if each]
            if leaf.link:
                address = quote(leaf.link.strip(), safe="%/:?#[]@!$&'()*+,;=~-._")
                paragraphs.append(f"[{escaped(address)}](<{address}>)")
            if paragraphs:
                body = "\n\n".join(paragraphs) + "\n"
                title = self._title(leaf.title, language)
                yield leaf.element, PageText(language, "", body), title

    def _title(self, words: Wordings, language: str) -> str:
        tags = {written: language_of(written) for written in words}
        return wording_in(words, language or self._language, tags)[:_LONGEST_NAME]

    def _slug(self, file: str, text: PageText, language: str, title: str) -> str:
        known = {(each.slug, each.language) for each in self._texts}
        slug, tag = slug_and_tag(file)
        if text.is_ours and not slug:
            slug = own_slug(file)
        elif not slug or language_of(tag) != language:
            same = [each.slug for each in self._texts if each.file == file]
            slug = same[0] if same else ""
        if slug and (slug, language) not in known:
            return slug
        stem = PurePosixPath(file).stem
        return free(slug or slug_of((title, text.title, stem)), self._slugs)

    def _metadata(self) -> Metadata:
        about = self._parcel.about
        main = self._language or next((text.language for text in self._texts), "")
        names = {
            language_of(written) or main: " ".join(words.split())[:_LONGEST_NAME]
            for written, words in about.title.items()
        }
        values = {"kind": ResourceKind.COURSEWARE.value, "credit": about.credit}
        values["rights"] = _rights(about)
        if main:
            values["original_language"] = main
        kept = {name: value for name, value in values.items() if value}
        return Metadata(kept, {tag: name for tag, name in names.items() if tag and name})


def _rights(about: About) -> str:
    """Return the licence that is named for certain, ``""`` for none."""
    said = about.rights.strip()
    if not said:
        # cmi5 has no place for rights; our own courses begin their description with them.
        first = {words.partition(" · ")[0].strip() for words in about.description.values()}
        said = next(iter(first)) if len(first) == 1 else ""
        return said if is_rights(said) else ""
    return said if is_rights(said) else spdx_of(said)


def _first_language(written: tuple[str, ...]) -> str:
    return next(filter(None, map(language_of, written)), "")


def _once(notes: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Leave out what was said of the same place already."""
    seen: dict[tuple[str, str, int | None, str], Problem] = {}
    for note in notes:
        seen.setdefault((note.rule, note.field, note.row, str(note.details)), note)
    return tuple(seen.values())


def with_language(reading: Reading, language: str) -> Reading:
    """Return a reading whose texts without a language have this one."""
    texts = tuple(
        replace(text, language=text.language or language) for text in reading.folder.texts
    )
    return replace(reading, folder=replace(reading.folder, texts=texts))
