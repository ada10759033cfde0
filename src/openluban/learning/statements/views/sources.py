"""The pages of whoever keeps the statements: sources, their keys, what they sent."""

from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import only
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Pager
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal
from openluban.learning.statements.models import Source
from openluban.learning.statements.policies import may_keep
from openluban.learning.statements.queries.arriving import counts, days_of, gaps_of
from openluban.learning.statements.queries.statements import Question, page_of
from openluban.learning.statements.rules.scopes import USUAL, WORDS
from openluban.learning.statements.use_cases.keep_sources import (
    VERSIONS,
    add_source,
    issue_key,
    set_retention,
    set_workshop,
    withdraw_key,
)
from openluban.learning.statements.views import tables
from openluban.learning.statements.views.clock import now
from openluban.network.workshops.public import Workshop

_PAGE = 50
_DIGITS = 17
_DAYS = 60
_DAY = 86_400_000_000

for_keepers = only(may_keep)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@shown_anew
def sources_page(request: HttpRequest) -> HttpResponse:
    """List the sources; add one, and lead to its page."""
    errors: tuple[ErrorLine, ...] = ()
    if request.method == "POST":
        try:
            source = add_source(
                key=sent(request, "key"),
                name=sent(request, "name"),
                site=site_url(request),
                version=sent(request, "version") or VERSIONS[0],
                actor=actor_of(request),
                at=timezone.now(),
            )
        except Invalid as refusal:
            errors = _lines(refusal)
        else:
            messages.success(request, _("The source is added. Make a key for its program below."))
            return SeeOther(_address(source.key))
    with connection.cursor() as cursor:
        known = counts(cursor)
    sources = list(Source.objects.order_by("key"))
    context = {
        "table": tables.of_sources(sources, known, page_language()),
        "errors": ErrorSummary(errors) if errors else None,
        "form": _source_form(request),
    }
    return _kept_from_caches(request, "statements/sources.html", context, bool(errors))


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@shown_anew
def source_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a source with its keys and what came; make or withdraw a key, set the retention."""
    source = _source(key)
    secret = ""
    errors: tuple[ErrorLine, ...] = ()
    if request.method == "POST":
        try:
            secret = _DEEDS.get(sent(request, "action"), _issue)(request, source)
        except NotAllowed:
            raise
        except Refusal as refusal:
            errors = _lines(refusal)
        else:
            if not secret:
                return SeeOther(_address(key))
    context = {"source": source, "secret": secret, "endpoint": f"{site_url(request)}/xAPI"}
    context |= _about(source) | {
        "errors": ErrorSummary(errors) if errors else None,
        "form": _key_form(request, source),
        "retention": _retention_form(source),
        "belonging": _workshop_form(request, source),
    }
    return _kept_from_caches(request, "statements/source.html", context, bool(errors))


def _about(source: Source) -> dict[str, Any]:
    language, since = page_language(), now() - _DAYS * _DAY
    with connection.cursor() as cursor:
        days, gaps = days_of(cursor, source.pk, since), gaps_of(cursor, source.pk, since)
    keys = list(source.keys.order_by("-made_at"))
    return {
        "facts": tables.facts_of(source),
        "keys": tables.of_keys(keys),
        "open_keys": [each for each in keys if each.withdrawn_at is None],
        "days": tables.of_days(days, language),
        "gaps": tables.of_gaps(gaps, language),
        "number_of_days": format_number(_DAYS, language),
    }


def _issue(request: HttpRequest, source: Source) -> str:
    """Make a key and return what it signs in with; it is on this page alone."""
    key, secret = issue_key(
        source_key=source.key,
        scopes=tuple(request.POST.getlist("scope")[: len(WORDS)]),
        actor=actor_of(request),
        at=timezone.now(),
    )
    return f"{key.login}:{secret}"


def _withdraw(request: HttpRequest, _source: Source) -> str:
    withdraw_key(login=sent(request, "key"), actor=actor_of(request), at=timezone.now())
    messages.success(request, _("The key is withdrawn: it opens nothing any more."))
    return ""


def _retain(request: HttpRequest, source: Source) -> str:
    text = sent(request, "days")
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else -1  # noqa: PLR2004
    set_retention(
        source_key=source.key,
        days=days if text else None,
        actor=actor_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return ""


def _belong(request: HttpRequest, source: Source) -> str:
    set_workshop(
        source_key=source.key,
        workshop_key=sent(request, "workshop"),
        actor=actor_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return ""


_DEEDS = {"withdraw": _withdraw, "retain": _retain, "belong": _belong}


@require_safe
@for_keepers
def sent_page(request: HttpRequest, key: str) -> HttpResponse:
    """List what a source sent, newest first, by pseudonyms."""
    source = _source(key)
    until = _place(request.GET.get("before", ""))
    question = Question(source=source.pk, authority_of=(source.pk,), until=until, limit=_PAGE)
    with connection.cursor() as cursor:
        found = page_of(cursor, question)
    shown = found[:_PAGE]
    more = f"?before={shown[-1].id}" if len(found) > _PAGE else ""
    context: dict[str, Any] = {
        "source": source,
        "table": tables.of_statements(shown, _("Statements")),
        "pager": Pager(next_url=more) if more else None,
    }
    return _kept_from_caches(request, "statements/sent.html", context, False)  # noqa: FBT003


def _place(text: str) -> int | None:
    """Return the moment before which the page begins, None for the newest."""
    fits = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) - 1 if fits else None


def _source(key: str) -> Source:
    source = Source.objects.filter(key=key).first()
    if source is None:
        raise NotFound
    return source


def _address(key: str) -> str:
    return reverse("statement_source", args=[key])


def _lines(refusal: Refusal) -> tuple[ErrorLine, ...]:
    if isinstance(refusal, Invalid):
        return tuple(ErrorLine(str(each), f"id_{each.field}") for each in refusal.problems)
    return (ErrorLine(str(refusal)),)


def _source_form(request: HttpRequest) -> FormView:
    chosen = sent(request, "version") or VERSIONS[0]
    return FormView(
        fields=(
            FieldView("key", _("Key"), value=sent(request, "key"), required=True,
                      help=_("Small letters, digits and hyphens, such as workshop-tablets.")),
            FieldView("name", _("Name"), value=sent(request, "name"),
                      help=_("Which program or which devices send.")),
            FieldView("version", _("Version of xAPI"), "choice", chosen,
                      choices=tuple(Choice(each, each, each == chosen) for each in VERSIONS)),
        ),
        action_url=reverse("statement_sources"),
        submit_text=_("Add the source"),
    )  # fmt: skip


def _key_form(request: HttpRequest, source: Source) -> FormView:
    chosen = request.POST.getlist("scope") or USUAL
    words = tables.scope_words()
    scopes = tuple(Choice(each, f"{words[each]} ({each})", each in chosen) for each in WORDS)
    field = FieldView("scope", _("What it may"), "choices", choices=scopes, required=True)
    action = FieldView("action", "", "hidden", "issue")
    return FormView((action, field), action_url=_address(source.key), submit_text=_("Make a key"))


def _retention_form(source: Source) -> FormView:
    days = "" if source.retain_days is None else str(source.retain_days)
    field = FieldView(
        "days",
        _("Days that statements are kept"),
        "number",
        days,
        _("Empty: they stay. What is older goes with luban statements retain."),
    )
    action = FieldView("action", "", "hidden", "retain")
    return FormView((action, field), action_url=_address(source.key), submit_text=_("Save"))


def _workshop_form(request: HttpRequest, source: Source) -> FormView:
    chosen, language = source.workshop_id, page_language()
    found = Workshop.objects.visible_to(actor_of(request)).order_by("key")
    options = [Choice("", _("none in particular"), chosen is None)]
    options += [Choice(one.key, one.name.best(language)[1], one.pk == chosen) for one in found]
    key = source.workshop.key if source.workshop else ""
    field = FieldView(
        "workshop",
        _("Workshop"),
        "choice",
        key,
        _("Figures of the use of units count its statements at this workshop."),
        choices=tuple(options),
    )
    action = FieldView("action", "", "hidden", "belong")
    return FormView((action, field), action_url=_address(source.key), submit_text=_("Save"))


def _kept_from_caches(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    is_unfit: bool,  # noqa: FBT001
) -> HttpResponse:
    response = render(request, template, context, status=UNPROCESSABLE if is_unfit else 200)
    response["Cache-Control"] = "no-store"
    return response
