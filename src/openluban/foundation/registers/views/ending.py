"""Closing a record, retiring it as an error, and saying who may see it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    ChangedMeanwhile,
    ReasonMissing,
)
from openluban.foundation.registers.queries.record import record_facts
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.end import (
    close_record,
    retire_record,
    set_audience,
)
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_officers
from openluban.foundation.registers.views.record import title_context
from openluban.foundation.registers.views.sending import reason_view, sent, sent_version
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.dates import NotADate, typed_date
from openluban.kernel.refusals import Refusal

Deed = Callable[[HttpRequest, Register, str], None]


@dataclass(frozen=True, slots=True)
class DeedForm:
    """A small form: what it is called, what it does in a sentence, its fields, its button."""

    heading: Any
    what: Any
    fields: tuple[FieldView, ...]
    submit: Any
    done: Any


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def close(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Ask on which day it ended, or close it."""
    form = DeedForm(
        _("Close"),
        _("What this record tells of has ended. From that day on it no longer counts."),
        (
            FieldView("on", _("Ended on"), "date", sent(request, "on"), required=True),
            reason_view(request),
        ),
        _("Close"),
        _("Closed."),
    )
    return _answer(request, register, key, form, _close)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def retire(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Ask why it is an error, or retire it."""
    form = DeedForm(
        _("Retire as an error"),
        _(
            "This record should never have been: it leaves every figure of every day. "
            "Its history stays. If it was right once and has ended, close it instead."
        ),
        (reason_view(request),),
        _("Retire as an error"),
        _("Retired as an error."),
    )
    return _answer(request, register, key, form, _retire)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def audience(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Ask who may see it, or set that."""
    held = visible_record(register, key, actor_of(request)).audience
    choices = tuple(Choice(code, words, code == held) for code, words in Audience.choices)
    reason = reason_view(request)
    form = DeedForm(
        _("Who may see it"),
        _("An internal record is in no public figure, list, search or answer."),
        (
            FieldView(
                "audience", _("Who may see it"), "choice", held, choices=choices, required=True
            ),
            replace(reason, required=False),
        ),
        _("Save"),
        _("Saved."),
    )
    return _answer(request, register, key, form, _set_audience)


def _close(request: HttpRequest, register: Register, key: str) -> None:
    close_record(
        register_key=register.key,
        key=key,
        on=typed_date(sent(request, "on")),
        reason=sent(request, "reason"),
        version=sent_version(request),
        actor=actor_of(request),
        at=timezone.now(),
    )


def _retire(request: HttpRequest, register: Register, key: str) -> None:
    retire_record(
        register_key=register.key,
        key=key,
        reason=sent(request, "reason"),
        version=sent_version(request),
        actor=actor_of(request),
        at=timezone.now(),
    )


def _set_audience(request: HttpRequest, register: Register, key: str) -> None:
    wanted = sent(request, "audience")
    set_audience(
        register_key=register.key,
        key=key,
        audience=Audience(wanted) if wanted in Audience.values else Audience.INTERNAL,
        reason=sent(request, "reason"),
        actor=actor_of(request),
        at=timezone.now(),
    )


def _answer(
    request: HttpRequest, register: Register, key: str, form: DeedForm, deed: Deed
) -> HttpResponse:
    if request.method != "POST":
        return _show(request, register, key, form)
    try:
        deed(request, register, key)
    except NotADate:
        says = _("This is no date. Write 2025, 2025-08 or 2025-08-30.")
        return _show(request, register, key, _with_error(form, "on", says), UNPROCESSABLE)
    except ReasonMissing as refusal:
        told = _with_error(form, "reason", str(refusal))
        return _show(request, register, key, told, UNPROCESSABLE)
    except ChangedMeanwhile as refusal:
        return _show(request, register, key, form, UNPROCESSABLE, refusal)
    messages.success(request, form.done)
    return SeeOther(register.url(key))


def _with_error(form: DeedForm, name: str, says: str) -> DeedForm:
    fields = tuple(
        replace(each, errors=(says,)) if each.name == name else each for each in form.fields
    )
    return replace(form, fields=fields)


def _show(
    request: HttpRequest,
    register: Register,
    key: str,
    form: DeedForm,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    record = visible_record(register, key, actor)
    if record.retired_at is not None:
        raise AlreadyRetired
    version = FieldView("version", "", "hidden", str(record.version))
    context = {
        **title_context(register, record_facts(register, record, page_language(), actor)),
        "heading": form.heading,
        "what": form.what,
        "form": FormView(
            fields=(version, *form.fields),
            errors=(str(refusal),) if refusal else (),
            submit_text=form.submit,
            cancel_url=register.url(key),
        ),
    }
    return render(request, "registers/deed.html", context, status=status)
