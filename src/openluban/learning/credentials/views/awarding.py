"""The form by which somebody awards: one learner, some, or a whole cohort."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.joining import names_listed
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.dates import NotADate, typed_day
from openluban.kernel.refusals import Refusal
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.ordering import Wish
from openluban.learning.credentials.queries.awards import awardable
from openluban.learning.credentials.queries.choosing import (
    CohortOffer,
    cohorts_for,
    enrolments_of_cohort,
    names_chosen,
)
from openluban.learning.credentials.queries.issuers import agreements_with, own_issuers
from openluban.learning.credentials.running import run_apart
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.award_many import begin_batch
from openluban.learning.credentials.views.doors import for_issuers, unlisted

_MOST_LETTERS = 600_000


class NoDay(Refusal):
    """What was written is no day."""

    code = "credentials.no_day"
    sentence = gettext_lazy("Write the day as 2026-09-12.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says."""

    achievement: str
    issuer: str
    co_issuer: str
    awarded_on: str
    cohort: str
    enrolments: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@for_issuers
@unlisted
def give_page(request: HttpRequest) -> HttpResponse:
    """Show the form, or award what was asked for."""
    asked = _asked(request)
    if request.method != "POST":
        return _show(request, asked)
    try:
        return SeeOther(_awarded(asked, actor_of(request)))
    except Refusal as refusal:
        return _show(request, asked, refusal)


def _awarded(asked: Asked, actor: Actor) -> str:
    """Award, and return where to look."""
    at = timezone.now()
    wish = Wish(asked.achievement, asked.issuer, _day(asked.awarded_on), asked.co_issuer)
    enrolments = asked.enrolments
    if asked.cohort:
        enrolments = (*enrolments, *enrolments_of_cohort(asked.cohort, actor, at))
    if len(set(enrolments)) == 1:
        made = award_one(wish=wish, enrolment=enrolments[0], actor=actor, at=at)
        return reverse("award", args=[made.key])
    batch = begin_batch(wish=wish, enrolments=enrolments, actor=actor, at=at)
    run_apart(batch.key)
    return reverse("award_batch", args=[batch.key])


def _day(text: str) -> date:
    try:
        return typed_day(text)
    except NotADate:
        raise NoDay from None


def _asked(request: HttpRequest) -> Asked:
    is_sent = request.method == "POST"
    given = request.POST if is_sent else request.GET
    written = given.get("enrolments", "").replace("\0", "")[:_MOST_LETTERS]
    return Asked(
        achievement=given.get("achievement", "").replace("\0", "")[:80],
        issuer=sent(request, "issuer"),
        co_issuer=sent(request, "co_issuer"),
        awarded_on=sent(request, "awarded_on") if is_sent else timezone.localdate().isoformat(),
        cohort=given.get("cohort", "").replace("\0", "")[:80],
        enrolments=tuple(dict.fromkeys(written.replace(",", " ").split())),
    )


def _show(request: HttpRequest, asked: Asked, refusal: Refusal | None = None) -> HttpResponse:
    actor, at, reader = actor_of(request), timezone.now(), page_language()
    issuers = own_issuers(actor, at)
    second = {
        row.co_issuer: row.co_issuer_name
        for row in agreements_with(issuers)
        if not asked.achievement or row.achievement == asked.achievement
    }
    fields = (
        FieldView("achievement", _("Achievement"), "choice", asked.achievement, required=True,
                  choices=_named(((each.key, each.name) for each in awardable()),
                                 asked.achievement, reader)),
        FieldView("issuer", _("Awarded by"), "choice", asked.issuer, required=True,
                  choices=_named(((each.key, each.name) for each in issuers),
                                 asked.issuer, reader)),
        FieldView("co_issuer", _("Signed also by"), "choice", asked.co_issuer,
                  help=_("Those who have agreed to sign it."),
                  choices=_named(second.items(), asked.co_issuer, reader)),
        FieldView("awarded_on", _("Day of the award"), "text", asked.awarded_on,
                  _("As 2026-09-12; not in the future."), required=True),
        FieldView("cohort", _("Everybody of the cohort"), "choice", asked.cohort,
                  choices=_cohorts(cohorts_for(actor, at), asked.cohort, reader)),
        FieldView("enrolments", _("Or these enrolments"), "longtext", " ".join(asked.enrolments),
                  _chosen_help(names_chosen(asked.enrolments, actor, at))),
    )  # fmt: skip
    form = FormView(
        fields=fields,
        action_url=reverse("give_awards"),
        submit_text=pgettext("verb", "Award"),
        cancel_url=reverse("awards"),
        errors=(str(refusal),) if refusal else (),
    )
    context = {"form": form, "has_issuer": bool(issuers)}
    status = UNPROCESSABLE if refusal else 200
    return render(request, "credentials/give.html", context, status=status)


def _chosen_help(names: list[str]) -> str:
    if names:
        return _("Chosen: %(names)s") % {"names": names_listed(names)}
    return _("Open a learner and choose to award them: the number of their enrolment comes along.")


def _named(
    records: Iterable[tuple[str, LocalizedText]], chosen: str, reader: str
) -> tuple[Choice, ...]:
    found = [Choice("", "—")]
    for key, name in records:
        language, words = name.best(reader)
        lang = "" if language == reader else language
        found.append(Choice(key, words or key, key == chosen, lang))
    return tuple(found)


def _cohorts(offers: list[CohortOffer], chosen: str, reader: str) -> tuple[Choice, ...]:
    found = [Choice("", "—")]
    for offer in offers:
        workshop = offer.workshop.best(reader)[1]
        words = ngettext("%(n)s completed", "%(n)s completed", offer.completed)
        told = f"{offer.name}, {workshop} ({words % {'n': offer.completed}})"
        found.append(Choice(offer.key, told, offer.key == chosen))
    return tuple(found)
