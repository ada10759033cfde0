"""Entering a new record: taken over at once by an officer, proposed by anybody else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.foundation.history.recording import Deed
from openluban.foundation.registers.errors import KeyTaken
from openluban.foundation.registers.fields.basis import Cells
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept, may_propose, scope_of
from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.rows import plain_values, read_row
from openluban.foundation.registers.writing import rest_on, save_one, set_values, words_of_row
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key
from openluban.kernel.refusals import Invalid, NotAllowed


@transaction.atomic
def enter_record(
    *, register_key: str, cells: Cells, reason: str = "", actor: Actor, at: datetime
) -> Any:
    """Enter a record; it counts at once if an officer enters it, else it waits as proposed.

    :raises NotFound: there is no such register
    :raises NotAllowed: the actor may not propose
    :raises Invalid: a field breaks a rule
    :raises KeyTaken: another record has the key
    :raises AlreadyThere: another record says the same, or the values contradict each other
    """
    register = the_register(register_key)
    if not may_propose(actor):
        raise NotAllowed
    row = read_row(register, cells, RecordFinder(actor))
    if not row.problems:
        row.problems.extend(register.problems_of_change(None, row.values))
    if row.problems:
        raise Invalid(row.problems)
    key = row.key or new_key()
    if register.model.objects.filter(key=key).exists():
        raise KeyTaken(key=key)
    accepted = may_accept(actor)
    record: Any = register.model(key=key, scope=scope_of(actor))
    record.standing = Standing.ACCEPTED if accepted else Standing.PROPOSED
    if not accepted:
        row.values.pop("audience", None)
    set_values(record, row.values, at=at)
    changes = {name: (None, value) for name, value in plain_values(register, row.values).items()}
    action = "registers.entered" if accepted else "registers.proposed"
    save_one(register, record, Deed(action, register.key, key, changes, reason), actor=actor, at=at)
    rest_on(register, [key], words_of_row(register, key, row))
    if not accepted:
        Proposal.objects.create(
            kind=Proposal.Kind.NEW,
            register=register.key,
            record=key,
            reason=reason,
            scope=record.scope,
            proposer=actor.key,
            made_at=at,
        )
    return record
