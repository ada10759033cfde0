"""Finding one record for a use case, or refusing."""

from typing import Any

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.errors import AlreadyRetired, ChangedMeanwhile
from openluban.foundation.registers.record import Record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound


def the_register(key: str) -> Register:
    """Return the register.

    :raises NotFound: no module declares it
    """
    register = find_register(key)
    if register is None:
        raise NotFound(register=key)
    return register


def the_record(register: Register, key: str, *, actor: Actor, lock: bool = False) -> Any:
    """Return the record with its relations, if the actor may see it.

    :raises NotFound: there is none, or the actor may not know of it
    """
    found = register.model.objects.visible_to(actor).filter(key=key)
    found = found.select_for_update() if lock else found.select_related(*register.related)
    record = found.first()
    if record is None:
        raise NotFound(register=register.key, key=key)
    return record


def unchanged_since(record: Record, version: int | None) -> None:
    """Check that a record may still be changed by somebody who saw the given version.

    :raises AlreadyRetired: it was taken out as an error
    :raises ChangedMeanwhile: its version is another now
    """
    if record.retired_at is not None:
        raise AlreadyRetired
    if version is not None and record.version != version:
        raise ChangedMeanwhile
