"""Publishing a film."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import FilmNotReviewed
from openluban.teaching.library.models import Film, State
from openluban.teaching.library.policies import may_publish
from openluban.teaching.library.queries.films import the_film
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.use_cases.add_film import film_told

NOT_REVIEWED = "Published as it was brought in; not reviewed here."
"""The reason for what is public at once."""


@transaction.atomic
def publish_film(
    *, unit_key: str, digest: str, without_review: str = "", actor: Actor, at: datetime
) -> Film:
    """Let everybody who sees the unit see this rendition of its film.

    ``without_review`` is the reason for publishing a draft, as for texts.

    :raises NotAllowed: the actor does not publish
    :raises NotFound: there is no such unit or film
    :raises FilmNotReviewed: it is a draft, and there is no reason; or it is public already
    """
    if not may_publish(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    film = the_film(unit, digest, actor)
    is_let = film.state == State.DRAFT and without_review.strip()
    if film.state != State.REVIEWED and not is_let:
        raise FilmNotReviewed
    film.state, film.published_at = State.PUBLISHED, at
    film.save(update_fields=["state", "published_at"])
    changes = {"film": (None, film_told(film))}
    deed = Deed("library.film_published", "units", unit.key, changes, without_review.strip())
    record(deed, actor=actor, at=at)
    return film
