"""Taking a rendition of a unit's film away."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.models import State
from openluban.teaching.library.policies import may_take_away, may_write
from openluban.teaching.library.queries.films import the_film
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.use_cases.add_film import film_told


@transaction.atomic
def take_film_away(*, unit_key: str, digest: str, actor: Actor, at: datetime) -> None:
    """Let a unit have a rendition no longer; its file stays among the installation's files.

    :raises NotAllowed: the actor does not write, or it is public and the actor is no officer
    :raises NotFound: there is no such unit or film
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    film = the_film(unit, digest, actor)
    if not may_take_away(actor, film):
        raise NotAllowed
    action = "taken_away" if film.state == State.PUBLISHED else "dropped"
    changes = {"film": (film_told(film), None)}
    film.delete()
    record(Deed(f"library.film_{action}", "units", unit.key, changes), actor=actor, at=at)
