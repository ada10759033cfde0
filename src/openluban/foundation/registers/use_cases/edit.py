"""Changing a record: at once by an officer, as a proposal by anybody else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.errors import NothingChanged
from openluban.foundation.registers.fields.basis import Cells
from openluban.foundation.registers.finding import the_record, the_register, unchanged_since
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept, may_propose, scope_of
from openluban.foundation.registers.rows import ParsedRow, cells_of, read_row
from openluban.foundation.registers.writing import (
    changes_between,
    rest_on,
    save_one,
    set_values,
    words_of_row,
)
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed


def _read_whole(register: Register, found: Any, cells: Cells, actor: Actor) -> ParsedRow:
    """Read the record as it would be with the new cells, so that rules over the row hold."""
    whole = {**cells_of(register, found), **cells, "key": found.key}
    row = read_row(register, whole, RecordFinder(actor), partial=True)
    if not row.problems:
        row.problems.extend(register.problems_of_change(found, row.values))
    if row.problems:
        raise Invalid(row.problems)
    return row


@transaction.atomic
def edit_record(  # noqa: PLR0913 - who, when and why come with every deed
    *,
    register_key: str,
    key: str,
    cells: Cells,
    version: int | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Any:
    """Change the fields whose cells are given; return the record, or the proposal that waits.

    :raises NotFound: there is no such record, or the actor may not know of it
    :raises NotAllowed: the actor may not propose
    :raises Invalid: a field breaks a rule
    :raises NothingChanged: the values are those it has
    :raises ChangedMeanwhile: the record's version is no longer the given one
    :raises AlreadyRetired: the record was retired as an error
    :raises AlreadyThere: another record says the same, or the values contradict each other
    """
    register = the_register(register_key)
    if not may_propose(actor):
        raise NotAllowed
    found = the_record(register, key, actor=actor, lock=may_accept(actor))
    unchanged_since(found, version)
    row = _read_whole(register, found, cells, actor)
    changes = changes_between(register, found, row.values)
    if not changes and not row.source:
        raise NothingChanged
    if not may_accept(actor):
        return _propose(register, found, cells, reason, actor, at)
    set_values(found, row.values, at=at)
    deed = Deed("registers.edited", register.key, key, changes, reason)
    save_one(register, found, deed, actor=actor, at=at)
    rest_on(register, [key], words_of_row(register, key, row))
    return the_record(register, key, actor=actor)


def _propose(
    register: Register, found: Any, cells: Cells, reason: str, actor: Actor, at: datetime
) -> Proposal:
    kept = {name: text for name, text in cells.items() if name not in {"key", "audience"}}
    proposal = Proposal.objects.create(
        kind=Proposal.Kind.CHANGE,
        register=register.key,
        record=found.key,
        base_version=found.version,
        cells=kept,
        reason=reason,
        scope=scope_of(actor),
        proposer=actor.key,
        made_at=at,
    )
    deed = Deed("registers.change_proposed", register.key, found.key, {}, reason)
    record(deed, actor=actor, at=at)
    return proposal
