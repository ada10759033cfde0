"""What a person's statements are, and erasing them: the identifier is sent, never in an address."""

from typing import Any

import orjson
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.queries.statements import Question, page_of
from openluban.learning.statements.rules import agents
from openluban.learning.statements.rules.marks import AGENT, digest_of
from openluban.learning.statements.use_cases.let_go import erase_statements
from openluban.learning.statements.views import tables
from openluban.learning.statements.views.sources import for_keepers

_MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@shown_anew
def person_page(request: HttpRequest) -> HttpResponse:
    """Ask for an identifier; show what is kept of that person, or erase it."""
    error, agent = "", None
    if request.method == "POST":
        agent, error = _agent(request)
    if agent is not None and sent(request, "action") == "erase":
        return _erase(request, agent)
    context: dict[str, Any] = {"form": _form(request, error)}
    if agent is not None:
        marks = (((AGENT, digest_of(agents.identity(agent))),),)
        with connection.cursor() as cursor:
            found = page_of(cursor, Question(marks=marks, limit=_MOST))
        context["table"] = tables.of_statements(found[:_MOST], _("Statements of this person"))
        context["has_more"] = len(found) > _MOST
        context["erase"] = _erase_form(request)
    status = UNPROCESSABLE if error else 200
    response = render(request, "statements/person.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _erase(request: HttpRequest, agent: dict[str, Any]) -> HttpResponse:
    erased = erase_statements(agent=agent, actor=actor_of(request), at=timezone.now())
    words = ngettext(
        "%(n)s statement was erased.", "%(n)s statements were erased.", erased.statements
    )
    said = words % {"n": erased.statements}
    if erased.named_elsewhere:
        rest = ngettext(
            "%(n)s statement of others names this person still, as instructor or in a team.",
            "%(n)s statements of others name this person still, as instructor or in a team.",
            erased.named_elsewhere,
        )
        said = f"{said} {rest % {'n': erased.named_elsewhere}}"
    messages.success(request, said)
    return SeeOther(reverse("statement_person"))


def _agent(request: HttpRequest) -> tuple[dict[str, Any] | None, str]:
    """Return the agent that was asked for, or what is wrong with the identifier."""
    kind, text = sent(request, "kind"), sent(request, "identifier")
    home = sent(request, "home") or f"{site_url(request)}/"
    given: dict[str, dict[str, Any]] = {
        "account": {"account": {"homePage": home, "name": text}},
        "mbox": {"mbox": text if text.startswith("mailto:") else f"mailto:{text}"},
        "mbox_sha1sum": {"mbox_sha1sum": text},
        "openid": {"openid": text},
    }
    agent = given.get(kind, given["account"])
    try:
        agents.agent(agent, "")
    except Unfit:
        return None, _("This is no identifier of that kind.")
    if not text:
        return None, _("Enter an identifier.")
    return orjson.loads(orjson.dumps(agent)), ""


def _form(request: HttpRequest, error: str) -> FormView:
    chosen = sent(request, "kind") or "account"
    kinds = (
        ("account", _("name of an account")),
        ("mbox", _("e-mail address")),
        ("mbox_sha1sum", _("SHA-1 of an e-mail address")),
        ("openid", _("OpenID")),
    )
    return FormView(
        fields=(
            FieldView("kind", _("Kind of identifier"), "choice", chosen,
                      choices=tuple(Choice(key, words, key == chosen) for key, words in kinds)),
            FieldView("identifier", _("Identifier"), value=sent(request, "identifier"),
                      required=True, errors=(error,) if error else ()),
            FieldView("home", _("Home page of the account"), value=sent(request, "home"),
                      help=_("Only for an account, and if it is not one of this site.")),
        ),
        action_url=reverse("statement_person"),
        submit_text=_("Show"),
    )  # fmt: skip


def _erase_form(request: HttpRequest) -> FormView:
    kept = ("kind", "identifier", "home")
    fields = tuple(FieldView(name, "", "hidden", sent(request, name)) for name in kept)
    return FormView(
        (FieldView("action", "", "hidden", "erase"), *fields),
        action_url=reverse("statement_person"),
        submit_text=_("Erase all of this person’s statements"),
    )
