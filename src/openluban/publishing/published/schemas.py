"""JSON Schemas of the reconciliation."""

from openluban.foundation.api.describing import JSON, component, parameter
from openluban.publishing.published.checking import COLUMNS, LIMITS
from openluban.publishing.published.files import REQUIRED
from openluban.publishing.published.verdicts import Role, Verdict

_TEXT: JSON = {"type": "string"}
_NUMBER: JSON = {"type": ["number", "null"]}
_MAYBE: JSON = {"type": ["string", "null"]}
_DAY: JSON = {"type": ["string", "null"], "format": "date"}
_CHOSEN: JSON = {"type": "object", "additionalProperties": _TEXT}
_VERDICT: JSON = {"type": "string", "enum": [str(verdict) for verdict in Verdict]}


def _whole(properties: JSON, about: str = "") -> JSON:
    told: JSON = {"type": "object", "properties": properties, "required": list(properties)}
    return {**told, "description": about} if about else told


_RECORD: JSON = {
    "role": {"type": "string", "enum": [str(role) for role in Role]},
    "register": _TEXT,
    "key": _TEXT,
    "name": _TEXT,
    "note": {"type": "string", "description": "The option that would take it in, in words."},
}
_RIVAL: JSON = {
    "publisher": _TEXT,
    "number": _TEXT,
    "as_of": _TEXT,
    "id": {"type": ["string", "null"], "description": "The published figure, if it is one."},
    "count": {"type": ["string", "null"], "description": "The reported count, if it is one."},
    "borne_out": {"type": "boolean", "description": "Whether the records give this number."},
}
_FOUND: JSON = {
    "computed": _NUMBER,
    "choices": _CHOSEN,
    "at": _DAY,
    "changed": {"type": "array", "items": _TEXT},
    "tried": {"type": "integer"},
    "fitting": {"type": "integer"},
}
_PART: JSON = {
    "number": _TEXT,
    "unit": _TEXT,
    "verdict": _VERDICT,
    "computed": _NUMBER,
    "figure": _MAYBE,
    "choices": _CHOSEN,
    "pinned": {"type": "array", "items": _TEXT},
    "at": _DAY,
    "reason": _TEXT,
    "explanation": {
        "description": "The other way to count that gives the published number.",
        "anyOf": [_whole(_FOUND), {"type": "null"}],
    },
    "records": {"type": "array", "items": _whole(_RECORD)},
    "rivals": {"type": "array", "items": _whole(_RIVAL)},
}
_RESULT = component(
    "Verdict",
    _whole(
        {
            "id": _TEXT,
            "verdict": _VERDICT,
            "computed": _NUMBER,
            "figure": _MAYBE,
            "choices": _CHOSEN,
            "guessed": {"type": "boolean"},
            "sureness": {**_NUMBER, "description": "1 where a person said what is meant."},
            "reason": _TEXT,
            "parts": {"type": "array", "items": _whole(_PART)},
        },
        "A published figure held against the register.",
    ),
)
ONE: dict[int, JSON | None] = {200: _RESULT}
LIST: dict[int, JSON | None] = {200: _whole({"items": {"type": "array", "items": _RESULT}})}
FILTERS = (
    parameter("verdict", "Only published figures of this verdict.", _VERDICT),
    parameter("figure", "Only those held against this figure; none: against no figure."),
    parameter("publisher", "Only those of this publisher."),
    parameter("q", "Only those that say these words."),
)
_CELL: JSON = {"type": ["string", "number", "null"], "maxLength": LIMITS.max_cell_chars}
_ROW: JSON = {
    "type": "object",
    "properties": dict.fromkeys((*COLUMNS, "disagreement_or_note"), _CELL)
    | {name: {**_CELL, "type": ["string", "number"], "minLength": 1} for name in REQUIRED},
    "required": list(REQUIRED),
    "additionalProperties": False,
}
_ROWS: JSON = {"type": "array", "minItems": 1, "maxItems": LIMITS.max_rows, "items": _ROW}
ROWS: JSON = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"rows": _ROWS},
                "required": ["rows"],
                "additionalProperties": False,
            }
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "CSV or an Excel workbook with the same columns.",
                    }
                },
                "required": ["file"],
            }
        },
    },
}
