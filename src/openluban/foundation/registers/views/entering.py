"""Adding a record and editing one: at once by officers, as a proposal by contributors."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.errors import (
    AlreadyRetired,
    AlreadyThere,
    ChangedMeanwhile,
    KeyTaken,
    NothingChanged,
)
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.history import deeds_of
from openluban.foundation.registers.queries.record import record_facts
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.rows import cells_of
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.forming import (
    Filled,
    field_views,
    sent_cells,
    stray_errors,
)
from openluban.foundation.registers.views.record import title_context
from openluban.foundation.registers.views.record_pieces import deed_views
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldGroup, FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, Problem, Refusal

_BESIDE = ("source", "confidence", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def add_record(request: HttpRequest, register: Register) -> HttpResponse:
    """Show the empty form, or enter (propose) what was sent."""
    actor = actor_of(request)
    if request.method != "POST":
        known = {*register.headers} - {"key"}
        given = {name: request.GET.get(name, "") for name in known & request.GET.keys()}
        return _show_add(request, register, Filled(actor, page_language(), given))
    cells = sent_cells(register, request.POST) | _sent_beside(request)
    cells |= {"key": sent(request, "key")}
    if may_accept(actor):
        cells["audience"] = sent(request, "audience")
    try:
        record = enter_record(
            register_key=register.key,
            cells=cells,
            reason=sent(request, "reason"),
            actor=actor,
            at=timezone.now(),
        )
    except (Invalid, KeyTaken, AlreadyThere) as refusal:
        filled = Filled(actor, page_language(), cells, _problems(refusal))
        return _show_add(request, register, filled, status=UNPROCESSABLE)
    said = _("Entered.") if may_accept(actor) else _("Proposed. An officer will look at it.")
    messages.success(request, said)
    return SeeOther(register.url(record.key))


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def change_record(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Show the record as a form, or change it (propose the change) as was sent."""
    actor = actor_of(request)
    record = visible_record(register, key, actor)
    if record.retired_at is not None:
        raise AlreadyRetired
    present = cells_of(register, record)
    if request.method != "POST":
        return _show_edit(request, register, record, Filled(actor, page_language(), present))
    cells = sent_cells(register, request.POST)
    beside = {name: text for name, text in _sent_beside(request).items() if text}
    changed = {name: text for name, text in cells.items() if text != present.get(name, "")}
    try:
        outcome = edit_record(
            register_key=register.key,
            key=key,
            cells={**changed, **(beside if beside.get("source") else {})},
            version=sent_version(request),
            reason=sent(request, "reason"),
            actor=actor,
            at=timezone.now(),
        )
    except (Invalid, ChangedMeanwhile, NothingChanged, AlreadyThere) as refusal:
        filled = Filled(actor, page_language(), {**cells, **beside}, _problems(refusal))
        return _show_edit(request, register, record, filled, status=UNPROCESSABLE)
    is_proposed = isinstance(outcome, Proposal)
    said = _("Proposed. An officer will look at it.") if is_proposed else _("Changed.")
    messages.success(request, said)
    return SeeOther(register.url(key))


def _sent_beside(request: HttpRequest) -> dict[str, str]:
    return {name: sent(request, name) for name in _BESIDE}


def _problems(refusal: Refusal) -> list[Problem]:
    if isinstance(refusal, Invalid):
        return list(refusal.problems)
    field = "key" if isinstance(refusal, KeyTaken) else ""
    return [Problem(refusal.code, str(refusal), field)]


def _show_add(
    request: HttpRequest, register: Register, filled: Filled, status: int = 200
) -> HttpResponse:
    is_officer = may_accept(filled.actor)
    own = field_views(register, filled)
    first = [_key_view(filled), *([_audience_view(filled)] if is_officer else [])]
    form = _form(register, filled, own, first, _("Enter") if is_officer else _("Propose"))
    context = {"register": register, "form": form, "is_officer": is_officer}
    return render(request, "registers/add.html", context, status=status)


def _show_edit(
    request: HttpRequest, register: Register, record: Any, filled: Filled, status: int = 200
) -> HttpResponse:
    language, actor = filled.language, filled.actor
    own = field_views(register, filled)
    version = FieldView("version", "", kind="hidden", value=str(record.version))
    is_officer = may_accept(actor)
    form = _form(register, filled, own, [version], _("Save") if is_officer else _("Propose"))
    context = {
        **title_context(register, record_facts(register, record, language, actor)),
        "form": form,
        "is_officer": is_officer,
        "meanwhile": _meanwhile(request, register, record, language, actor),
    }
    return render(request, "registers/edit.html", context, status=status)


def _meanwhile(
    request: HttpRequest, register: Register, record: Any, language: str, actor: Actor
) -> Any:
    """Return what others did since the form was opened; each deed is one version."""
    missed = record.version - sent_version(request) if request.method == "POST" else 0
    if missed <= 0:
        return None
    views = deed_views(deeds_of(register, record.key, language, actor), language)
    return views.entries[:missed]


def _form(
    register: Register,
    filled: Filled,
    own: tuple[FieldView, ...],
    others: list[FieldView],
    submit: str,
) -> FormView:
    groups = (_evidence_group(filled),)
    views = (*own, *others, *groups[0].fields)
    hidden = tuple(view for view in others if view.kind == "hidden")
    seen = tuple(view for view in others if view.kind != "hidden")
    key = filled.cells.get("key", "")
    is_new = not hidden
    return FormView(
        fields=(*hidden, *own, *seen),
        groups=groups,
        errors=stray_errors(filled, views),
        submit_text=submit,
        cancel_url=register.url() if is_new else register.url(key),
    )


def _evidence_group(filled: Filled) -> FieldGroup:
    levels = [Choice(code, words) for code, words in Confidence.choices]
    held = filled.cells.get("confidence", "")
    return FieldGroup(
        _("What it rests on"),
        (
            FieldView(
                "source",
                _("Source"),
                value=filled.cells.get("source", ""),
                help=_("Publisher, date, title. Put | between several."),
                errors=filled.errors_at("source"),
            ),
            FieldView(
                "confidence",
                _("Confidence"),
                "choice",
                held,
                choices=(Choice("", "–", not held), *levels),
                errors=filled.errors_at("confidence"),
            ),
            FieldView("note", _("Note"), "longtext", filled.cells.get("note", "")),
            FieldView("reason", _("Why"), help=_("Others will read it in the history.")),
        ),
    )


def _key_view(filled: Filled) -> FieldView:
    return FieldView(
        "key",
        _("Key"),
        value=filled.cells.get("key", ""),
        help=_("Names the record for good, as kz-ektu. Left empty, one is made."),
        errors=filled.errors_at("key"),
    )


def _audience_view(filled: Filled) -> FieldView:
    held = filled.cells.get("audience", "") or Audience.PUBLIC
    choices = tuple(Choice(code, words, code == held) for code, words in Audience.choices)
    return FieldView(
        "audience",
        _("Who may see it"),
        "choice",
        held,
        choices=choices,
        required=True,
        errors=filled.errors_at("audience"),
    )
