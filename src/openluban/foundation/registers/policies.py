"""Who may do what with records."""

from openluban.foundation.access.roles import ACCEPT, PREFER, PROPOSE
from openluban.kernel.actor import Actor


def may_propose(actor: Actor) -> bool:
    """Contributors propose for their institution; officers may as well."""
    return bool(actor.kind == "system" or actor.scopes(PROPOSE))


def may_accept(actor: Actor) -> bool:
    """Officers take over, decline, edit, close and retire, and see what is internal."""
    return actor.may(ACCEPT)


def may_prefer(actor: Actor) -> bool:
    """Officers say which of several contradicting claims holds."""
    return actor.may(PREFER)


def scope_of(actor: Actor) -> str:
    """Return the scope key under which an actor proposes; ``""`` for an officer."""
    own = sorted(scope for scope in actor.scopes(PROPOSE) if scope)
    return own[0] if own and not actor.may(PROPOSE) else ""
