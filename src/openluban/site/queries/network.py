"""The network at a glance: its workshops on the map, the gates it passed last."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.text import LocalizedText
from openluban.network.workshops.public import Gate, GatePassed, Workshop

_LATEST = 8
_READ = 24


@dataclass(frozen=True, slots=True)
class WorkshopPlace:
    """A workshop that has not closed: where it is, and since when it is open if it is."""

    key: str
    name: LocalizedText
    latitude: float | None
    longitude: float | None
    opened_on: ImpreciseDate | None
    is_open: bool
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class LatestGate:
    """A gate that a workshop passed."""

    gate: Gate
    passed_on: ImpreciseDate
    workshop: str
    name: LocalizedText


def workshop_places(at: date) -> list[WorkshopPlace]:
    """Return the workshops known on a day, open or in preparation: one query.

    Where a workshop's own place is not known its city's stands for it.
    """
    opening = GatePassed.objects.shown().filter(workshop=OuterRef("pk"), gate=Gate.OPENED)
    lasting = Q(closed_on_earliest=None) | Q(closed_on_earliest__gt=at)
    found = (
        Workshop.objects.shown()
        .filter(lasting)
        .annotate(
            north=Coalesce("latitude", "city__latitude"),
            east=Coalesce("longitude", "city__longitude"),
            opened=Subquery(opening.values("passed_on")[:1]),
            opened_from=Subquery(opening.values("passed_on_earliest")[:1]),
        )
    )
    columns = ("key", "name", "north", "east", "opened", "opened_from", "is_disputed")
    return [
        WorkshopPlace(
            key,
            name,
            None if north is None else float(north),
            None if east is None else float(east),
            opened,
            opened_from is not None and opened_from <= at,
            is_disputed,
        )
        for key, name, north, east, opened, opened_from, is_disputed in found.order_by(
            "sort_name", "id"
        ).values_list(*columns)
    ]


def latest_gates(at: date) -> list[LatestGate]:
    """Return the gates passed last up to a day, newest first: one query.

    What a source calls opened is left out where the unveiling of the same day says it better.
    """
    found = GatePassed.objects.shown().filter(workshop__is_shown=True, passed_on_earliest__lte=at)
    columns = ("gate", "passed_on", "workshop__key", "workshop__name")
    rows = list(found.order_by("-passed_on_earliest", "-id").values_list(*columns)[:_READ])
    unveiled = {(day, key) for gate, day, key, _name in rows if gate == Gate.UNVEILED}
    told = [
        LatestGate(Gate(gate), day, key, name)
        for gate, day, key, name in rows
        if gate != Gate.OPENED or (day, key) not in unveiled
    ]
    return told[:_LATEST]
