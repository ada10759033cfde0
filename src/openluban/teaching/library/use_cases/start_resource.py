"""Starting a resource, and a unit of it: records of registers like any other."""

from collections.abc import Mapping
from datetime import datetime

from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor
from openluban.teaching.library.models import Resource, Unit


def start_resource(*, cells: Mapping[str, str], actor: Actor, at: datetime) -> Resource:
    """Enter a resource; it is public at once if an officer enters it, else it waits as proposed.

    ``cells`` are those of the register ``library`` (see ``registers.py``).

    :raises Refusal: as ``enter_record``
    """
    resource: Resource = enter_record(register_key="library", cells=cells, actor=actor, at=at)
    return resource


def start_unit(*, resource_key: str, cells: Mapping[str, str], actor: Actor, at: datetime) -> Unit:
    """Enter a unit of a resource, as ``start_resource`` does.

    :raises Refusal: as ``enter_record``
    """
    whole = {**cells, "resource": resource_key}
    unit: Unit = enter_record(register_key="units", cells=whole, actor=actor, at=at)
    return unit
