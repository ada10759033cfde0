"""Everything that lies in a pack, made of what the library holds."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC

from openluban.foundation.exchange.signing import public_key_text, sign
from openluban.teaching.library.public import Resource, page_html
from openluban.teaching.packs.errors import BadFilms, BadWidth, OtherResource
from openluban.teaching.packs.formats.contents import Content, Stream, sha256_of, size_of
from openluban.teaching.packs.formats.manifests import delta_bytes, signature_bytes
from openluban.teaching.packs.keeping import picture
from openluban.teaching.packs.pages.course_pages import (
    about_page,
    glossary_page,
    start_page,
    units_page,
)
from openluban.teaching.packs.pages.films import packed_film, shown_film
from openluban.teaching.packs.pages.frame import beside_path, unit_path
from openluban.teaching.packs.pages.pictures import pictures_in
from openluban.teaching.packs.pages.search_pages import (
    index_path,
    script,
    search_index,
    search_page,
    style_sheet,
)
from openluban.teaching.packs.pages.unit_pages import beside_page, unit_page
from openluban.teaching.packs.queries.course import Course, course_of
from openluban.teaching.packs.queries.words import glossary_of
from openluban.teaching.packs.rules.deltas import Delta, difference
from openluban.teaching.packs.rules.manifest import (
    BESIDE,
    FILM,
    FRAME,
    GLOSSARY,
    PICTURE,
    SEARCH,
    TEXT,
    Manifest,
    PackFile,
)
from openluban.teaching.packs.rules.paths import DELTA, MANIFEST, SIGNATURE
from openluban.teaching.packs.rules.wishes import (
    LEAST_WIDTH,
    MOST_FILM,
    MOST_WIDTH,
    NO_PICTURES,
    Wish,
    is_pictures,
)


@dataclass(frozen=True, slots=True)
class Built:
    """A pack that is ready to be written.

    ``delta`` is what changed since the pack that was named, None where none was; then ``contents``
    holds only what travels.
    """

    manifest: Manifest
    contents: dict[str, bytes]
    films: dict[str, Stream]
    delta: Delta | None

    @property
    def files(self) -> tuple[PackFile, ...]:
        """The listed files that travel."""
        return self.delta.travels if self.delta is not None else self.manifest.files

    def everything(self) -> Iterator[tuple[str, Content]]:
        """Yield path and bytes of all that is written, in a fixed order, the signed list first."""
        plain, key = self.manifest.plain(), public_key_text()
        yield MANIFEST, self.manifest.written()
        signed = {"digest": self.manifest.digest, "public_key": key, "signature": sign(plain)}
        yield SIGNATURE, signature_bytes(**signed)
        if self.delta is not None:
            yield DELTA, delta_bytes(since=self.manifest.before, to=self.manifest.digest)
        for file in self.files:
            film = self.films.get(file.path)
            yield file.path, self.contents[file.path] if film is None else film


def built_pack(resource: Resource, wish: Wish, since: Manifest | None = None) -> Built:
    """Make everything that lies in a pack; seven queries, and none more for a larger resource.

    Films stay where they are kept and are read only when the pack is written.

    The same state of the library and the same wish give the same bytes.

    :raises NothingPublished: there is nothing to pack
    :raises NoLanguage: no language is wanted
    :raises NoSuchLanguage: nothing is published in one of the languages
    :raises BadWidth: pictures cannot be so wide
    :raises BadFilms: no film can be chosen by this size
    :raises OtherResource: the pack before is of another resource
    """
    if not is_pictures(wish.pictures):
        raise BadWidth(least=LEAST_WIDTH, most=MOST_WIDTH)
    if not 0 <= wish.films <= MOST_FILM:
        raise BadFilms(most=MOST_FILM)
    if since is not None and since.resource != resource.key:
        raise OtherResource(theirs=since.resource, ours=resource.key)
    course = course_of(resource, wish.languages)
    wish = replace(wish, languages=course.languages)
    pieces = dict(sorted(_Making(course, wish).pieces(), key=lambda each: each[0]))
    manifest = Manifest(
        resource=course.key,
        name=dict(course.name.wordings),
        rights=course.rights,
        credit=course.credit,
        languages=course.languages,
        pictures=wish.pictures,
        as_at=course.as_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        files=tuple(_listed(path, *piece) for path, piece in pieces.items()),
        before=since.digest if since else "",
        films=wish.films,
    )
    contents, films = {}, {}
    for path, (content, _about) in pieces.items():
        if isinstance(content, Stream):
            films[path] = content
        else:
            contents[path] = content
    delta = difference(since, manifest) if since else None
    return Built(manifest, contents, films, delta)


About = tuple[str, str, str, int]
"""Part, unit, language and version of a file."""
Piece = tuple[Content, About]


def _listed(path: str, content: Content, about: About) -> PackFile:
    return PackFile(path, size_of(content), sha256_of(content), *about)


class _Making:
    """Makes the files of one pack; pictures are read once."""

    def __init__(self, course: Course, wish: Wish) -> None:
        self._course, self._wish = course, wish
        self._pictures: dict[tuple[str, str], str] = {}
        self._data: dict[str, bytes] = {}
        self._films = {unit.key: packed_film(unit.films, wish.films) for unit in course.units}

    def pieces(self) -> Iterator[tuple[str, Piece]]:
        """Yield every file with its path."""
        course = self._course
        self._take_pictures()
        for path, data in self._data.items():
            yield path, (data, (PICTURE, "", "", 0))
        for unit, film in self._films.items():
            if film is not None:
                yield film.path, (film.content, (FILM, unit, "", 0))
        yield "index.html", (start_page(course), (FRAME, "", "", 0))
        yield "pack.css", (style_sheet(), (FRAME, "", "", 0))
        yield "pack.js", (script(), (SEARCH, "", "", 0))
        lines = glossary_of(course)
        for language in course.languages:
            about = ("", language, 0)
            pages = (
                ("index", FRAME, units_page(course, language)),
                ("about", FRAME, about_page(course, self._wish, language)),
                ("glossary", GLOSSARY, glossary_page(course, lines, language)),
                ("search", SEARCH, search_page(course, language)),
            )
            for name, part, data in pages:
                yield f"{language}/{name}.html", (data, (part, *about))
            index = search_index(course, lines, language)
            yield index_path(language), (index, (SEARCH, *about))
            yield from self._units(language)

    def _units(self, language: str) -> Iterator[tuple[str, Piece]]:
        for unit in self._course.units:
            text = unit.texts.get(language)
            if text is None:
                continue
            about = (unit.key, language, text.row.version)
            shown = shown_film(unit, self._films[unit.key], language)
            page = unit_page(self._course, unit, language, self._named, shown)
            yield unit_path(language, unit), (page, (TEXT, *about))
            for other in unit.texts:
                if other != language:
                    page = beside_page(self._course, unit, language, other, self._named)
                    yield beside_path(language, other, unit), (page, (BESIDE, *about))

    def _take_pictures(self) -> None:
        if self._wish.pictures == NO_PICTURES:
            return
        for text in self._course.texts:
            for digest, ending in pictures_in(page_html(text.body)):
                if (digest, ending) not in self._pictures:
                    self._take(digest, ending)

    def _take(self, digest: str, ending: str) -> None:
        data = picture(digest, ending, self._wish.width)
        if data is None:  # lost from the disk; its words stand in its place
            self._pictures[digest, ending] = ""
            return
        path = f"pictures/{hashlib.sha256(data).hexdigest()}.{ending}"
        self._pictures[digest, ending] = path
        self._data[path] = data

    def _named(self, digest: str, ending: str) -> str:
        return self._pictures.get((digest, ending), "")
