"""Who may write beside the original."""

from openluban.foundation.registers.policies import may_propose
from openluban.kernel.actor import Actor


def may_edit(actor: Actor) -> bool:
    """Contributors of both sides and officers write, in the same drafts."""
    return may_propose(actor)
