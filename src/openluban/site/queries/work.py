"""What waits for somebody, and what became of what they proposed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openluban.foundation.registers.declaring import find_register
from openluban.foundation.registers.fields.basis import Shown
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.showing import name_column, named
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor

MOST = 100
"""So many proposals are listed; whoever decides the first sees the next."""


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal: of which register, about which record, what became of it and why."""

    number: int
    kind: str
    state: str
    register: str
    record: Shown
    reason: str
    decision: str
    made_at: datetime
    decided_at: datetime | None


def waiting_proposals(actor: Actor) -> list[ProposalRow]:
    """Return what an officer has to decide, oldest first; nothing for anybody else.

    One query, and one for the names of each register among them.
    """
    if not may_accept(actor):
        return []
    found = Proposal.objects.filter(state=Proposal.State.WAITING).order_by("id")
    return _rows(list(found[:MOST]), actor)


def own_proposals(actor: Actor) -> list[ProposalRow]:
    """Return what somebody proposed, newest first; queries as above."""
    if actor.kind != "person":
        return []
    found = Proposal.objects.filter(proposer=actor.key).order_by("-id")
    return _rows(list(found[:MOST]), actor)


def _rows(proposals: Sequence[Proposal], actor: Actor) -> list[ProposalRow]:
    names = _names(proposals, actor)
    return [
        ProposalRow(
            proposal.pk,
            proposal.kind,
            proposal.state,
            proposal.register,
            names.get((proposal.register, proposal.record), Shown(proposal.record)),
            proposal.reason,
            proposal.decision,
            proposal.made_at,
            proposal.decided_at,
        )
        for proposal in proposals
    ]


def _names(proposals: Sequence[Proposal], actor: Actor) -> dict[tuple[str, str], Shown]:
    """Return the names, as links, of the records that the actor may see."""
    keys: dict[str, set[str]] = defaultdict(set)
    for proposal in proposals:
        keys[proposal.register].add(proposal.record)
    names = {}
    for register_key, wanted in sorted(keys.items()):
        register = find_register(register_key)
        if register is None:
            continue
        found = visible(register, actor).filter(key__in=sorted(wanted))
        for key, name in found.values_list("key", name_column(register)):
            names[register_key, key] = named(register_key, key, name, page_language())
    return names
