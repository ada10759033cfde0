"""What of a register somebody may see, also where it hangs on other records."""

from typing import Any

from django.db.models import Q

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.record import RecordQuerySet
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound


def visible(register: Register, actor: Actor) -> RecordQuerySet[Any]:
    """Return what the actor may see; what belongs to a hidden record is hidden with it."""
    found: RecordQuerySet[Any] = register.model.objects.visible_to(actor)
    if not has_parent(register) or actor.may(ACCEPT):
        return found
    is_open = Q(**{f"{register.parent}__is_shown": True})
    own = own_scopes(actor)
    if own:
        is_open |= Q(**{f"{register.parent}__scope__in": own})
    return found.filter(is_open)


def visible_record(register: Register, key: str, actor: Actor) -> Any:
    """Return one record with its relations.

    :raises NotFound: there is none, or the actor may not know of it
    """
    record = visible(register, actor).filter(key=key).select_related(*register.related).first()
    if record is None:
        raise NotFound(register=register.key, key=key)
    return record


def may_see(actor: Actor, record: Any) -> bool:
    """Test on a loaded record what ``visible_to`` tests in the database."""
    return bool(record.is_shown or actor.may(ACCEPT) or record.scope in own_scopes(actor))


def own_scopes(actor: Actor) -> list[str]:
    """Return the scope keys at which the actor proposes."""
    return sorted(scope for scope in actor.scopes(PROPOSE) if scope)


def has_parent(register: Register) -> bool:
    """Test whether the records of a register are shown on another record's page."""
    return bool(register.parent) and isinstance(register.field_named(register.parent), Reference)
