"""What a pack of a resource is made of: its published texts, and the words they use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotFound
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.public import (
    Film,
    Resource,
    Stale,
    State,
    TextRow,
    UnitRow,
    bodies_of,
    compared,
    language_of,
    newest_film,
    published_films,
    stale,
    units_of,
)
from openluban.teaching.packs.errors import NoLanguage, NoSuchLanguage, NothingPublished


@dataclass(frozen=True, slots=True)
class CourseText:
    """A published text. ``stale`` says what of its original has changed since."""

    row: TextRow
    body: str
    published_at: datetime
    stale: Stale

    @property
    def language(self) -> str:
        """The language it is in."""
        return self.row.language


@dataclass(frozen=True, slots=True)
class CourseUnit:
    """A unit with its texts by language, and the renditions of its film, the smallest first."""

    key: str
    name: LocalizedText
    texts: dict[str, CourseText]
    films: tuple[Film, ...] = ()

    def called(self, language: str) -> tuple[str, str]:
        """Return (language, name) of the unit for readers of a language."""
        text = self.texts.get(language)
        if text is not None and text.row.title:
            return language, text.row.title
        spoken, name = self.name.best(language)
        return spoken, name or self.key


@dataclass(frozen=True, slots=True)
class Course:
    """A resource as it is packed; only units with a text in one of the languages are in it."""

    key: str
    name: LocalizedText
    rights: str
    credit: str
    original_language: str
    partners: tuple[LocalizedText, ...]
    languages: tuple[str, ...]
    units: tuple[CourseUnit, ...]

    @property
    def texts(self) -> list[CourseText]:
        """All texts, unit by unit."""
        return [text for unit in self.units for text in unit.texts.values()]

    @property
    def as_at(self) -> datetime:
        """The moment of the newest text or film."""
        newest = max(text.published_at for text in self.texts)
        return max(newest, newest_film(self.films) or newest)

    @property
    def films(self) -> list[Film]:
        """All renditions of all films."""
        return [film for unit in self.units for film in unit.films]


def the_resource(key: str) -> Resource:
    """Return a resource that the public sees; one query.

    :raises NotFound: there is none
    """
    shown = Resource.objects.shown().select_related("lead_college", "host_institution")
    resource = shown.filter(key=key).first() if "\0" not in key else None
    if resource is None:
        raise NotFound(resource=key[:80])
    return resource


def published_languages(units: Sequence[UnitRow], original: str) -> list[str]:
    """Return the languages in which units are published, that of the original first."""
    found = {
        row.language for unit in units for row in unit.texts.rows if row.state == State.PUBLISHED
    }
    return sorted(found, key=lambda each: (each != original, each))


def _called(language: str) -> str:
    """Return a language by its name for the reader, and by its tag, which a program gives."""
    name = language_name(language, page_language())
    return language if name == language else f"{name} ({language})"


def course_of(resource: Resource, languages: Sequence[str]) -> Course:
    """Return what the public may read of a resource in some languages; three queries.

    :raises NothingPublished: it has no published text
    :raises NoLanguage: none is asked for
    :raises NoSuchLanguage: nothing is published in one of them
    """
    rows = units_of(resource, PUBLIC)
    known = published_languages(rows, resource.original_language)
    if not known:
        raise NothingPublished
    asked = tuple(dict.fromkeys(language_of(each) or each for each in languages))
    if not asked:
        raise NoLanguage
    for language in asked:
        if language not in known:
            raise NoSuchLanguage(given=_called(language[:40]), known=listed(map(_called, known)))
    bodies = bodies_of(_published(row, language) for row in rows for language in asked)
    films = published_films([row.pk for row in rows])
    units = [_unit(row, asked, bodies, films.get(row.pk, ())) for row in rows]
    partners = (resource.lead_college, resource.host_institution)
    return Course(
        key=resource.key,
        name=resource.name,
        rights=resource.rights,
        credit=resource.credit,
        original_language=resource.original_language,
        partners=tuple(each.name for each in partners if each is not None),
        languages=asked,
        units=tuple(unit for unit in units if unit.texts),
    )


def _unit(
    unit: UnitRow, languages: Sequence[str], bodies: dict[int, str], films: Sequence[Film]
) -> CourseUnit:
    texts = {}
    for language in languages:
        row = _published(unit, language)
        if row is not None and row.published_at is not None:
            stands = _stale(unit, row)
            texts[language] = CourseText(row, bodies[row.pk], row.published_at, stands)
    return CourseUnit(unit.key, unit.name, texts, tuple(films))


def _published(unit: UnitRow, language: str) -> TextRow | None:
    versions = unit.texts.versions(language)
    return next((row for row in versions if row.state == State.PUBLISHED), None)


def _stale(unit: UnitRow, row: TextRow) -> Stale:
    source = _published(unit, row.source_language) if row.source_id else None
    return stale(compared(row.made_from, source.clauses)) if source else Stale()
