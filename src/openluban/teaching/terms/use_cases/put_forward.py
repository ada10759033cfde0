"""Putting a term forward: the word of the first side."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.teaching.terms.errors import AlreadyPutForward
from openluban.teaching.terms.models import Agreement
from openluban.teaching.terms.queries.agreements import waiting_for
from openluban.teaching.terms.use_cases.speaking import REGISTER, own_sides, term_to_speak_of


@transaction.atomic
def put_forward(*, key: str, actor: Actor, at: datetime) -> Agreement:
    """Put a term forward in the words it has now; it waits for somebody of the other side.

    What was put forward in other words before is withdrawn by that. Who speaks for both sides
    does so for the Chinese one.

    :raises NoSide: the actor speaks for no side
    :raises NotFound: there is no such term, or the actor may not know of it
    :raises AlreadyRetired: it was retired as an error
    :raises NotTakenOver: it waits for an officer
    :raises TermForbidden: it is forbidden
    :raises AlreadyAgreed: both sides have agreed to it
    :raises AlreadyPutForward: the same words wait already
    """
    sides = own_sides(actor)
    term = term_to_speak_of(key, actor)
    waiting = waiting_for(term, lock=True)
    if waiting is not None:
        if waiting.wording == term.text:
            raise AlreadyPutForward
        waiting.withdrawn_at = at
        waiting.save(update_fields=["withdrawn_at"])
    side, scope = min(sides.items())
    made = Agreement.objects.create(
        term=term,
        wording=term.text,
        first_person=actor.key,
        first_side=side,
        first_scope=scope,
        first_at=at,
    )
    deed = Deed(f"terms.put_forward_{side}", REGISTER, key, {"text": (None, term.text)})
    record(deed, actor=actor, at=at)
    return made
