"""What an issuer signs beside others, and what others may award with its signature."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.policies import may_issue_for
from openluban.learning.credentials.queries.awards import awardable
from openluban.learning.credentials.queries.issuers import (
    agreements_by,
    other_issuers,
    the_issuer,
)
from openluban.learning.credentials.use_cases.agree import agree_to_sign, end_agreement
from openluban.learning.credentials.views.doors import for_issuers


@require_http_methods(["GET", "HEAD", "POST"])
@for_issuers
def signing_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an issuer signs beside others; agree to more, or end it."""
    issuer = the_issuer(key)
    if issuer is None:
        raise NotFound(what=key)
    if not may_issue_for(actor_of(request), issuer, timezone.now()):
        raise NotAllowed
    if request.method != "POST":
        return _show(request, issuer)
    named = {
        "achievement": sent(request, "achievement"),
        "issuer": sent(request, "issuer"),
        "co_issuer": key,
    }
    actor, at = actor_of(request), timezone.now()
    try:
        if sent(request, "action") == "end":
            end_agreement(**named, actor=actor, at=at)
            messages.success(request, _("Ended. What is signed stays valid."))
        else:
            agree_to_sign(**named, actor=actor, at=at)
            messages.success(request, _("Agreed: your key signs what they award of it."))
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _show(request, issuer, refusal)
    return SeeOther(reverse("issuer_signing", args=[key]))


def _show(request: HttpRequest, issuer: Issuer, refusal: Refusal | None = None) -> HttpResponse:
    reader = page_language()

    def named(records: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
        return (Choice("", "—"), *(Choice(key, name, key == chosen) for key, name in records))

    achievements = [(each.key, each.name.best(reader)[1]) for each in awardable()]
    others = [(each.key, each.name.best(reader)[1]) for each in other_issuers(issuer)]
    form = FormView(
        fields=(
            FieldView("issuer", _("Whatever this institution awards"), "choice", required=True,
                      choices=named(others, sent(request, "issuer"))),
            FieldView("achievement", _("of this achievement"), "choice", required=True,
                      choices=named(achievements, sent(request, "achievement"))),
        ),
        action_url=reverse("issuer_signing", args=[issuer.key]),
        submit_text=_("Agree to sign it"),
        errors=(str(refusal),) if refusal else (),
    )  # fmt: skip
    context = {
        "issuer": issuer,
        "agreements": agreements_by(issuer),
        "form": form,
        "action_url": reverse("issuer_signing", args=[issuer.key]),
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "credentials/signing.html", context, status=status)
