"""Bringing a film in from a disk: the same again adds nothing."""

from datetime import datetime
from typing import IO

from openluban.foundation.files.parts import digest_of
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import FilmKnown
from openluban.teaching.library.models import Film, State
from openluban.teaching.library.policies import may_publish
from openluban.teaching.library.queries.films import the_film
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.use_cases.add_film import add_film
from openluban.teaching.library.use_cases.publish_film import NOT_REVIEWED, publish_film


def bring_film(
    *, unit_key: str, file: IO[bytes], name: str, publish: bool, actor: Actor, at: datetime
) -> tuple[Film, bool]:
    """Add a film unless the unit has it, and publish it if asked; return it, and whether it is new.

    :raises NotAllowed: the actor does not write, or wants to publish and may not
    :raises Refusal: as ``add_film``
    """
    if publish and not may_publish(actor):
        raise NotAllowed
    try:
        film, is_new = add_film(unit_key=unit_key, file=file, name=name, actor=actor, at=at), True
    except FilmKnown:
        digest, _size = digest_of(file)
        film, is_new = the_film(the_unit(unit_key, actor), digest, actor), False
    if publish and film.state != State.PUBLISHED:
        film = publish_film(
            unit_key=unit_key, digest=film.digest, without_review=NOT_REVIEWED, actor=actor, at=at
        )
    return film, is_new
