"""How what is taught with stands to what is published; derived anew each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.network.workshops.public import Workshop
from openluban.teaching.library.public import State, Texts, Unit, has_moved, published_texts
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.rules import Lag, lag_of


@dataclass(frozen=True, slots=True)
class UseStanding:
    """A use, and how its version stands to the one that is published today (0: none is).

    ``is_stale``: the version published today has not followed its original.
    ``source``: the original's language, if there is one.
    """

    use: UnitUse
    lag: Lag
    published: int
    is_stale: bool
    source: str


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


def standings_of_uses(uses: Iterable[UnitUse]) -> list[UseStanding]:
    """Return how each stands; one query."""
    found = list(uses)
    texts = published_texts({use.unit_id for use in found})
    return [_standing(use, texts.get(use.unit_id, Texts(()))) for use in found]


def _standing(use: UnitUse, texts: Texts) -> UseStanding:
    rows = texts.versions(use.language)
    known = {row.version for row in rows}
    now = next((row for row in rows if row.state == State.PUBLISHED), None)
    source = texts.source_of(now) if now else None
    return UseStanding(
        use=use,
        lag=lag_of(use.text_version, published=now.version if now else None, known=known),
        published=now.version if now else 0,
        is_stale=bool(now and source and has_moved(now, source)),
        source=source.language if source else "",
    )
