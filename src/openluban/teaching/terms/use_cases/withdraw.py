"""Withdrawing a term that waits for the other side."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.policies import may_accept
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.terms.errors import NothingPutForward
from openluban.teaching.terms.models import Agreement
from openluban.teaching.terms.policies import sides_of
from openluban.teaching.terms.queries.agreements import waiting_for
from openluban.teaching.terms.use_cases.speaking import REGISTER, term_to_speak_of


@transaction.atomic
def withdraw(*, key: str, actor: Actor, at: datetime) -> Agreement:
    """Take back what was put forward: anybody of that side may, and an officer.

    :raises NotFound: there is no such term, or the actor may not know of it
    :raises AlreadyRetired: it was retired as an error
    :raises NotTakenOver: it waits for an officer
    :raises TermForbidden: it is forbidden
    :raises AlreadyAgreed: both sides have agreed to it
    :raises NothingPutForward: nothing waits
    :raises NotAllowed: the actor is of the other side, or of none
    """
    term = term_to_speak_of(key, actor)
    waiting = waiting_for(term, lock=True)
    if waiting is None:
        raise NothingPutForward
    if not may_accept(actor) and waiting.first_side not in sides_of(actor):
        raise NotAllowed
    waiting.withdrawn_at = at
    waiting.save(update_fields=["withdrawn_at"])
    deed = Deed("terms.withdrawn", REGISTER, key, {"text": (waiting.wording, None)})
    record(deed, actor=actor, at=at)
    return waiting
