"""JSON Schemas of a register's records: as they are read, entered and changed."""

from typing import Any

from openluban.foundation.api.describing import JSON, component
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference
from openluban.foundation.registers.fields.simple import Chosen, Text
from openluban.foundation.registers.record import Audience, Standing

KEY: JSON = {
    "type": "string",
    "maxLength": 80,
    "pattern": r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$",
    "description": "Names the record for good.",
}
_DATE: JSON = {
    "type": ["string", "null"],
    "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$",
    "examples": ["2025", "2025-08", "2025-08-30"],
}
_SOURCES: JSON = {
    "type": "string",
    "description": "Citations of what it rests on; “ | ” stands between several.",
    "examples": ["China Daily 2025-08-29 'Luban Workshops'"],
}
_WHY: JSON = {
    "type": "string",
    "maxLength": 2000,
    "description": "Why; others will read it in the history.",
}
_RECORD: JSON = {
    "key": KEY,
    "version": {"type": "integer", "description": "Grows with every change."},
    "standing": {"type": "string", "enum": Standing.values},
    "audience": {"type": "string", "enum": Audience.values},
    "closed_on": {**_DATE, "description": "From this day on it no longer counts."},
    "retired_at": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": "When it was taken out as an error.",
    },
    "confidence": {"type": "string", "enum": Confidence.values},
    "is_disputed": {
        "type": "boolean",
        "description": "A source contradicts it, and nobody has said which holds.",
    },
    "changed_at": {"type": "string", "format": "date-time"},
}
_EVIDENCE_IN: dict[str, JSON] = {
    "source": _SOURCES,
    "confidence": {"type": "string", "enum": ["", *Confidence.values]},
    "note": {"type": "string", "maxLength": 2000},
}
MEMBERS = tuple(_RECORD)
"""What every record has besides its register's fields."""
ENTERED = ("key", "closed_on", "audience", "source", "confidence", "note", "reason")
"""What may be sent with a new record besides its register's fields."""
CHANGED = ("closed_on", "source", "confidence", "note", "reason", "version")
"""What may be sent with a change besides its register's fields."""

CLAIM = component(
    "Claim",
    {
        "type": "object",
        "description": "What one source says of one field (“field” empty: of the whole record).",
        "properties": {
            "id": {"type": "integer"},
            "field": {"type": "string"},
            "value": {"type": "string"},
            "stance": {"type": "string", "enum": ["supports", "contradicts"]},
            "confidence": {"type": "string", "enum": Confidence.values},
            "note": {"type": "string"},
            "citation": {"type": "string"},
            "publisher": {"type": "string"},
            "published_on": {"type": "string"},
            "is_preferred": {"type": "boolean"},
            "preferred_because": {"type": "string"},
        },
        "required": ["id", "field", "value", "stance", "confidence", "citation", "is_preferred"],
    },
)
CHANGE = component(
    "HistoryEntry",
    {
        "type": "object",
        "description": "One deed. “changes” maps a field to its values before and after.",
        "properties": {
            "id": {"type": "integer"},
            "happened_at": {"type": "string", "format": "date-time"},
            "action": {"type": "string", "examples": ["registers.edited"]},
            "by": {"type": "string", "description": "person or system; officers read the name."},
            "changes": {"type": "object", "additionalProperties": {"type": "array"}},
            "reason": {"type": "string"},
        },
        "required": ["id", "happened_at", "action", "by", "changes", "reason"],
    },
)
PROPOSAL = component(
    "Proposal",
    {
        "type": "object",
        "description": "A new record or a change that waits for an officer, or waited.",
        "properties": {
            "id": {"type": "integer"},
            "kind": {"type": "string", "enum": ["new", "change"]},
            "state": {"type": "string", "enum": ["waiting", "accepted", "declined"]},
            "register": {"type": "string"},
            "record": {"type": "string"},
            "base_version": {"type": "integer"},
            "cells": {"type": "object", "additionalProperties": {"type": "string"}},
            "reason": {"type": "string"},
            "made_at": {"type": "string", "format": "date-time"},
            "decided_at": {"type": ["string", "null"], "format": "date-time"},
            "decision": {"type": "string"},
        },
        "required": ["id", "kind", "state", "register", "record", "reason", "made_at"],
    },
)
_NUMBER: JSON = {"type": "integer", "minimum": 0}
OUTCOME = component(
    "ImportOutcome",
    {
        "type": "object",
        "description": "What an import did, or would do.",
        "properties": {
            "preview": {"type": "boolean"},
            "new": _NUMBER,
            "changed": _NUMBER,
            "unchanged": _NUMBER,
            "problems": {"type": "array", "items": {"type": "object"}},
            "samples": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"key": {"type": "string"}, "changes": {"type": "object"}},
                },
            },
        },
        "required": ["preview", "new", "changed", "unchanged", "problems", "samples"],
    },
)
REASON = component(
    "Reason",
    {
        "type": "object",
        "properties": {"reason": {**_WHY, "minLength": 1}},
        "required": ["reason"],
        "additionalProperties": False,
    },
)
REASON_OR_NONE = component(
    "ReasonIfAny",
    {"type": "object", "properties": {"reason": _WHY}, "additionalProperties": False},
)
RETIRING = component(
    "Retiring",
    {
        "type": "object",
        "properties": {"reason": {**_WHY, "minLength": 1}, "version": {"type": "integer"}},
        "required": ["reason"],
        "additionalProperties": False,
    },
)
CLOSING = component(
    "Closing",
    {
        "type": "object",
        "properties": {
            "on": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
            "reason": {**_WHY, "minLength": 1},
            "version": {"type": "integer"},
        },
        "required": ["on", "reason"],
        "additionalProperties": False,
    },
)
AUDIENCE = component(
    "AudienceSetting",
    {
        "type": "object",
        "properties": {
            "audience": {"type": "string", "enum": Audience.values},
            "reason": _WHY,
        },
        "required": ["audience"],
        "additionalProperties": False,
    },
)


def record_schema(register: Register) -> JSON:
    """Return the reference to a record of the register as lists give it."""
    fields = {each.name: _field(each) for each in register.fields}
    schema = {
        "type": "object",
        "description": register.about,
        "properties": {**_RECORD, **fields},
        "additionalProperties": False,
    }
    return component(_name(register), schema)


def full_schema(register: Register) -> JSON:
    """Return the reference to a record as its own address gives it: with its evidence."""
    fields = {each.name: _field(each) for each in register.fields}
    properties = {**_RECORD, **fields, "evidence": {"type": "array", "items": CLAIM}}
    schema = {
        "type": "object",
        "description": register.about,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return component(f"{_name(register)}WithEvidence", schema)


def entry_schema(register: Register) -> JSON:
    """Return the reference to what is sent to enter a record."""
    fields = {each.name: _field(each) for each in register.fields}
    rest = {"key": KEY, "closed_on": _DATE, "audience": _RECORD["audience"], **_EVIDENCE_IN}
    schema = {
        "type": "object",
        "properties": {**rest, "reason": _WHY, **fields},
        "required": [each.name for each in register.fields if each.required],
        "additionalProperties": False,
        "examples": [_example(register)],
    }
    return component(f"{_name(register)}Entry", schema)


def change_schema(register: Register) -> JSON:
    """Return the reference to what is sent to change a record: the fields that change."""
    fields = {each.name: _field(each) for each in register.fields}
    rest = {"closed_on": _DATE, **_EVIDENCE_IN, "reason": _WHY}
    version = {"type": "integer", "description": "The version you changed, if not in If-Match."}
    schema = {
        "type": "object",
        "properties": {**rest, "version": version, **fields},
        "additionalProperties": False,
    }
    return component(f"{_name(register)}Change", schema)


def _name(register: Register) -> str:
    return register.model.__name__


def _field(field: Field) -> JSON:
    told: JSON = {"title": field.label, **field.schema()}
    if isinstance(field, Text):
        told["maxLength"] = field.max_length
    if isinstance(field, AnyReference):
        told["type"] = ["string", "null"]
    if field.help:
        told["description"] = field.help
    return told


def _example(register: Register) -> JSON:
    return {each.name: _sample(each) for each in register.fields if each.required}


def _sample(field: Field) -> Any:
    if isinstance(field, Chosen):
        return next(iter(field.options))
    samples = {
        "localized": {"en": "Astana", "zh-hans": "阿斯塔纳"},
        "date": "2025-08",
        "number": "3",
    }
    if isinstance(field, AnyReference):
        return "workshops/tj-ttu"
    return samples.get(field.kind, "key" if field.kind == "reference" else "text")
