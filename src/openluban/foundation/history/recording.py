"""Writing down what was done, inside the transaction that does it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from openluban.foundation.access.sealing import seal, unseal, unseal_all
from openluban.foundation.columns.bulk import insert_columns
from openluban.foundation.history.models import Entry
from openluban.kernel.actor import Actor

Changes = Mapping[str, tuple[object, object]]


class Deed(NamedTuple):
    """One deed to be written down; ``changes`` maps a field to its plain value before and after."""

    action: str
    kind: str
    key: str
    changes: Changes = {}
    reason: str = ""


def record_all(deeds: Iterable[Deed], *, actor: Actor, at: datetime) -> int:
    """Write down many deeds of one actor at one moment; return how many."""
    sealed = seal(actor.key, actor.name) if actor.kind == "person" else ""
    some = list(deeds)
    same = {
        "happened_at": at,
        "actor_kind": actor.kind,
        "actor_key": actor.key,
        "actor_sealed": sealed,
    }
    insert_columns(
        Entry,
        {
            **{name: [value] * len(some) for name, value in same.items()},
            "action": [deed.action for deed in some],
            "subject_kind": [deed.kind for deed in some],
            "subject_key": [deed.key for deed in some],
            "changes": [deed.changes for deed in some],
            "reason": [deed.reason for deed in some],
        },
    )
    return len(some)


def record(deed: Deed, *, actor: Actor, at: datetime) -> None:
    """Write down one deed."""
    record_all([deed], actor=actor, at=at)


def name_in(entry: Entry) -> str:
    """Return the name of who did it, ``""`` where the person was erased or it was the system."""
    return unseal(entry.actor_key, entry.actor_sealed)


def names_in(entries: Sequence[Entry]) -> list[str]:
    """Return the names of who did them, as ``name_in`` does, with one query."""
    return unseal_all([(entry.actor_key, entry.actor_sealed) for entry in entries])
