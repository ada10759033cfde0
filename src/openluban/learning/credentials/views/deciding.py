"""One award as its issuer sees it: what happened to it, and what can be done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.registers.views.sending import reason_view, sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.policies import may_issue_for
from openluban.learning.credentials.queries.awards import Line, lines_of, visible_awards
from openluban.learning.credentials.queries.faces import face_of
from openluban.learning.credentials.roster import names_of
from openluban.learning.credentials.rules import Deed, deeds_possible
from openluban.learning.credentials.use_cases.change_state import change_state
from openluban.learning.credentials.use_cases.reissue import reissue
from openluban.learning.credentials.views.doors import for_issuers, unlisted
from openluban.learning.credentials.views.files import FILES, award_as_file
from openluban.learning.credentials.views.pieces import facts_of, sides_of, title_of
from openluban.learning.credentials.wording import ACTIONS, DEEDS, marks_of

_REISSUE = "reissue"


@require_http_methods(["GET", "HEAD", "POST"])
@for_issuers
@unlisted
def award_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show an award, or do to it what was asked for."""
    if request.method != "POST":
        return _show(request, key)
    try:
        made = _done(request, key)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, key, refusal)
    return SeeOther(reverse("award", args=[made.key]))


def _done(request: HttpRequest, key: str) -> Award:
    actor, at, reason = actor_of(request), timezone.now(), sent(request, "reason")
    action = sent(request, "action")
    if action == _REISSUE:
        made = reissue(award=key, reason=reason, actor=actor, at=at)
        messages.success(request, _("Issued anew; the one before is revoked."))
        return made
    if action not in list(Deed):
        raise NotFound(what=action)
    changed = change_state(award=key, deed=Deed(action), reason=reason, actor=actor, at=at)
    messages.success(request, _("Done. Whoever checks the award learns of it."))
    return changed


def _show(request: HttpRequest, key: str, refusal: Refusal | None = None) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    award = _the_award(key, actor)
    reader = page_language()
    is_erased = award.state == Award.State.ERASED
    may_decide = may_issue_for(actor, award.issuer, at) and not is_erased
    face = None if is_erased else face_of(award, at=at)
    context = {
        "award": award,
        "face": face,
        "title": title_of(face) if face else None,
        "facts": facts_of(face) if face else None,
        "sides": sides_of(face) if face else (),
        "marks": marks_of(face.state if face else award.state, is_synthetic=award.is_synthetic),
        "names": () if is_erased else names_of([award.person_id]).get(award.person_id, ()),
        "lines": [_line(line, reader) for line in lines_of(award)],
        "files": [(name, reverse("award_file", args=[key, name])) for name in FILES],
        "replaces": award.replaces,
        "form": _form(request, award, refusal) if may_decide else None,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "credentials/award.html", context, status=status)


def _line(line: Line, reader: str) -> dict[str, object]:
    return {
        "what": ACTIONS.get(line.action, line.action),
        "when": moment_words(line.at, reader),
        "who": line.who,
        "why": line.why,
    }


def _form(request: HttpRequest, award: Award, refusal: Refusal | None) -> FormView | None:
    possible = deeds_possible(award.state)
    if not possible:
        return None
    chosen = sent(request, "action")
    offered = [Choice(deed, DEEDS[deed], deed == chosen) for deed in possible]
    offered.append(Choice(_REISSUE, _("Issue anew, as the recipient is called today"),
                          chosen == _REISSUE))  # fmt: skip
    return FormView(
        fields=(
            FieldView("action", _("What is to be done"), "choice", chosen, required=True,
                      choices=(Choice("", "—"), *offered)),
            reason_view(request),
        ),
        action_url=reverse("award", args=[award.key]),
        submit_text=_("Do it"),
        errors=(str(refusal),) if refusal else (),
    )  # fmt: skip


@require_safe
@for_issuers
@few_files
@unlisted
def award_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Give an award as a file to its issuer, to be handed over."""
    award = _the_award(key, actor_of(request))
    if award.state == Award.State.ERASED:
        raise NotFound(what=key)
    return award_as_file(request, face_of(award, at=timezone.now()), name)


def _the_award(key: str, actor: Actor) -> Award:
    related = ("achievement", "edition", "issuer__institution", "co_issuer", "person", "replaces")
    award = visible_awards(actor, timezone.now()).select_related(*related).filter(key=key).first()
    if award is None:
        raise NotFound(what=key)
    return award
