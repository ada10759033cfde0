"""What waits for an officer's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.queries.visible import own_scopes
from openluban.foundation.registers.rows import CLOSED, cells_of
from openluban.foundation.ui.languages import language_name
from openluban.kernel.actor import Actor

MOST = 20


@dataclass(frozen=True, slots=True)
class ProposedCell:
    """A cell as it is and as it would be."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal for a record: who, when, why, and for a change what would change."""

    id: int
    is_new: bool
    who: str
    made_at: datetime
    reason: str
    cells: tuple[ProposedCell, ...]


def waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """Return the waiting proposals that the actor may know of: all, or their own places'."""
    found = Proposal.objects.filter(state=Proposal.State.WAITING)
    if actor.may(ACCEPT):
        return found
    own = own_scopes(actor)
    return found.filter(Q(scope__in=own) | Q(proposer=actor.key)) if own else found.none()


def proposals_of(
    register: Register, record: Any, language: str, actor: Actor
) -> tuple[WaitingProposal, ...]:
    """Return what waits for a record, oldest first; two queries, none for the public."""
    if actor.kind == "public":
        return ()
    found = waiting_for(actor).filter(register=register.key, record=record.key)
    proposals = list(found.order_by("id")[:MOST])
    keys = [proposal.proposer for proposal in proposals]
    names = dict(Account.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    present = cells_of(register, record)
    return tuple(
        WaitingProposal(
            proposal.pk,
            proposal.kind == Proposal.Kind.NEW,
            names.get(proposal.proposer, _("erased person")),
            proposal.made_at,
            proposal.reason,
            _cells(register, present, proposal.cells, language),
        )
        for proposal in proposals
    )


def _cells(
    register: Register, present: Mapping[str, str], cells: Mapping[str, str], language: str
) -> tuple[ProposedCell, ...]:
    labels = header_labels(register, language)
    return tuple(
        ProposedCell(labels.get(name, name), present.get(name, ""), after)
        for name, after in cells.items()
        if after != present.get(name, "")
    )


def header_labels(register: Register, language: str) -> dict[str, str]:
    """Return what people call each column of a register's sheet."""
    labels = {"key": _("Key"), "closed_on": str(CLOSED.label), "audience": _("Audience")}
    labels |= {"source": _("Source"), "confidence": _("Confidence"), "note": _("Note")}
    for field in register.fields:
        if isinstance(field, Localized):
            for spoken, header in zip(field.languages, field.headers, strict=False):
                labels[header] = f"{field.label} ({language_name(spoken, language)})"
            others = {"other": _("other languages"), "ours": _("translated by us")}
            for end, words in others.items():
                labels[f"{field.name}_{end}"] = f"{field.label} ({words})"
        else:
            labels[field.name] = str(field.label)
    return labels
