"""Who may write and publish briefings."""

from openluban.foundation.access.roles import PUBLISH
from openluban.kernel.actor import Actor


def may_write(actor: Actor) -> bool:
    """Test whether the actor may write texts and see those that are not published."""
    return actor.may(PUBLISH)


def may_sign(actor: Actor) -> bool:
    """Test whether the actor may be one of the two who publish; only persons sign."""
    return actor.kind == "person" and actor.may(PUBLISH)
