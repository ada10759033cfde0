"""Reviewing a film by the other side."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import FilmNotADraft, NeedsOtherSide
from openluban.teaching.library.models import Film, State
from openluban.teaching.library.policies import may_review, may_write
from openluban.teaching.library.queries.films import the_film
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.use_cases.add_film import film_told


@transaction.atomic
def review_film(*, unit_key: str, digest: str, actor: Actor, at: datetime) -> Film:
    """Say of a draft that it is right.

    :raises NotAllowed: the actor neither writes nor reviews
    :raises NotFound: there is no such unit or film
    :raises FilmNotADraft: it was reviewed or published already
    :raises NeedsOtherSide: the actor, or a colleague at the same institution, added it
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    film = the_film(unit, digest, actor)
    if film.state != State.DRAFT:
        raise FilmNotADraft
    if not may_review(actor, film):
        raise NeedsOtherSide
    film.state, film.reviewed_by, film.reviewed_at = State.REVIEWED, actor.key, at
    film.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    changes = {"film": (None, film_told(film))}
    record(Deed("library.film_reviewed", "units", unit.key, changes), actor=actor, at=at)
    return film
