"""Who may do what with packs."""

from openluban.foundation.registers.policies import may_propose
from openluban.kernel.actor import Actor


def may_make(actor: Actor) -> bool:
    """Contributors of both sides and officers make packs that everybody can fetch."""
    return may_propose(actor)
