"""An officer's word: on what was proposed, and on which of several sources holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.errors import (
    AlreadyRetired,
    AlreadyThere,
    ChangedMeanwhile,
    NothingChanged,
    NotWaiting,
    ReasonMissing,
)
from openluban.foundation.registers.queries.evidence import evidence_of
from openluban.foundation.registers.queries.proposals import proposals_of
from openluban.foundation.registers.queries.record import record_facts
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.use_cases.claim import prefer_claim
from openluban.foundation.registers.use_cases.decide import accept_proposal, decline_proposal
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_judges, for_officers
from openluban.foundation.registers.views.record import title_context
from openluban.foundation.registers.views.record_pieces import facts_of, proposal_views
from openluban.foundation.registers.views.sending import reason_view, sent
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import Invalid, NotFound, Refusal

_MENDABLE = (
    ReasonMissing,
    ChangedMeanwhile,
    Invalid,
    NothingChanged,
    AlreadyRetired,
    AlreadyThere,
)
"""Refusals after which the officer stands before the proposal again."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def decide(request: HttpRequest, register: Register, key: str, proposal: int) -> HttpResponse:
    """Show a proposal with its reasons, or accept or decline it."""
    record = visible_record(register, key, actor_of(request))
    if request.method != "POST":
        return _show_proposal(request, register, record, proposal)
    accepts = sent(request, "decision") == "accept"
    deed = accept_proposal if accepts else decline_proposal
    try:
        _the_proposal(request, register, record, proposal)
        deed(
            proposal_id=proposal,
            reason=sent(request, "reason"),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except _MENDABLE as refusal:
        return _show_proposal(request, register, record, proposal, refusal)
    messages.success(request, _("Taken over.") if accepts else _("Declined."))
    return SeeOther(register.url(key))


def _the_proposal(request: HttpRequest, register: Register, record: Any, number: int) -> Any:
    """Return the proposal if it waits and is one of this record."""
    actor = actor_of(request)
    waiting = proposals_of(register, record, page_language(), actor)
    found = [each for each in waiting if each.id == number]
    if not found:
        raise NotWaiting
    return proposal_views(found, page_language())[0]


def _show_proposal(
    request: HttpRequest,
    register: Register,
    record: Any,
    number: int,
    refusal: Refusal | None = None,
) -> HttpResponse:
    actor, language = actor_of(request), page_language()
    view = _the_proposal(request, register, record, number)
    reason = reason_view(request)
    facts = record_facts(register, record, language, actor)
    target = reason.id if isinstance(refusal, ReasonMissing) else ""
    context = {
        **title_context(register, facts),
        "view": view,
        "fact_list": facts_of(facts) if view.proposal.is_new else None,
        "evidence": evidence_of(register, record, language, actor),
        "reason": FieldView(
            reason.name,
            reason.label,
            reason.kind,
            reason.value,
            _("Needed if you decline. Others will read it."),
            errors=(str(refusal),) if target else (),
        ),
        "summary": ErrorSummary((ErrorLine(str(refusal), target),)) if refusal else None,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "registers/decide.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_judges
def prefer(request: HttpRequest, register: Register, key: str, claim: int) -> HttpResponse:
    """Ask why a source's word is to hold, or let it hold."""
    actor, language = actor_of(request), page_language()
    record = visible_record(register, key, actor)
    if record.retired_at is not None:
        raise AlreadyRetired
    evidence = evidence_of(register, record, language, actor)
    said = [(field, each) for field in evidence for each in field.said if each.id == claim]
    if not said:
        raise NotFound(claim=claim)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            prefer_claim(
                claim_id=claim, reason=sent(request, "reason"), actor=actor, at=timezone.now()
            )
        except (ReasonMissing, Invalid, AlreadyThere) as refusal:
            refused = refusal
        else:
            messages.success(request, _("Preferred."))
            return SeeOther(f"{register.url(key)}#evidence")
    field, chosen = said[0]
    needs_reason = isinstance(refused, ReasonMissing)
    view = reason_view(request)
    context = {
        **title_context(register, record_facts(register, record, language, actor)),
        "field": field,
        "chosen": chosen,
        "form": FormView(
            fields=(
                FieldView(
                    view.name,
                    view.label,
                    view.kind,
                    view.value,
                    view.help,
                    errors=(str(refused),) if needs_reason else (),
                    required=True,
                ),
            ),
            errors=(str(refused),) if refused and not needs_reason else (),
            submit_text=_("Prefer this"),
            cancel_url=register.url(key),
        ),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "registers/prefer.html", context, status=status)
