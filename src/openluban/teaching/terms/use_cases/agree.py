"""Agreeing to a term: the word of the other side."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.writing import save_one
from openluban.kernel.actor import Actor
from openluban.teaching.terms.errors import (
    NeedsOtherPerson,
    NeedsOtherSide,
    NothingPutForward,
    WordsChanged,
)
from openluban.teaching.terms.models import Status, Term
from openluban.teaching.terms.queries.agreements import waiting_for
from openluban.teaching.terms.use_cases.speaking import REGISTER, own_sides, term_to_speak_of


@transaction.atomic
def agree(*, key: str, actor: Actor, at: datetime) -> Term:
    """Agree to the words that the other side put forward: the term is agreed by both sides.

    :raises NoSide: the actor speaks for no side
    :raises NotFound: there is no such term, or the actor may not know of it
    :raises AlreadyRetired: it was retired as an error
    :raises NotTakenOver: it waits for an officer
    :raises TermForbidden: it is forbidden
    :raises AlreadyAgreed: both sides have agreed to it
    :raises NothingPutForward: nobody has put it forward
    :raises WordsChanged: its words are no longer those that were put forward
    :raises NeedsOtherPerson: the actor put it forward
    :raises NeedsOtherSide: the actor is of the side that put it forward
    """
    sides = own_sides(actor)
    term = term_to_speak_of(key, actor)
    waiting = waiting_for(term, lock=True)
    if waiting is None:
        raise NothingPutForward
    if waiting.wording != term.text:
        raise WordsChanged(wording=waiting.wording)
    if waiting.first_person == actor.key:
        raise NeedsOtherPerson
    others = {side: scope for side, scope in sides.items() if side != waiting.first_side}
    if not others:
        raise NeedsOtherSide
    ((side, scope),) = others.items()
    waiting.second_person, waiting.second_side, waiting.second_scope = actor.key, side, scope
    waiting.second_at = at
    waiting.save()
    changes = {"status": (term.status, str(Status.AGREED))}
    term.status = Status.AGREED
    deed = Deed(f"terms.agreed_{side}", REGISTER, key, changes)
    save_one(the_register(REGISTER), term, deed, actor=actor, at=at)
    return term
