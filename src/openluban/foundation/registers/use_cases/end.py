"""Ending a record: closed because it ended, or retired because it never should have been."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.foundation.history.recording import Deed
from openluban.foundation.registers.errors import ReasonMissing
from openluban.foundation.registers.finding import the_record, the_register, unchanged_since
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.writing import save_one
from openluban.kernel.actor import Actor
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.refusals import NotAllowed


def _changeable(register_key: str, key: str, version: int | None, actor: Actor) -> Any:
    register = the_register(register_key)
    if not may_accept(actor):
        raise NotAllowed
    found = the_record(register, key, actor=actor, lock=True)
    unchanged_since(found, version)
    return found


@transaction.atomic
def close_record(  # noqa: PLR0913 - who, when and why come with every deed
    *,
    register_key: str,
    key: str,
    on: ImpreciseDate,
    reason: str,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> Any:
    """Say that what the record tells of has ended: from that day on it no longer counts.

    :raises NotAllowed: the actor is no officer
    :raises NotFound: there is no such record
    :raises AlreadyRetired: it was retired as an error
    :raises ChangedMeanwhile: its version is no longer the given one
    :raises ReasonMissing: no reason was given
    """
    found = _changeable(register_key, key, version, actor)
    if not reason.strip():
        raise ReasonMissing
    before = found.closed_on.text if found.closed_on else None
    found.closed_on = on
    deed = Deed("registers.closed", register_key, key, {"closed_on": (before, on.text)}, reason)
    save_one(the_register(register_key), found, deed, actor=actor, at=at)
    return found


@transaction.atomic
def retire_record(
    *,
    register_key: str,
    key: str,
    reason: str,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> Any:
    """Take a record out as an error: it leaves every figure of every day; its history stays.

    :raises NotAllowed: the actor is no officer
    :raises NotFound: there is no such record
    :raises AlreadyRetired: it was retired before
    :raises ChangedMeanwhile: its version is no longer the given one
    :raises ReasonMissing: no reason was given
    """
    found = _changeable(register_key, key, version, actor)
    if not reason.strip():
        raise ReasonMissing
    found.retired_at = at
    deed = Deed(
        "registers.retired", register_key, key, {"retired_at": (None, at.isoformat())}, reason
    )
    save_one(the_register(register_key), found, deed, actor=actor, at=at)
    return found


@transaction.atomic
def set_audience(
    *, register_key: str, key: str, audience: Audience, reason: str = "", actor: Actor, at: datetime
) -> Any:
    """Make a record internal (it leaves every public list, figure and answer) or public again.

    :raises NotAllowed: the actor is no officer
    :raises NotFound: there is no such record
    :raises AlreadyRetired: it was retired as an error
    """
    found = _changeable(register_key, key, None, actor)
    before, found.audience = found.audience, audience
    changes = {"audience": (before, str(audience))}
    deed = Deed("registers.audience_set", register_key, key, changes, reason)
    save_one(the_register(register_key), found, deed, actor=actor, at=at)
    return found
