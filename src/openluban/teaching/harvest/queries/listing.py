"""Lists of items, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from openluban.teaching.harvest.description import Description
from openluban.teaching.harvest.models import Item
from openluban.teaching.harvest.queries.describing import described
from openluban.teaching.harvest.rules import Window
from openluban.teaching.library.public import Resource

AT_ONCE = 200
"""Items a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list goes on: after ``number``; ``told`` were told of at first ``total``.

    What changes while the list is read moves to its end and is told (again) there. So that a list
    ends however much changes, from twice its length on it goes no further than ``bound``, the
    highest number then; 0 is without a bound.
    """

    number: int = 0
    told: int = 0
    total: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a list; ``next_place`` is None on the last page."""

    items: list[Item]
    next_place: Place | None


def page_of(window: Window, place: Place | None) -> Page:
    """Return a page of a list; its first page when there is no place. At most two queries."""
    found = _in_window(window)
    if place is None:
        place = Place(total=found.count())
    rest = found.filter(number__gt=place.number)
    if place.bound:
        rest = rest.filter(number__lte=place.bound)
    items = list(rest.order_by("number")[: AT_ONCE + 1])
    if len(items) <= AT_ONCE:
        return Page(items, None)
    items = items[:AT_ONCE]
    told = place.told + AT_ONCE
    bound = place.bound
    if not bound and told >= 2 * place.total:
        bound = Item.objects.aggregate(last=Max("number"))["last"]
    return Page(items, Place(items[-1].number, told, place.total, bound))


def _in_window(window: Window) -> QuerySet[Item]:
    found = Item.objects.all()
    if window.since is not None:
        found = found.filter(noted_at__gte=window.since)
    if window.until is not None:
        found = found.filter(noted_at__lte=window.until)
    if window.kind:
        found = found.filter(kind=window.kind)
    if window.resource:
        found = found.filter(resource=window.resource)
    return found


def item_named(kind: str, key: str) -> Item | None:
    """Return an item, None if nothing public was ever known by this key."""
    return Item.objects.filter(kind=kind, key=key).first()


def descriptions_of(items: Sequence[Item]) -> dict[tuple[str, str], Description]:
    """Return the descriptions of items; who stopped being public since has none."""
    return described((item.kind, item.key) for item in items if not item.is_deleted)


def first_moment() -> datetime | None:
    """Return the earliest moment at which anything was noted."""
    found: datetime | None = Item.objects.aggregate(first=Min("noted_at"))["first"]
    return found


def resources_in_sets() -> list[tuple[str, str]]:
    """Return (key, English or first name) of the resources whose units are a set."""
    rows = Resource.objects.shown().order_by("pk").values_list("key", "name")
    return [(key, name.best("en")[1]) for key, name in rows]
