"""What waits for an officer, and the officer's word on it, as JSON."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.answering import answer, kept_answer
from openluban.foundation.api.asking import json_object, parameters, single, text_member
from openluban.foundation.api.describing import (
    AFTER,
    JSON,
    LIMIT,
    add,
    json_body,
    operation,
    page_schema,
    parameter,
)
from openluban.foundation.api.errors import NotSignedIn
from openluban.foundation.registers.api import schemas
from openluban.foundation.registers.api.reading import page_from
from openluban.foundation.registers.api.shape import shaped_proposal
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.keyset import order_by
from openluban.foundation.registers.queries.visible import own_scopes
from openluban.foundation.registers.use_cases.claim import prefer_claim
from openluban.foundation.registers.use_cases.decide import accept_proposal, decline_proposal
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem

proposals = Router(tags=["proposals"])
claims = Router(tags=["claims"])
_LARGEST_ID = 2**63 - 1


def list_proposals(request: HttpRequest) -> HttpResponse:
    """List what was proposed, as far as the asker may know of it."""
    given = parameters(request, ("state", "after", "limit"))
    actor = actor_of(request)
    if actor.kind == "public":
        raise NotSignedIn
    state = single(given, "state") or str(Proposal.State.WAITING)
    if state not in Proposal.State.values:
        raise Invalid([Problem("unknown_choice", _("There is no such state."), "state")])

    def read() -> JSON:
        found = known_proposals(actor).filter(state=state)
        page, later = page_from(found, order_by(Proposal, "id", descending=True), given)
        return {"items": [shaped_proposal(each) for each in page], "next": later}

    return kept_answer(request, read)


def known_proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals that an actor may know of: all, or one's own and one's institution's."""
    if may_accept(actor):
        return Proposal.objects.all()
    return Proposal.objects.filter(Q(proposer=actor.key) | Q(scope__in=own_scopes(actor)))


def _refuse_unknown(proposal_id: int, actor: Actor) -> None:
    if not 0 < proposal_id <= _LARGEST_ID or not known_proposals(actor).filter(pk=proposal_id):
        raise NotFound(proposal=proposal_id)
    if not may_accept(actor):
        raise NotAllowed


def accept(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Take a proposal over."""
    parameters(request, ())
    actor = actor_of(request)
    _refuse_unknown(proposal_id, actor)
    body = json_object(request, ("reason",), may_be_absent=True)
    reason = text_member(body, "reason")
    accept_proposal(proposal_id=proposal_id, reason=reason, actor=actor, at=timezone.now())
    return answer(shaped_proposal(Proposal.objects.get(pk=proposal_id)))


def decline(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Decline a proposal."""
    parameters(request, ())
    actor = actor_of(request)
    _refuse_unknown(proposal_id, actor)
    body = json_object(request, ("reason",))
    reason = text_member(body, "reason")
    decline_proposal(proposal_id=proposal_id, reason=reason, actor=actor, at=timezone.now())
    return answer(shaped_proposal(Proposal.objects.get(pk=proposal_id)))


def prefer(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Say that a claim holds."""
    parameters(request, ())
    body = json_object(request, ("reason",))
    if not 0 < claim_id <= _LARGEST_ID:
        raise NotFound(claim=claim_id)
    record = prefer_claim(
        claim_id=claim_id,
        reason=text_member(body, "reason"),
        actor=actor_of(request),
        at=timezone.now(),
    )
    return answer({"claim": claim_id, "record": record.key, "version": record.version})


_STATE = parameter(
    "state",
    "waiting unless another is asked for.",
    {"type": "string", "enum": Proposal.State.values, "default": "waiting"},
)
_PREFERRED: JSON = {
    "type": "object",
    "properties": {
        "claim": {"type": "integer"},
        "record": schemas.KEY,
        "version": {"type": "integer"},
    },
    "required": ["claim", "record", "version"],
}
add(
    proposals,
    "",
    list_proposals,
    operation(
        "list_proposals",
        "List",
        "What waits for an officer, the newest first; contributors see their institution's.",
        {200: page_schema(schemas.PROPOSAL)},
        parameters=(_STATE, AFTER, LIMIT),
    ),
)
add(
    proposals,
    "/{int:proposal_id}/accept",
    accept,
    operation(
        "accept_proposal",
        "Accept",
        "Takes a proposed record or change over; from now on it counts.",
        {200: schemas.PROPOSAL},
        body=json_body(schemas.REASON_OR_NONE, required=False),
    ),
    method="POST",
)
add(
    proposals,
    "/{int:proposal_id}/decline",
    decline,
    operation(
        "decline_proposal",
        "Decline",
        "Declines a proposed record or change, saying why.",
        {200: schemas.PROPOSAL},
        body=json_body(schemas.REASON),
    ),
    method="POST",
)
add(
    claims,
    "/{int:claim_id}/prefer",
    prefer,
    operation(
        "prefer_claim",
        "Prefer",
        "Says that one of several contradicting claims holds; its value becomes the record's.",
        {200: _PREFERRED},
        body=json_body(schemas.REASON),
    ),
    method="POST",
)
