"""Taking a unit out of the memory."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.memory.errors import AlreadyRetired, NoSuchUnit, ReasonMissing
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import may_forget


@transaction.atomic
def forget(*, unit: int, reason: str, actor: Actor, at: datetime) -> None:
    """Retire a unit: nobody is offered it any more, and no import brings it back.

    :raises NotAllowed: the actor may not take units out
    :raises ReasonMissing: no reason is given
    :raises NoSuchUnit: there is none of this number
    :raises AlreadyRetired: it was taken out before
    """
    if not may_forget(actor):
        raise NotAllowed
    if not reason.strip():
        raise ReasonMissing
    found = Unit.objects.select_for_update().filter(pk=unit).first()
    if found is None:
        raise NoSuchUnit(unit=unit)
    if found.retired_at is not None:
        raise AlreadyRetired
    found.retired_at, found.retired_because = at, reason.strip()
    found.save(update_fields=["retired_at", "retired_because"])
    deed = Deed("memory.forgotten", "memory_unit", str(unit), reason=reason.strip())
    record(deed, actor=actor, at=at)
