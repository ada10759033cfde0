"""Where each side gives its word on a term."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.terms.errors import NoSide, NotTakenOver
from openluban.teaching.terms.models import Agreement, Status, Term
from openluban.teaching.terms.panels import put_forward_words, side_words
from openluban.teaching.terms.policies import sides_of
from openluban.teaching.terms.queries.agreements import waiting_for
from openluban.teaching.terms.use_cases.agree import agree
from openluban.teaching.terms.use_cases.put_forward import put_forward
from openluban.teaching.terms.use_cases.withdraw import withdraw

_STATUS = dict(Status.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def agree_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a term stands between both sides, or take somebody's word."""
    term: Term = visible_record(the_register("terms"), key, actor_of(request))
    if request.method != "POST":
        return _show(request, term)
    deeds: dict[str, tuple[Callable[..., Any], Any]] = {
        "put_forward": (put_forward, _("Put forward. It waits for somebody of the other side.")),
        "agree": (agree, _("Agreed by both sides.")),
        "withdraw": (withdraw, _("Withdrawn.")),
    }
    deed = deeds.get(sent(request, "deed"))
    if deed is None:
        return _show(request, term)
    try:
        deed[0](key=key, actor=actor_of(request), at=timezone.now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        term.refresh_from_db()
        return _show(request, term, refusal)
    messages.success(request, deed[1])
    return SeeOther(f"/terms/{key}/")


def _show(request: HttpRequest, term: Term, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    sides = sides_of(actor)
    waiting = waiting_for(term)
    deeds = _deeds(term, waiting, set(sides), is_officer=may_accept(actor))
    context = {
        "term": term,
        "terms_url": "/terms/",
        "term_url": f"/terms/{term.key}/",
        "fact_list": _facts(term, waiting, sides),
        "deeds": deeds,
        "why_not": "" if deeds else _why_not(term, sides),
        "errors": ErrorSummary((ErrorLine(str(refusal)),)) if refusal else None,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "terms/agree.html", context, status=status)


def _deeds(
    term: Term, waiting: Agreement | None, sides: set[str], *, is_officer: bool
) -> list[tuple[str, str]]:
    """Return what somebody of these sides can do now: code and words of the button."""
    if term.status not in (Status.PROPOSED, Status.ADMITTED) or not term.is_shown:
        return []
    stands = waiting is not None and waiting.wording == term.text
    found = []
    if stands and waiting is not None and sides - {waiting.first_side}:
        found.append(("agree", _("Agree for your side")))
    if sides and not stands:
        found.append(("put_forward", _("Put forward for your side")))
    if waiting is not None and (waiting.first_side in sides or is_officer):
        found.append(("withdraw", _("Withdraw")))
    return found


def _why_not(term: Term, sides: dict[str, str]) -> str:
    if term.status == Status.AGREED:
        return _("Both sides have agreed to this term.")
    if term.status == Status.FORBIDDEN:
        return _("This term is forbidden. Change its status first.")
    if not sides:
        return str(NoSide())
    return str(NotTakenOver())


def _facts(term: Term, waiting: Agreement | None, sides: dict[str, str]) -> FactList:
    reader = page_language()
    spoken, words = term.concept.name.best(reader)
    concept = Wording(words, f"/concepts/{term.concept.key}/", spoken)
    facts = [
        Fact(_("Concept"), (concept,)),
        Fact(_("Language"), (Wording(language_name(term.language, reader)),)),
        Fact(_("Status"), (Wording(_STATUS[term.status]),)),
    ]
    if waiting is not None:
        when = moment_words(waiting.first_at, reader)
        said = Wording(put_forward_words(waiting.first_side))
        changed = waiting.wording != term.text
        note = _("as “%(wording)s”, before it was changed") % {"wording": waiting.wording}
        facts.append(
            Fact(_("Word of the first side"), (said, Wording(when)), note if changed else "")
        )
    if sides:
        own = tuple(Wording(side_words(side)) for side in sides)
        facts.append(Fact(_("You speak for"), own))
    return FactList(tuple(facts))
