"""Who may read the memory, and who may change it."""

from django.db.models import Q

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.kernel.actor import Actor


def may_look_up(actor: Actor) -> bool:
    """Test whether the actor may ask for matches: contributors and officers, who translate."""
    return actor.kind == "system" or bool(actor.scopes(PROPOSE))


def may_remember(actor: Actor) -> bool:
    """Test whether the actor may add units: whoever may enter anything."""
    return may_look_up(actor)


def may_import(actor: Actor) -> bool:
    """Test whether the actor may bring in files and say that an origin is public."""
    return actor.may(ACCEPT)


def may_forget(actor: Actor) -> bool:
    """Test whether the actor may take units out."""
    return actor.may(ACCEPT)


def sees_all(actor: Actor) -> bool:
    """Test whether the actor sees units of every origin; everybody sees those of public ones."""
    return actor.kind != "public"


def visible_to(actor: Actor) -> Q:
    """Return the condition for units that the actor sees."""
    return Q() if sees_all(actor) else Q(origin__is_public=True)
