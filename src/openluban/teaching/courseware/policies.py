"""Who may do what with packages."""

from openluban.foundation.registers.policies import may_propose
from openluban.kernel.actor import Actor


def may_bring_in(actor: Actor) -> bool:
    """Contributors of both sides and officers bring packages in, as drafts, and see what is kept.

    What came in is nobody else's to see: no other side has looked at it yet.
    """
    return may_propose(actor)
