"""Who may harvest."""

from openluban.foundation.access.roles import ACCEPT
from openluban.kernel.actor import Actor


def may_harvest(actor: Actor) -> bool:
    """Test whether the actor may say what is taken over from elsewhere, and see how it went."""
    return actor.may(ACCEPT)
