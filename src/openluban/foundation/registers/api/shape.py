"""Records as JSON, without naming what the asker may not know of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.evidence.models import Claim
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import name_in
from openluban.foundation.registers.api.schemas import MEMBERS
from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.queries.visible import own_scopes, visible
from openluban.kernel.actor import Actor

JSON = dict[str, Any]
Reader = Callable[[Any], Any]


def shaped(
    register: Register, records: Sequence[Any], actor: Actor, *, members: Sequence[str] = ()
) -> list[JSON]:
    """Return records as JSON objects, with the wanted members only (``key`` always).

    A reference to a record that the asker may not know of is null.
    """
    names = ("key", *members) if members else (*MEMBERS, *(each.name for each in register.fields))
    readers = _readers(register, set(names), records, actor)
    return [{name: read(record) for name, read in readers} for record in records]


def _readers(
    register: Register, names: set[str], records: Sequence[Any], actor: Actor
) -> list[tuple[str, Reader]]:
    fields = [each for each in register.fields if each.name in names]
    own = {each.name for each in fields}
    readers: list[tuple[str, Reader]] = [
        (name, _member(name)) for name in MEMBERS if name in names and name not in own
    ]
    hides = not actor.may(ACCEPT)
    scopes = own_scopes(actor)
    known = _visible_references(fields, records, actor) if hides else set()
    for each in fields:
        if hides and isinstance(each, Reference):
            readers.append((each.name, _reference(each.name, scopes)))
        elif hides and isinstance(each, AnyReference):
            readers.append((each.name, _any_reference(each.name, known)))
        else:
            readers.append((each.name, each.json))
    return readers


def _member(name: str) -> Reader:
    if name == "closed_on":
        return lambda record: record.closed_on.text if record.closed_on else None
    return lambda record: getattr(record, name)


def _reference(name: str, scopes: Sequence[str]) -> Reader:
    def read(record: Any) -> Any:
        other = getattr(record, name)
        return other.key if other and (other.is_shown or other.scope in scopes) else None

    return read


def _any_reference(name: str, known: set[str]) -> Reader:
    def read(record: Any) -> Any:
        reference = getattr(record, name)
        return reference if reference in known else None

    return read


def _visible_references(fields: Iterable[Field], records: Sequence[Any], actor: Actor) -> set[str]:
    """Return the ``register/key`` references that may be told; one query for each register."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in fields:
        if isinstance(each, AnyReference):
            for record in records:
                register, _slash, key = getattr(record, each.name).partition("/")
                wanted[register].add(key)
    found: set[str] = set()
    for register, keys in wanted.items():
        declared = find_register(register)
        if declared is not None:
            told = visible(declared, actor).filter(key__in=keys).values_list("key", flat=True)
            found.update(f"{register}/{key}" for key in told)
    return found


def evidence_of(register: Register, key: str) -> list[JSON]:
    """Return what sources say of a record, the oldest claim first; one query."""
    claims = Claim.objects.filter(register=register.key, record=key).select_related("source")
    return [
        {
            "id": claim.pk,
            "field": claim.field,
            "value": claim.value,
            "stance": claim.stance,
            "confidence": claim.confidence,
            "note": claim.note,
            "citation": claim.source.citation,
            "publisher": claim.source.publisher,
            "published_on": claim.source.published_on,
            "is_preferred": bool(claim.preferred_by),
            "preferred_because": claim.preferred_because,
        }
        for claim in claims.order_by("pk")
    ]


def shaped_entries(register: Register, entries: Sequence[Entry], actor: Actor) -> list[JSON]:
    """Return deeds as JSON; only officers are told who did them.

    References stand under their field's name with the keys of records that the actor may see.
    """
    fields = {each.attribute: each for each in register.fields if isinstance(each, Reference)}
    keys = _keys_in(fields, entries, actor)
    tells_names = actor.may(ACCEPT)

    def changes(entry: Entry) -> JSON:
        told: JSON = {}
        for name, pair in entry.changes.items():
            field = fields.get(name)
            if field is None:
                told[name] = pair
            else:
                told[field.name] = [keys.get((field.register, number)) for number in pair]
        return told

    return [
        {
            "id": entry.pk,
            "happened_at": entry.happened_at,
            "action": entry.action,
            "by": (name_in(entry) if tells_names else "") or entry.actor_kind,
            "changes": changes(entry),
            "reason": entry.reason,
        }
        for entry in entries
    ]


def _keys_in(
    fields: Mapping[str, Reference], entries: Iterable[Entry], actor: Actor
) -> dict[tuple[str, int], str]:
    """Return the keys of the records that changes name; one query for each register."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for name, pair in entry.changes.items():
            if name in fields:
                wanted[fields[name].register].update(one for one in pair if isinstance(one, int))
    keys: dict[tuple[str, int], str] = {}
    for register, numbers in wanted.items():
        declared = find_register(register)
        if declared is not None and numbers:
            found = visible(declared, actor).filter(pk__in=numbers).values_list("pk", "key")
            keys.update({(register, number): key for number, key in found})
    return keys


def shaped_proposal(proposal: Proposal) -> JSON:
    """Return a proposal as JSON."""
    return {
        "id": proposal.pk,
        "kind": proposal.kind,
        "state": proposal.state,
        "register": proposal.register,
        "record": proposal.record,
        "base_version": proposal.base_version,
        "cells": proposal.cells,
        "reason": proposal.reason,
        "made_at": proposal.made_at,
        "decided_at": proposal.decided_at,
        "decision": proposal.decision,
    }
