"""An officer's word on what was proposed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.errors import NotWaiting, ReasonMissing
from openluban.foundation.registers.finding import the_record, the_register
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.writing import save_one
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed


def _waiting(proposal_id: int, actor: Actor) -> Proposal:
    if not may_accept(actor):
        raise NotAllowed
    waiting = Proposal.objects.select_for_update().filter(
        pk=proposal_id, state=Proposal.State.WAITING
    )
    proposal = waiting.first()
    if proposal is None:
        raise NotWaiting
    return proposal


def _settle(proposal: Proposal, state: Proposal.State, reason: str, at: datetime) -> None:
    proposal.state = state
    proposal.decision = reason
    proposal.decided_at = at
    proposal.save(update_fields=["state", "decision", "decided_at"])


def _settle_new(
    proposal: Proposal, standing: Standing, reason: str, actor: Actor, at: datetime
) -> Any:
    register = the_register(proposal.register)
    found = the_record(register, proposal.record, actor=actor, lock=True)
    before, found.standing = found.standing, standing
    changes = {"standing": (before, str(standing))}
    deed = Deed(f"registers.{standing}", register.key, found.key, changes, reason)
    save_one(register, found, deed, actor=actor, at=at)
    return found


@transaction.atomic
def accept_proposal(*, proposal_id: int, reason: str = "", actor: Actor, at: datetime) -> Any:
    """Take a proposed record or change over; from now on it counts. Return the record.

    :raises NotAllowed: the actor is no officer
    :raises NotWaiting: it was decided before
    :raises ChangedMeanwhile: the record was changed after the proposal was made
    :raises Invalid: the change breaks a rule by now
    """
    proposal = _waiting(proposal_id, actor)
    _settle(proposal, Proposal.State.ACCEPTED, reason, at)
    if proposal.kind == Proposal.Kind.NEW:
        return _settle_new(proposal, Standing.ACCEPTED, reason, actor, at)
    return edit_record(
        register_key=proposal.register,
        key=proposal.record,
        cells=proposal.cells,
        version=proposal.base_version,
        reason=reason or proposal.reason,
        actor=actor,
        at=at,
    )


@transaction.atomic
def decline_proposal(*, proposal_id: int, reason: str, actor: Actor, at: datetime) -> Proposal:
    """Decline a proposed record or change, saying why.

    :raises NotAllowed: the actor is no officer
    :raises NotWaiting: it was decided before
    :raises ReasonMissing: no reason was given
    """
    proposal = _waiting(proposal_id, actor)
    if not reason.strip():
        raise ReasonMissing
    _settle(proposal, Proposal.State.DECLINED, reason, at)
    if proposal.kind == Proposal.Kind.NEW:
        _settle_new(proposal, Standing.DECLINED, reason, actor, at)
    else:
        deed = Deed("registers.change_declined", proposal.register, proposal.record, {}, reason)
        record(deed, actor=actor, at=at)
    return proposal
