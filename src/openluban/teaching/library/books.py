"""A resource as a book to read on a device of one's own."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from openluban.foundation.documents.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Runs,
    Text,
    plain_words,
)
from openluban.foundation.exchange.signing import this_site
from openluban.foundation.ui.languages import language_name
from openluban.kernel.text import LocalizedText
from openluban.kernel.xml_text import fit
from openluban.teaching.library.errors import BookTooLarge
from openluban.teaching.library.formats.book import (
    Book,
    Chapter,
    Note,
    Pair,
    Passage,
    Piece,
    Said,
    Title,
    Wording,
)
from openluban.teaching.library.formats.documents import Data, blocks_of, clause_blocks
from openluban.teaching.library.formats.epub import write_epub
from openluban.teaching.library.keeping import image_data
from openluban.teaching.library.markup.clauses import HEADING, Clause
from openluban.teaching.library.markup.parsing import parsed
from openluban.teaching.library.models import Resource
from openluban.teaching.library.queries.beside import Beside, Line
from openluban.teaching.library.queries.book import BookText, BookUnit, Contents
from openluban.teaching.library.setting import stale_sentence
from openluban.teaching.library.wording import elsewhere_words, mark_words

MOST_PICTURES = 150
"""Megabytes of pictures in one book."""
_DEEPEST = 3


class _Images:
    """Images as they are kept, each read once."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._kept: dict[str, bytes | None] = {}
        self._size = 0

    def __call__(self, digest: str, ending: str) -> bytes | None:
        if digest not in self._kept:
            kept = self._kept[digest] = self._data(digest, ending)
            self._size += len(kept or b"")
            if self._size > MOST_PICTURES * 1_000_000:
                raise BookTooLarge(limit=MOST_PICTURES)
        return self._kept[digest]


def write_book(file: BinaryIO, contents: Contents, site: str, data: Data = image_data) -> None:
    """Write a resource as EPUB; ``site`` is the address of the installation, ``""`` for none.

    :raises BookTooLarge: its pictures weigh too much
    """
    write_epub(file, book_of(contents, site, data))


def book_of(contents: Contents, site: str, data: Data = image_data) -> Book:
    """Return a resource as a book in one language, or in two paragraph by paragraph.

    :raises BookTooLarge: its pictures weigh too much
    """
    resource, languages = contents.resource, contents.languages
    own = languages[0] if languages[0] in dict(settings.LANGUAGES) else "en"
    images = _Images(data)
    with translation.override(own):
        return Book(
            identifier=_identifier(resource, languages),
            titles=_titles(resource.name, languages, str(resource.key)),
            languages=languages,
            modified=contents.modified,
            rights=" · ".join(filter(None, (resource.rights, resource.credit))),
            wording=_wording(own, languages),
            chapters=tuple(_chapter(unit, contents, images, site) for unit in contents.units),
            makers=tuple(_makers(resource, languages)),
            credit=resource.credit,
            url=f"{site}/library/{resource.key}/" if site else "",
            subjects=tuple(_subjects(resource, languages)),
        )


def _identifier(resource: Resource, languages: Iterable[str]) -> str:
    whole = "/".join((this_site().key, resource.key, *languages))
    return uuid5(NAMESPACE_URL, f"openluban:{whole}").urn


def _titles(name: LocalizedText, languages: tuple[str, ...], key: str) -> tuple[Said, ...]:
    """Return a name in the languages of the book, else in any, else the key."""
    known = [(each, name.wordings[each]) for each in languages if each in name.wordings]
    said = [(language, words) for language, words in known if fit(words).strip()]
    spoken, words = name.best(*languages)
    return tuple(said) or ((spoken or "en", words if fit(words).strip() else key),)


def _makers(resource: Resource, languages: tuple[str, ...]) -> Iterator[tuple[Said, ...]]:
    for party in (resource.lead_college, resource.host_institution):
        if party is not None and party.is_shown:
            yield _titles(party.name, languages, party.key)


def _subjects(resource: Resource, languages: tuple[str, ...]) -> Iterator[Said]:
    programme = resource.programme
    if programme is not None and programme.is_shown:
        yield from _titles(programme.name, languages, programme.key)


def _wording(own: str, languages: tuple[str, ...]) -> Wording:
    names = [language_name(each, own) for each in languages]
    reading = _("Published texts in %(language)s.") % {"language": names[0]}
    if len(names) > 1:
        sentence = _("Published texts in %(one)s and %(other)s, paragraph by paragraph.")
        reading = sentence % {"one": names[0], "other": names[1]}
    about = _(
        "The text can be read in any size and aloud; headings lead through it, and each language "
        "is marked."
    )
    return Wording(own, _("Contents"), about, reading)


def _chapter(unit: BookUnit, contents: Contents, data: Data, site: str) -> Chapter:
    titles = tuple(
        (each.row.language, each.row.title) for each in unit.texts if fit(each.row.title).strip()
    )
    titles = titles or _titles(unit.unit.name, contents.languages, unit.unit.key)
    pieces: list[Piece] = list(_notes(unit, contents))
    if unit.film is not None:
        own = translation.get_language() or "en"
        address = f"{site}/units/{unit.unit.key}/read/" if site else ""
        pieces.append(Note(own, elsewhere_words(unit.film, own, address)))
    if unit.beside is not None:
        pieces += _untitled(list(_interleaved(unit.beside, data)), titles)
    else:
        for text in unit.texts:
            pieces += _untitled(list(_alone(text, data)), titles)
    return Chapter(titles, tuple(pieces))


def _notes(unit: BookUnit, contents: Contents) -> Iterator[Note]:
    own = translation.get_language() or "en"
    for text in unit.texts:
        if text.stale:
            language = text.row.language
            spoken = language if language in dict(settings.LANGUAGES) else "en"
            yield Note(spoken, stale_sentence(spoken, text.stale))
    here = {text.row.language for text in unit.texts}
    for language in contents.languages:
        if language not in here:
            name = language_name(language, own)
            yield Note(own, _("Not published in %(language)s yet.") % {"language": name})


def _alone(text: BookText, data: Data) -> Iterator[Piece]:
    """Yield what one text says; stretches of blocks between headings stay together."""
    language = text.row.language
    waiting: list[Block] = []
    for block in blocks_of(parsed(text.body), data):
        if isinstance(block, Heading):
            yield from _passage(language, waiting)
            waiting = []
            yield Title(block.level, ((language, block.runs),))
        else:
            waiting.append(block)
    yield from _passage(language, waiting)


def _passage(language: str, blocks: list[Block]) -> Iterator[Passage]:
    if blocks:
        yield Passage(language, tuple(blocks))


def _interleaved(found: Beside, data: Data) -> Iterator[Piece]:
    level = 1
    for line in found.lines:
        headings = [clause for clause in (line.left, line.right) if _is_heading(clause)]
        if headings:
            wanted = min(each.level for each in headings if each)
            title = _title(found, line, max(2, min(wanted, level + 1, _DEEPEST)))
            if title.sides:
                level = title.level
                yield title
        pair = Pair((_side(found.left.language, line.left, data),
                     _side(found.right.language, line.right, data)))  # fmt: skip
        if any(side.blocks for side in pair.sides):
            yield _with_one_picture(pair)
        said = "".join(mark_words(line.mark)) if found.source else ""
        if said:
            yield Note(translation.get_language() or "en", said)


def _is_heading(clause: Clause | None) -> bool:
    return clause is not None and clause.kind == HEADING and not clause.quoted


def _title(found: Beside, line: Line, level: int) -> Title:
    sides = [*_heading(found.left.language, line.left), *_heading(found.right.language, line.right)]
    return Title(level, tuple(sides))


def _heading(language: str, clause: Clause | None) -> Iterator[tuple[str, Runs]]:
    if clause is not None and clause.node is not None and _is_heading(clause):
        for block in blocks_of([clause.node], lambda _digest, _ending: None):
            if isinstance(block, Heading):
                yield language, block.runs


def _side(language: str, clause: Clause | None, data: Data) -> Passage:
    if clause is None or _is_heading(clause):
        return Passage(language, ())
    return Passage(language, clause_blocks(clause, data))


def _with_one_picture(pair: Pair) -> Pair:
    """Show a picture that both languages have once; the other one's words stand beneath."""
    one, other = pair.sides
    shown = {each.data for each in one.blocks if isinstance(each, Picture)}
    kept = tuple(
        Paragraph((Text(each.words, emphasis=True),))
        if isinstance(each, Picture) and each.data in shown
        else each
        for each in other.blocks
    )
    return Pair((one, Passage(other.language, kept)))


def _untitled(pieces: list[Piece], titles: tuple[Said, ...]) -> list[Piece]:
    """Leave out a text's own title where it stands first: the chapter says it already."""
    if pieces and isinstance(pieces[0], Title):
        said = {" ".join(plain_words(runs).split()) for _language, runs in pieces[0].sides}
        if said <= {" ".join(words.split()) for _language, words in titles}:
            return pieces[1:]
    return pieces
