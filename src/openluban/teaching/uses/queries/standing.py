"""How what is taught with stands to what is published; derived anew each time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.network.workshops.public import Workshop
from openluban.teaching.library.public import State, Unit, UnitText, is_moved
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.rules import Lag, lag_of

_PUBLIC = (State.PUBLISHED, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class UseStanding:
    """A use, and how its version stands to the one that is published today (0: none is).

    ``is_stale``: the version published today has not followed its original.
    """

    use: UnitUse
    lag: Lag
    published: int
    is_stale: bool


def uses_visible(actor: Actor) -> QuerySet[UnitUse]:
    """Return what somebody may know is taught with, neither declined nor retired."""
    found = UnitUse.objects.visible_to(actor).filter(
        retired_at=None,
        unit__in=Unit.objects.visible_to(actor).filter(retired_at=None),
        workshop__in=Workshop.objects.visible_to(actor).filter(retired_at=None),
    )
    return found.exclude(standing=Standing.DECLINED)


def holding(uses: QuerySet[UnitUse], day: date) -> QuerySet[UnitUse]:
    """Keep what is taught with on a day; an end whose day is not known has not come yet."""
    begun = Q(since_earliest=None) | Q(since_earliest__lte=day)
    going_on = Q(until_latest=None) | Q(until_latest__gt=day)
    open_still = Q(closed_on_earliest=None) | Q(closed_on_earliest__gt=day)
    return uses.filter(begun, going_on, open_still)


def standings_of_uses(uses: QuerySet[UnitUse]) -> list[UseStanding]:
    """Return how each stands, in the order of the query; one query, with what is published."""
    texts = UnitText.objects.filter(unit=OuterRef("unit"))
    ours = texts.filter(language=OuterRef("language"))
    now = ours.filter(state=State.PUBLISHED)
    theirs = texts.filter(language=OuterRef("source_language"))
    source = theirs.filter(Q(state=State.PUBLISHED) | Q(pk=OuterRef("source_pk")))
    public = ours.filter(version=OuterRef("text_version"), state__in=_PUBLIC)
    found = uses.annotate(
        is_known=Exists(public),
        published=Subquery(now.values("version")[:1]),
        made_from=Subquery(now.values("made_from")[:1]),
        source_pk=Subquery(now.values("source")[:1]),
        source_language=Subquery(now.values("source__language")[:1]),
        source_clauses=Subquery(source.order_by("-version").values("clauses")[:1]),
    )
    return [_standing(use) for use in found]


def _standing(use: Any) -> UseStanding:
    known = {use.text_version} if use.is_known else set()
    clauses = use.source_clauses
    return UseStanding(
        use=use,
        lag=lag_of(use.text_version, published=use.published, known=known),
        published=use.published or 0,
        is_stale=clauses is not None and is_moved(use.made_from, clauses),
    )
