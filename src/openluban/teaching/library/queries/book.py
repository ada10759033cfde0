"""What a book of a resource is made of: its published texts in one language or two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.errors import NotPublishedIn, OneLanguageTwice
from openluban.teaching.library.models import Film, Resource, State, UnitText
from openluban.teaching.library.queries.beside import Beside, besides
from openluban.teaching.library.queries.films import published_films
from openluban.teaching.library.queries.standing import standings_of
from openluban.teaching.library.queries.texts import TextRow, UnitRow, bodies_of, units_of
from openluban.teaching.library.rules import Stale


@dataclass(frozen=True, slots=True)
class BookText:
    """A published text; ``stale`` says what of its original has changed since."""

    row: TextRow
    body: str
    stale: Stale


@dataclass(frozen=True, slots=True)
class BookUnit:
    """A unit with its texts in the book's languages; ``beside`` where both are published.

    ``film`` is the smallest rendition of its film, None where it has none.
    """

    unit: UnitRow
    texts: tuple[BookText, ...]
    beside: Beside | None
    film: Film | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A resource as a book; ``modified`` is the moment of the newest text it rests on."""

    resource: Resource
    languages: tuple[str, ...]
    units: tuple[BookUnit, ...]
    modified: datetime


def public_resource(key: str) -> Resource:
    """Return a resource that the public sees, with its parties; one query.

    :raises NotFound: there is none
    """
    shown = Resource.objects.shown().select_related("lead_college", "host_institution", "programme")
    found = shown.filter(key=key).first() if "\0" not in key else None
    if found is None:
        raise NotFound(resource=key[:80])
    return found


def published_in(resource: Resource) -> list[str]:
    """Return the languages in which something of it is published, the original's first."""
    found = _published(resource).values_list("language", flat=True).distinct()
    return sorted(found, key=lambda each: (each != resource.original_language, each))


def _published(resource: Resource) -> QuerySet[UnitText]:
    shown = UnitText.objects.filter(unit__resource=resource, unit__is_shown=True)
    return shown.filter(state=State.PUBLISHED)


def contents_of(resource: Resource, languages: Sequence[str]) -> Contents:
    """Return what everybody may read of a resource in one language or two; six queries at most.

    :raises OneLanguageTwice: two languages are one
    :raises NotPublishedIn: nothing is published in one of them
    """
    if len(set(languages)) < len(languages):
        raise OneLanguageTwice
    units = units_of(resource, PUBLIC)
    rows = {unit.pk: [_row(unit, language) for language in languages] for unit in units}
    for place, language in enumerate(languages):
        if not any(found[place] for found in rows.values()):
            raise NotPublishedIn(language=language[:40])
    bodies = bodies_of(row for found in rows.values() for row in found)
    stale = _stale({unit.pk: unit for unit in units if any(rows[unit.pk])})
    both = {unit.pk: unit.texts for unit in units if len(languages) > 1 and all(rows[unit.pk])}
    pairs = besides(both, *languages[:2]) if both else {}
    films = published_films([unit.pk for unit in units])
    made = []
    for unit in units:
        known = [row for row in rows[unit.pk] if row is not None]
        texts = tuple(BookText(row, bodies[row.pk], stale.get(row.pk, Stale())) for row in known)
        if texts:
            film = next(iter(films.get(unit.pk, ())), None)
            made.append(BookUnit(unit, texts, _shown(pairs.get(unit.pk)), film))
    return Contents(resource, tuple(languages), tuple(made), _modified(made))


def _row(unit: UnitRow, language: str) -> TextRow | None:
    row = unit.texts.published(language)
    return row if row is not None and row.state == State.PUBLISHED else None


def _stale(units: Mapping[int, UnitRow]) -> dict[int, Stale]:
    standings = standings_of({pk: unit.texts for pk, unit in units.items()})
    return {each.text.pk: each.stale for some in standings.values() for each in some}


def _shown(found: Beside | None) -> Beside | None:
    """Leave out a pair one of which was taken out of use."""
    if found and {found.left.state, found.right.state} == {State.PUBLISHED}:
        return found
    return None


def _modified(units: Sequence[BookUnit]) -> datetime:
    """Return when something last changed that the book shows, or says of a text in it."""
    moments = [
        moment
        for each in units
        for row in each.unit.texts.rows
        for moment in (row.published_at, row.superseded_at)
        if moment is not None
    ]
    films = [each.film.published_at for each in units if each.film and each.film.published_at]
    return max(moments + films)
