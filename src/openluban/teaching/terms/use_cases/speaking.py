"""What putting forward, agreeing and withdrawing have in common."""

from openluban.foundation.registers.errors import AlreadyRetired
from openluban.foundation.registers.finding import the_record, the_register
from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.terms.errors import AlreadyAgreed, NoSide, NotTakenOver, TermForbidden
from openluban.teaching.terms.models import Status, Term
from openluban.teaching.terms.policies import sides_of

REGISTER = "terms"


def own_sides(actor: Actor) -> dict[str, str]:
    """Return the sides that the actor speaks for, with the institution.

    :raises NoSide: there is none
    """
    sides = sides_of(actor)
    if not sides:
        raise NoSide
    return sides


def term_to_speak_of(key: str, actor: Actor) -> Term:
    """Return the term, locked, if there is something to say of it.

    :raises NotFound: there is none, or the actor may not know of it
    :raises AlreadyRetired: it was retired as an error
    :raises NotTakenOver: it waits for an officer
    :raises TermForbidden: it is forbidden
    :raises AlreadyAgreed: both sides have agreed
    """
    found = the_record(the_register(REGISTER), key, actor=actor, lock=True)
    if not isinstance(found, Term):
        raise NotFound(register=REGISTER, key=key)
    if found.retired_at is not None:
        raise AlreadyRetired
    if found.standing != Standing.ACCEPTED:
        raise NotTakenOver
    if found.status == Status.FORBIDDEN:
        raise TermForbidden
    if found.status == Status.AGREED:
        raise AlreadyAgreed
    return found
