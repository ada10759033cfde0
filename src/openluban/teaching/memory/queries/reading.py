"""What the memory holds in all."""

from typing import NamedTuple

from openluban.kernel.actor import Actor
from openluban.teaching.memory.errors import NoSuchUnit
from openluban.teaching.memory.models import Origin, Unit
from openluban.teaching.memory.policies import sees_all

_MOST = 200


class OriginRow(NamedTuple):
    """Where units come from."""

    key: str
    title: str
    licence: str
    is_public: bool


def origins(actor: Actor) -> list[OriginRow]:
    """Return the origins whose units the actor sees, by title; at most 200, one query."""
    seen = Origin.objects.all() if sees_all(actor) else Origin.objects.filter(is_public=True)
    rows = seen.order_by("title", "pk").values_list("key", "title", "licence", "is_public")
    return [OriginRow(*row) for row in rows[:_MOST]]


class UnitShown(NamedTuple):
    """A unit with its texts."""

    number: int
    source_language: str
    source: str
    target_language: str
    target: str
    origin_key: str
    origin: str


def unit_shown(number: int) -> UnitShown:
    """Return a unit that was not taken out; one query.

    :raises NoSuchUnit: there is none of this number
    """
    found = (
        Unit.objects.filter(pk=number, retired_at=None)
        .values_list(
            *("pk", "source__language", "source__text", "target__language", "target__text"),
            *("origin__key", "origin__title"),
        )
        .first()
    )
    if found is None:
        raise NoSuchUnit(unit=number)
    return UnitShown(*found)
