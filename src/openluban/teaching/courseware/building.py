"""A resource as a package for other learning systems, made of its published texts."""

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from openluban.foundation.exchange.signing import public_key_text
from openluban.foundation.ui.languages import language_name
from openluban.teaching.courseware.errors import UnknownForm
from openluban.teaching.courseware.formats.cartridges import (
    Cartridge,
    Page,
    Unit,
    manifest_bytes,
)
from openluban.teaching.courseware.formats.course_structures_out import (
    Assignable,
    Said,
    course_structure_bytes,
)
from openluban.teaching.courseware.formats.writing import beside, choice, foot, head, tag, xml
from openluban.teaching.courseware.rules.forms import FORMS
from openluban.teaching.library.public import (
    HEADING,
    Resource,
    clauses_of,
    elsewhere_words,
    page_html,
)
from openluban.teaching.packs.public import (
    Course,
    CourseText,
    CourseUnit,
    course_of,
    picture,
    pictures_in,
    with_pictures,
    write_zip,
)

_INSIDE = Path(__file__).parent / "inside"
_LONGEST_DESCRIPTION = 300


def built(resource: Resource, form: str, languages: Sequence[str]) -> bytes:
    """Return the file of a package; the same texts give the same bytes.

    ``form`` is ``cc13`` or ``cmi5``. A unit published in none of the languages is not in it.

    :raises UnknownForm: there is no such form
    :raises NothingPublished: there is no published text
    :raises NoLanguage: no language is wanted
    :raises NoSuchLanguage: nothing is published in one of the languages
    """
    if form not in FORMS:
        raise UnknownForm(given=form[:40])
    making = _Making(course_of(resource, languages))
    contents = dict(making.cartridge() if form == "cc13" else making.course())
    file = BytesIO()
    write_zip(file, sorted(contents.items()))
    return file.getvalue()


class _Making:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._pictures: dict[tuple[str, str], str] = {}
        self._data: dict[str, bytes] = {}
        site = sha256(b64decode(public_key_text())).hexdigest()[:16]
        self._identifier = f"urn:openluban:{site}:{course.key}"
        self._rights = " · ".join(filter(None, (course.rights, course.credit)))

    def cartridge(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a Common Cartridge 1.3: a page for each unit and language."""
        units, is_one = [], len(self._course.languages) == 1
        for place, unit in enumerate(self._course.units, 1):
            pages = []
            for language, text in unit.texts.items():
                path = f"units/{place:02d}-{_slug(self._course, unit)}.{language}.html"
                body, shown = self._body(text)
                body = _film(unit, language) + body
                title = unit.called(language)[1]
                pages.append(Page(path, title if is_one else _in_own(title, language), shown))
                yield path, self._page(title, language, body, self._edition(text))
            first = unit.called(self._course.languages[0])[1]
            units.append(Unit(first, tuple(pages)))
        yield "unit.css", (_INSIDE / "unit.css").read_bytes()
        yield from self._data.items()
        manifest = Cartridge(
            f"M-{sha256(self._identifier.encode()).hexdigest()[:24]}",
            self._titles(),
            self._course.languages,
            self._rights,
            tuple(units),
            ("unit.css",),
        )
        yield "imsmanifest.xml", manifest_bytes(manifest)

    def course(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a cmi5 course: a page for each unit, in all languages."""
        units = []
        for place, unit in enumerate(self._course.units, 1):
            slug = _slug(self._course, unit)
            path = f"units/{place:02d}-{slug}.html"
            yield path, self._page_in_all(unit)
            titles = {each: unit.called(each)[1] for each in unit.texts}
            about = {each: _beginning(text) for each, text in unit.texts.items()}
            units.append(Assignable(Said(f"{self._identifier}:{slug}", titles, about), path))
        for name in ("unit.css", "unit.js"):
            yield name, (_INSIDE / name).read_bytes()
        yield from self._data.items()
        titles = self._titles()
        whole = Said(self._identifier, titles, dict.fromkeys(titles, self._rights))
        yield "cmi5.xml", course_structure_bytes(whole, tuple(units))

    def _titles(self) -> dict[str, str]:
        return {
            each: self._course.name.best(each)[1] or self._course.key
            for each in self._course.languages
        }

    def _page(self, title: str, language: str, body: str, edition: str) -> bytes:
        start = head(title, language, "../", self._rights)
        return f"{start}<main>\n{body}</main>\n{foot(edition)}</body>\n</html>\n".encode()

    def _page_in_all(self, unit: CourseUnit) -> bytes:
        first = next(iter(unit.texts))
        pieces = [head(unit.called(first)[1], first, "../", self._rights, script="unit.js")]
        if len(unit.texts) > 1:
            pieces.append(choice(list(unit.texts)))
        pieces.append("<main>\n")
        for language, text in unit.texts.items():
            body, _shown = self._body(text)
            body = _film(unit, language) + body
            done = f'<p><button type="button" data-done hidden>{xml(_done(language))}</button></p>'
            inside = f"{body}\n{foot(self._edition(text), done)}"
            pieces.append(f'<article lang="{xml(tag(language))}">\n{inside}</article>\n')
        return "".join([*pieces, "</main>\n</body>\n</html>\n"]).encode()

    def _body(self, text: CourseText) -> tuple[str, tuple[str, ...]]:
        """Return a text as HTML, and the pictures it shows."""
        html = page_html(text.body)
        shown = [self._taken(digest, ending) for digest, ending in pictures_in(html)]

        def named(digest: str, ending: str) -> str:
            path = self._pictures.get((digest, ending), "")
            return f"../{path}" if path else ""

        return with_pictures(html, named), tuple(dict.fromkeys(filter(None, shown)))

    def _taken(self, digest: str, ending: str) -> str:
        """Return where a picture lies in the package; ``""`` if the disk has lost it."""
        if (digest, ending) not in self._pictures:
            data = picture(digest, ending, 0)
            path = f"images/{digest}.{ending}" if data is not None else ""
            self._pictures[digest, ending] = path
            if data is not None:
                self._data[path] = data
        return self._pictures[digest, ending]

    def _edition(self, text: CourseText) -> str:
        with translation.override(text.language):
            edition = _("version %(version)s") % {"version": text.row.version}
        return " · ".join((edition, self._rights))


def _slug(course: Course, unit: CourseUnit) -> str:
    own = unit.key.removeprefix(f"{course.key}.")
    return re.sub(r"[^a-z0-9]+", "-", own.lower()).strip("-") or "unit"


def _film(unit: CourseUnit, language: str) -> str:
    """Return the sentence that stands where the film of a unit would: it does not travel so."""
    if not unit.films:
        return ""
    site = settings.LUBAN_SITE_URL
    address = f"{site}/units/{unit.key}/read/{language}/" if site else ""
    with translation.override(language):
        return beside(elsewhere_words(unit.films[0], language, address))


def _in_own(title: str, language: str) -> str:
    return f"{title} ({language_name(language, language)})"


def _done(language: str) -> str:
    with translation.override(language):
        return _("I have read this to the end")


def _beginning(text: CourseText) -> str:
    """Return the first words of a text after its headings, for those who choose what to read."""
    words = next((each.words for each in clauses_of(text.body) if each.kind != HEADING), "")
    plain = words or text.row.title or "—"
    return plain if len(plain) <= _LONGEST_DESCRIPTION else f"{plain[:_LONGEST_DESCRIPTION]}…"


__all__ = ["FORMS", "built"]
