"""Awards and batches as those who award see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from openluban.foundation.access.sealing import unseal_all
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import names_in
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.awards import Award, Batch, BatchItem
from openluban.learning.credentials.policies import of_own_issuers
from openluban.learning.credentials.queries.faces import state_at
from openluban.learning.credentials.roster import names_of
from openluban.learning.credentials.tokens import token_of_award

PAGE = 50


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award in a list, with its recipient as the register of learners knows them."""

    number: int
    key: str
    recipient: tuple[str, ...]
    achievement: LocalizedText
    awarded_on: date
    state: str
    is_synthetic: bool


def visible_awards(actor: Actor, at: datetime) -> QuerySet[Award]:
    """Return the awards that the actor's issuers signed, first or second."""
    return Award.objects.filter(of_own_issuers(actor, at))


def award_rows(
    actor: Actor, *, at: datetime, achievement: str = "", state: str = "", before: int = 0
) -> list[AwardRow]:
    """Return a page of awards and one more if there are more; the newest first, two queries."""
    found = visible_awards(actor, at)
    if achievement:
        found = found.filter(achievement__key=achievement)
    if state == Award.State.EXPIRED:
        found = found.filter(Q(state=state) | Q(state__in=_OUT, valid_until__lte=at))
    elif state:
        found = found.filter(state=state)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("achievement").defer("document").order_by("-pk")[: PAGE + 1])
    names = names_of(row.person_id for row in rows if row.state != Award.State.ERASED)
    return [
        AwardRow(
            row.pk,
            row.key,
            names.get(row.person_id, ()),
            row.achievement.name,
            row.awarded_on,
            state_at(row, at),
            row.is_synthetic,
        )
        for row in rows
    ]


_OUT = (Award.State.VALID, Award.State.SUSPENDED)


def token_of(award: str, *, at: datetime) -> str:
    """Return the token of an award (its key) that somebody may see; two queries.

    :raises Refusal: as ``tokens.token_of_award``
    """
    related = ("issuer", "signed_with")
    return token_of_award(Award.objects.select_related(*related).get(key=award), at=at)


def awardable() -> list[Achievement]:
    """Return what can be awarded, by name."""
    shown = Achievement.objects.shown().filter(closed_on=None)
    return list(shown.order_by("sort_name", "pk"))


def visible_batches(actor: Actor, at: datetime) -> QuerySet[Batch]:
    """Return the batches of the actor's issuers, the newest first."""
    found = Batch.objects.filter(of_own_issuers(actor, at)).select_related("achievement", "issuer")
    return found.order_by("-pk")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many a batch left out for a reason."""

    problem: str
    count: int


def left_out_of(batch: Batch) -> list[LeftOut]:
    """Return why people were left out of a batch, and how many; one query."""
    rows = BatchItem.objects.filter(batch=batch).exclude(problem="").values_list("problem")
    return [LeftOut(*row) for row in rows.annotate(n=Count("pk")).order_by("problem")]


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to an award: the action, when, by whom, why."""

    action: str
    at: datetime
    who: str
    why: str


def lines_of(award: Award) -> list[Line]:
    """Return what happened to an award, the newest first; three queries."""
    entries = list(Entry.objects.about("awards", award.key))
    names = names_in(entries)
    reasons = unseal_all([(award.person.key, _sealed(entry.changes)) for entry in entries])
    return [
        Line(entry.action, entry.happened_at, name, reason)
        for entry, name, reason in zip(entries, names, reasons, strict=True)
    ]


def _sealed(changes: dict[str, Any]) -> str:
    return str((changes.get("reason") or ["", ""])[1] or "")
