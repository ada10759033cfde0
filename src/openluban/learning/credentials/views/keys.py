"""The keys of an issuer: what signed when, a fresh one, one that was stolen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.registers.views.sending import reason_view, sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey
from openluban.learning.credentials.policies import may_keep_keys
from openluban.learning.credentials.queries.issuers import keys_of, the_issuer
from openluban.learning.credentials.use_cases.keep_keys import (
    make_key,
    replace_key,
    report_compromised,
)
from openluban.learning.credentials.use_cases.sign_anew import sign_anew, unbelieved
from openluban.learning.credentials.views.doors import for_keepers

_MAKE, _REPLACE, _LOST, _AGAIN = "make", "replace", "compromised", "sign_anew"


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@shown_anew
def keys_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the keys of an issuer, or do what was asked for."""
    if request.method != "POST":
        return _show(request, key)
    try:
        _done(request, key)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, key, refusal)
    return SeeOther(reverse("issuer_keys", args=[key]))


def _done(request: HttpRequest, key: str) -> None:
    actor, at, reason = actor_of(request), timezone.now(), sent(request, "reason")
    action = sent(request, "action")
    if action == _MAKE:
        make_key(issuer=key, actor=actor, at=at)
        messages.success(request, _("The issuer has a key and can award."))
    elif action == _REPLACE:
        replace_key(issuer=key, reason=reason, actor=actor, at=at)
        messages.success(request, _("A fresh key signs from now on; what is signed stays valid."))
    elif action == _LOST:
        named = sent(request, "key")
        report_compromised(issuer=key, key=named, reason=reason, actor=actor, at=at)
        messages.success(request, _("Nothing that this key signed is believed any more."))
    elif action == _AGAIN:
        left = sign_anew(issuer=key, actor=actor, at=at)
        told = _("Signed anew. Still to do: %(n)s.") % {"n": left}
        messages.success(request, told)
    else:
        raise NotFound(what=action)


def _show(request: HttpRequest, key: str, refusal: Refusal | None = None) -> HttpResponse:
    issuer = the_issuer(key)
    if issuer is None:
        raise NotFound(what=key)
    if not may_keep_keys(actor_of(request), issuer, timezone.now()):
        raise NotAllowed
    keys = keys_of(issuer)
    context = {
        "issuer": issuer,
        "did": keys[0].did if keys else "",
        "did_url": reverse("issuer_did", args=[key]),
        "signing_url": reverse("issuer_signing", args=[key]),
        "table": _table(keys),
        "unbelieved": unbelieved(issuer).count() if any(k.compromised_at for k in keys) else 0,
        "form": _form(request, issuer, keys, refusal),
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "credentials/keys.html", context, status=status)


def _table(keys: list[IssuerKey]) -> TableView:
    reader = page_language()
    columns = (
        Column("name", _("Key")),
        Column("since", _("Signs since")),
        Column("until", _("Until")),
    )
    rows = tuple(
        Row(
            (
                Cell(key.name, marks=_marks(key)),
                Cell(moment_words(key.since, reader)),
                Cell(moment_words(key.until, reader) if key.until else ""),
            )
        )
        for key in keys
    )
    empty = Empty(_("There is no key yet."), _("Without one nothing can be awarded."))
    return TableView(_("Keys"), columns, rows, empty)


def _marks(key: IssuerKey) -> tuple[Mark, ...]:
    if key.compromised_at:
        return (Mark(_("compromised: nothing it signed is believed"), "seal"),)
    if key.until:
        return (Mark(_("replaced: what it signed stays valid")),)
    return (Mark(_("signs"), "timber"),)


def _form(
    request: HttpRequest, issuer: Issuer, keys: list[IssuerKey], refusal: Refusal | None
) -> FormView:
    action_url = reverse("issuer_keys", args=[issuer.key])
    errors = (str(refusal),) if refusal else ()
    if not any(key.until is None for key in keys):
        hidden = FieldView("action", "", "hidden", _MAKE)
        return FormView((hidden,), (), errors, action_url, _("Make a key"))
    believed = [key for key in keys if key.compromised_at is None]
    chosen = sent(request, "action")
    offered = (
        Choice("", "—"),
        Choice(_REPLACE, _("Put a fresh key in its place"), chosen == _REPLACE),
        Choice(_LOST, _("Say that somebody else has a key"), chosen == _LOST),
    )
    return FormView(
        fields=(
            FieldView("action", _("What is to be done"), "choice", chosen, choices=offered,
                      required=True),
            FieldView("key", _("Which key somebody else has"), "choice", sent(request, "key"),
                      choices=(Choice("", "—"), *(Choice(k.name, k.name) for k in believed))),
            reason_view(request),
        ),
        errors=errors,
        action_url=action_url,
        submit_text=_("Do it"),
    )  # fmt: skip
