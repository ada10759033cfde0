"""Who may do what with units and their texts."""

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.foundation.registers.policies import may_propose, scope_of
from openluban.kernel.actor import Actor
from openluban.teaching.library.models import Film, State, UnitText

PUBLIC_STATES = (State.PUBLISHED, State.SUPERSEDED)
"""What everybody may read: what was published once stays readable."""


def may_write(actor: Actor) -> bool:
    """Contributors of both sides and officers write texts, and see those of each other."""
    return may_propose(actor)


def may_publish(actor: Actor) -> bool:
    """Officers publish and supersede."""
    return actor.may(ACCEPT)


def may_review(actor: Actor, text: UnitText | Film) -> bool:
    """Somebody else reviews: an officer, or a contributor of another institution."""
    if actor.kind != "person" or actor.key == text.made_by:
        return False
    if actor.may(PROPOSE):
        return True
    return may_propose(actor) and scope_of(actor) != text.scope


def may_take_away(actor: Actor, film: Film) -> bool:
    """Whoever writes takes a film away that is not public; officers any."""
    if film.state == State.PUBLISHED:
        return may_publish(actor)
    return may_write(actor)
