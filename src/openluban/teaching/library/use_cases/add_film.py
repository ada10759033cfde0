"""Adding a rendition of a unit's film."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction

from openluban.foundation.files.parts import digest_of
from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.policies import scope_of
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import FilmDamaged, FilmKnown, TooManyFilms
from openluban.teaching.library.formats.film_facts import FilmFacts
from openluban.teaching.library.formats.films import LARGEST_FILM, fingerprint, read_film
from openluban.teaching.library.keeping import keep_film
from openluban.teaching.library.models import Film, Unit
from openluban.teaching.library.policies import may_write
from openluban.teaching.library.queries.finding import the_unit

MOST_FILMS = 8
"""Renditions of one unit."""


def add_film(
    *,
    unit_key: str,
    file: IO[bytes],
    name: str,
    at_most: int = LARGEST_FILM,
    actor: Actor,
    at: datetime,
) -> Film:
    """Keep a film and make it a draft of the unit; ``name`` is what the file is called.

    The bytes are kept before any record names them, and never lie in memory as a whole: whoever is
    killed leaves no half film, and at most a file that nothing shows.

    :raises NotAllowed: the actor does not write
    :raises NotFound: there is no such unit, or the actor may not know of it
    :raises NoFilm, FilmTooLarge, FilmDamaged, FilmCoding: as ``read_film``
    :raises FilmDamaged: it was changed meanwhile
    :raises FilmKnown: the unit has it
    :raises TooManyFilms: the unit has as many as it may have
    :raises FilesUnavailable: it cannot be kept
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor)
    kept = kept_of(file, name, at_most=at_most)
    _refuse(unit, kept.digest)
    keep_film(kept.digest, kept.facts.ending, file)
    if fingerprint(file) != kept.mark:
        raise FilmDamaged(file=name, place=kept.size)
    with transaction.atomic():
        return put_down_film(unit_key=unit_key, kept=kept, actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class KeptFilm:
    """A film that was looked at; ``mark`` changes if somebody writes into the file meanwhile."""

    digest: str
    size: int
    facts: FilmFacts
    mark: tuple[int, int]


def kept_of(file: IO[bytes], name: str, *, at_most: int = LARGEST_FILM) -> KeptFilm:
    """Look at a film and take its digest.

    :raises Refusal: as ``read_film``
    """
    facts, mark = read_film(file, name, at_most=at_most), fingerprint(file)
    digest, size = digest_of(file)
    return KeptFilm(digest, size, facts, mark)


def put_down_film(*, unit_key: str, kept: KeptFilm, actor: Actor, at: datetime) -> Film:
    """Make a film whose bytes are kept a draft of a unit, in a transaction of the caller.

    :raises NotAllowed, NotFound, FilmKnown, TooManyFilms: as ``add_film``
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    _refuse(unit, kept.digest)
    film = Film.objects.create(
        unit=unit,
        digest=kept.digest,
        ending=kept.facts.ending,
        size=kept.size,
        milliseconds=kept.facts.milliseconds,
        width=kept.facts.width,
        height=kept.facts.height,
        made_by=actor.key,
        scope=scope_of(actor),
        made_at=at,
    )
    changes = {"film": (None, film_told(film))}
    record(Deed("library.film_added", "units", unit.key, changes), actor=actor, at=at)
    return film


def _refuse(unit: Unit, digest: str) -> None:
    known = list(Film.objects.filter(unit=unit).values_list("digest", flat=True))
    if digest in known:
        raise FilmKnown
    if len(known) >= MOST_FILMS:
        raise TooManyFilms(limit=MOST_FILMS)


def film_told(film: Film) -> str:
    """Return a rendition as the history names it."""
    return f"{film.ending} {film.size} {film.digest[:12]}"
