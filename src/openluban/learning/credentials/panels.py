"""What this module adds to pages of other modules, and to what waits for people."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.ui.front import FrontLine, FrontPiece, declare_front
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.awards import Award, Batch
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.policies import may_issue, may_keep_keys
from openluban.learning.credentials.queries.awards import visible_batches
from openluban.learning.credentials.queries.choosing import enrolments_of_person
from openluban.learning.credentials.queries.issuers import keys_of
from openluban.learning.credentials.queries.own import held_awards, own_awards
from openluban.learning.credentials.use_cases.forget import forget_recipient
from openluban.learning.learners.public import Cohort, Person, declare_erasing, declare_holding

_FEW = 5


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - as an interface: it is shown at this moment


def _fill_achievement(achievement: Achievement, actor: Actor, _language: str) -> Filled:
    last = achievement.editions.order_by("-number").values_list("number", flat=True).first()
    is_shown = bool(achievement.is_shown)
    return {
        "badge_url": reverse("badge", args=[achievement.key, "png"]) if is_shown else "",
        "edition_url": reverse("achievement_edition", args=[achievement.key, last]) if last else "",
        "edition": last,
        "figure_url": f"/figures/awards/?achievement={achievement.key}",
        "give_url": f"{reverse('give_awards')}?achievement={achievement.key}"
        if may_issue(actor) and is_shown
        else "",
        "awards_url": f"{reverse('awards')}?achievement={achievement.key}"
        if may_issue(actor)
        else "",
    }


def _fill_learner(person: Person, actor: Actor, language: str) -> Filled:
    if not may_issue(actor):
        return None
    give = reverse("give_awards")
    offers = [
        (course, f"{give}?enrolments={key}")
        for key, course in enrolments_of_person(person, actor, _now(), language)
    ]
    return {"offers": offers} if offers else None


def _fill_cohort(cohort: Cohort, actor: Actor, _language: str) -> Filled:
    if not may_issue(actor):
        return None
    return {"cohort_url": f"{reverse('give_awards')}?cohort={cohort.key}"}


def _fill_issuer(issuer: Issuer, actor: Actor, _language: str) -> Filled:
    keys = keys_of(issuer)
    can_keep = may_keep_keys(actor, issuer, _now())
    if not keys and not can_keep:
        return None
    return {
        "did": keys[0].did if keys else "",
        "did_url": reverse("issuer_did", args=[issuer.key]),
        "keys_url": reverse("issuer_keys", args=[issuer.key]) if can_keep else "",
        "is_synthetic": issuer.is_synthetic,
    }


def _said(achievement: Achievement) -> str:
    return str(achievement.name.best(page_language())[1])


def _running_batches(actor: Actor) -> Waiting | None:
    if not may_issue(actor) or actor.kind != "person":
        return None
    running = list(visible_batches(actor, _now()).filter(state=Batch.State.RUNNING)[:_FEW])
    unfinished = (
        WaitingItem(
            _said(batch.achievement), reverse("award_batch", args=[batch.key]), _("being awarded")
        )
        for batch in running
    )
    items = (
        *unfinished,
        WaitingItem(_("Award a certificate or badge"), reverse("give_awards")),
        WaitingItem(_("What was awarded so far"), reverse("awards")),
    )
    return Waiting(_("Certificates and badges"), len(items), items)


def _own(actor: Actor) -> Waiting | None:
    found: list[Award] = list(own_awards(actor).defer("document")[:_FEW])
    items: Any = (
        WaitingItem(_said(award.achievement), reverse("own_award", args=[award.key]))
        for award in found
    )
    return Waiting(_("My awards"), len(found), tuple(items), reverse("own_awards"))


def _front() -> FrontPiece:
    line = FrontLine(
        _("Check a certificate or badge"),
        reverse("verify"),
        _("You learn who issued it and whether it still counts. Nothing of it is kept."),
    )
    return FrontPiece(_("Certificates and badges"), (line,), order=30)


ACHIEVEMENT = declare_panel(
    "achievements",
    Panel(
        key="awards",
        title=_("Awards"),
        template="credentials/achievement_panel.html",
        fill=_fill_achievement,
        order=20,
    ),
)
ISSUER = declare_panel(
    "issuers",
    Panel(
        key="keys",
        title=_("How to check what it signs"),
        template="credentials/issuer_panel.html",
        fill=_fill_issuer,
        order=20,
    ),
)
LEARNER = declare_panel(
    "learners",
    Panel(
        key="awarding", title=_("Award"), template="credentials/give_panel.html", fill=_fill_learner
    ),
)
COHORT = declare_panel(
    "cohorts",
    Panel(
        key="awarding", title=_("Award"), template="credentials/give_panel.html", fill=_fill_cohort
    ),
)
BATCHES = declare_waiting(_running_batches)
OWN = declare_waiting(_own)
FRONT = declare_front(_front)
ERASING = declare_erasing(forget_recipient)
HOLDING = declare_holding("awards", held_awards)
