"""Who may keep sources and their keys, read statements, and erase them."""

from openluban.foundation.access.roles import ADMINISTER
from openluban.kernel.actor import Actor

KEEP = "keep_statements"
"""Keep sources and keys, see what they sent, erase a person's."""


def may_keep(actor: Actor) -> bool:
    """Test whether the actor keeps the statements of this site."""
    return actor.may(KEEP) or actor.may(ADMINISTER)
