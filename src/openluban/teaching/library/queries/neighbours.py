"""The unit before and the unit after."""

from dataclasses import dataclass

from openluban.kernel.actor import Actor
from openluban.teaching.library.models import Unit


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A unit of the same resource; ``language`` is that of its name."""

    key: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after, None at the ends; ``place`` counts from 1."""

    before: Neighbour | None
    after: Neighbour | None
    place: int
    of: int


def neighbours_of(unit: Unit, actor: Actor, language: str) -> Neighbours:
    """Return a unit's place in its resource; one query."""
    units = Unit.objects.visible_to(actor).filter(resource=unit.resource_id, retired_at=None)
    rows = list(units.order_by("position", "pk").values_list("key", "name"))
    keys = [key for key, _name in rows]
    if unit.key not in keys:
        return Neighbours(None, None, 0, len(keys))
    place = keys.index(unit.key)
    before = rows[place - 1] if place else None
    after = rows[place + 1] if place + 1 < len(rows) else None

    def named(row: tuple[str, object] | None) -> Neighbour | None:
        if row is None:
            return None
        spoken, name = row[1].best(language)  # type: ignore[attr-defined]
        return Neighbour(row[0], name or row[0], spoken)

    return Neighbours(named(before), named(after), place + 1, len(rows))
