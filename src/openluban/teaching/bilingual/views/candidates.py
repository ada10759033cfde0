"""Where candidates for terms are looked through, and proposed one by one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.refusals import Invalid, NotAllowed, Refusal
from openluban.kernel.text import LANGUAGES
from openluban.teaching.bilingual.queries.candidates import MOST_PAIRS, Found, candidates_in
from openluban.teaching.memory.public import origins_for
from openluban.teaching.terms.public import Domain, Word, propose_pair

_OFFERED = (*LANGUAGES, "kk", "ky", "tg", "uz")
_LEAST = ("2", "3", "5", "10")
_LONGEST = 200


@require_safe
@for_contributors
def candidates_page(request: HttpRequest) -> HttpResponse:
    """Show words that may be terms, out of one origin of the memory."""
    actor, given = actor_of(request), request.GET
    origins = origins_for(actor)
    languages = (_tag(given.get("from", "")) or "zh-hans", _tag(given.get("to", "")) or "ru")
    origin = given.get("origin", "")
    origin = origin if origin in dict(origins) else ""
    least = given.get("least", "2") if given.get("least", "2") in _LEAST else "2"
    context: dict[str, Any] = {
        "form": _form(origins, origin, languages, least),
        "has_origins": bool(origins),
        "is_asked": bool(origin),
        "languages": languages,
        "names": [language_name(each, page_language()) for each in languages],
        "most": MOST_PAIRS,
        "lines": [],
        "errors": None,
    }
    if languages[0] == languages[1]:
        wrong = ErrorLine(_("Choose two languages."), "id_to")
        context |= {"errors": ErrorSummary((wrong,)), "is_asked": False}
    elif origin:
        search = candidates_in(origin, languages, least=int(least), actor=actor)
        context |= {
            "pairs": search.pairs,
            "lines": [_line(each, origin, languages) for each in search.found],
        }
    status = UNPROCESSABLE if context["errors"] else 200
    return render(request, "bilingual/candidates.html", context, status=status)


def _tag(given: str) -> str:
    return given if given in _OFFERED else ""


def _form(
    origins: list[tuple[str, str]], origin: str, languages: tuple[str, str], least: str
) -> FormView:
    reader = page_language()

    def offered(chosen: str) -> tuple[Choice, ...]:
        return tuple(Choice(tag, language_name(tag, reader), tag == chosen) for tag in _OFFERED)

    titles = tuple(Choice(key, title, key == origin) for key, title in origins)
    times = tuple(Choice(each, each, each == least) for each in _LEAST)
    return FormView(
        fields=(
            FieldView("origin", _("Aligned text from"), "choice", origin, choices=titles,
                      required=True),
            FieldView("from", _("Language"), "choice", languages[0],
                      choices=offered(languages[0]), required=True),
            FieldView("to", _("Other language"), "choice", languages[1],
                      choices=offered(languages[1]), required=True),
            FieldView("least", _("Together at least"), "choice", least,
                      _("In so many pairs of texts."), times, required=True),
        ),
        action_url=reverse("term_candidates"),
        submit_text=_("Look for candidates"),
        method="get",
    )  # fmt: skip


def _line(found: Found, origin: str, languages: tuple[str, str]) -> dict[str, Any]:
    each = found.candidate
    asked = {
        "origin": origin,
        "from": languages[0],
        "to": languages[1],
        "source": each.source,
        "target": each.target,
    }
    return {
        "source": each.source,
        "target": each.target,
        "together": each.together,
        "apart": (each.in_source, each.in_target),
        "is_half_known": found.is_half_known,
        "examples": found.examples,
        "url": f"{reverse('term_propose')}?{urlencode(asked)}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def propose_page(request: HttpRequest) -> HttpResponse:
    """Let somebody put the words as they are named, and enter them as proposed terms."""
    if request.method != "POST":
        return _show(request, {name: request.GET.get(name, "") for name in _FIELDS})
    given = {name: sent(request, name)[:_LONGEST] for name in _FIELDS}
    try:
        concept = propose_pair(
            first=Word(given["from"], given["source"]),
            second=Word(given["to"], given["target"]),
            domain=given["domain"],
            source=dict(origins_for(actor_of(request))).get(given["origin"], ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except NotAllowed:
        raise
    except Invalid as refusal:
        lines = tuple(ErrorLine(f"{each.field}: {each}") for each in refusal.problems)
        return _show(request, given, lines)
    except Refusal as refusal:
        return _show(request, given, (ErrorLine(str(refusal)),))
    if may_accept(actor_of(request)):
        messages.success(request, _("Entered as proposed terms of one concept."))
    else:
        messages.success(request, _("Proposed. It waits for an officer."))
    return SeeOther(f"/concepts/{concept}/")


_FIELDS = ("source", "target", "from", "to", "origin", "domain")


def _show(
    request: HttpRequest, given: dict[str, str], errors: tuple[ErrorLine, ...] = ()
) -> HttpResponse:
    reader = page_language()
    values = {name: given.get(name, "")[:_LONGEST] for name in _FIELDS}
    named = _("As one names it: %(language)s")
    labels = [named % {"language": language_name(values[each], reader)} for each in ("from", "to")]
    chosen = values["domain"] or str(Domain.OTHER)
    domains = tuple(Choice(key, label, key == chosen) for key, label in Domain.choices)
    back = urlencode({name: values[name] for name in ("origin", "from", "to") if values[name]})
    hidden = tuple(FieldView(name, "", "hidden", values[name]) for name in ("from", "to", "origin"))
    form = FormView(
        fields=(
            FieldView("source", labels[0], "text", values["source"], required=True),
            FieldView("target", labels[1], "text", values["target"], required=True),
            FieldView("domain", _("Domain"), "choice", chosen, choices=domains),
            *hidden,
        ),
        action_url=reverse("term_propose"),
        submit_text=_("Propose as terms"),
        cancel_url=f"{reverse('term_candidates')}?{back}",
    )
    context = {"form": form, "errors": ErrorSummary(errors) if errors else None}
    status = UNPROCESSABLE if errors else 200
    return render(request, "bilingual/propose.html", context, status=status)
