"""Who may say what a workshop teaches with."""

from openluban.foundation.access.roles import PROPOSE
from openluban.foundation.registers.policies import may_propose
from openluban.kernel.actor import Actor


def may_say_for_all(actor: Actor) -> bool:
    """Officers speak for every workshop."""
    return actor.may(PROPOSE)


def institutions_of(actor: Actor) -> list[str]:
    """Return the keys of the institutions for whose workshops somebody speaks."""
    return sorted(scope for scope in actor.scopes(PROPOSE) if scope)


def may_say(actor: Actor) -> bool:
    """Contributors speak for the workshops that their institution takes part in."""
    return may_propose(actor)
