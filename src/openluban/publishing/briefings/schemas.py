"""JSON Schemas of briefings."""

from openluban.foundation.api.describing import JSON, component

_TEXT: JSON = {"type": "string"}
_DAY: JSON = {"type": "string", "format": "date"}
_MOMENT: JSON = {"type": "string", "format": "date-time"}
_NUMBER: JSON = {"type": "integer", "minimum": 1}
_DECIMAL: JSON = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
_WORDINGS: JSON = {"type": "object", "additionalProperties": {"type": "string"}}
_DIGEST: JSON = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def _object(about: str, properties: JSON, optional: tuple[str, ...] = ()) -> JSON:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


_SEEN: JSON = {
    "key": {"type": "string", "description": "register/key"},
    "counts_from": _TEXT,
    "counts_latest": _TEXT,
    "counts_until": _TEXT,
    "thing": _TEXT,
    "quantity": _TEXT,
    "digest": _DIGEST,
}
_RECORD = component(
    "FrozenRecord",
    _object("A record as a figure saw it; “digest” is over the other members.", _SEEN),
)
_FIGURE = component(
    "FrozenFigure",
    _object(
        "A number of a briefing with the records it rests on.",
        {
            "question": _TEXT,
            "stated_at": _TEXT,
            "titles": _WORDINGS,
            "definitions": _WORDINGS,
            "words": {"type": "object", "additionalProperties": _WORDINGS},
            "figure": _TEXT,
            "choices": _WORDINGS,
            "at": _DAY,
            "unit": _TEXT,
            "value": _DECIMAL,
            "low": _DECIMAL,
            "high": _DECIMAL,
            "count": {"type": "integer", "minimum": 0},
            "records_digest": _DIGEST,
            "digest": _DIGEST,
            "is_listed": {"type": "boolean"},
            "records": {"type": "array", "items": _RECORD},
        },
    ),
)
_STATEMENT = component(
    "BriefingStatement",
    _object(
        "What two persons signed.",
        {
            "format": {"type": "string", "const": "openluban.briefing/1"},
            "site": _object("Whose signature it is.", {"key": _TEXT, "name": _WORDINGS}),
            "briefing": _TEXT,
            "edition": _NUMBER,
            "day": _DAY,
            "published_at": _MOMENT,
            "corrects": {
                "anyOf": [
                    {"type": "null"},
                    _object("The edition before.", {"edition": _NUMBER, "digest": _DIGEST}),
                ]
            },
            "reason": _TEXT,
            "texts": {
                "type": "object",
                "additionalProperties": _object(
                    "A text by language.", {"title": _TEXT, "markdown": _TEXT}
                ),
            },
            "figures": {"type": "array", "items": _FIGURE},
            "names": {"type": "object", "additionalProperties": _WORDINGS},
        },
    ),
)
_READ = _object(
    "A number as it was read.",
    {"value": _DECIMAL, "low": _DECIMAL, "high": _DECIMAL, "unit": _TEXT, "words": _TEXT},
)
_NAMED = _object("A record with its names.", {**_SEEN, "names": _WORDINGS})
_RECORDS: JSON = {"type": "array", "items": _NAMED}
_RESTATEMENT = component(
    "Restatement",
    _object(
        "What became of a published number: today’s, and by which records.",
        {
            "question": _TEXT,
            "published": _READ,
            "today": {"anyOf": [{"type": "null"}, _READ]},
            "is_other_number": {"type": "boolean"},
            "added": _RECORDS,
            "removed": _RECORDS,
            "changed": {
                "type": "array",
                "items": _object("A record before and after.", {"before": _NAMED, "after": _NAMED}),
            },
            "words": _TEXT,
        },
    ),
)
_EDITION = component(
    "BriefingEdition",
    _object(
        "An edition with its signature, and how its numbers stand today.",
        {
            "statement": _STATEMENT,
            "digest": _DIGEST,
            "signature": {"type": "string", "description": "Base64."},
            "public_key": {"type": "string", "description": "Base64 of 32 bytes."},
            "algorithm": _TEXT,
            "corrected_by": {"type": ["integer", "null"]},
            "newest_edition": _NUMBER,
            "restated": {"type": "array", "items": _RESTATEMENT},
        },
    ),
)
_ROW = component(
    "BriefingRow",
    _object(
        "A published briefing.",
        {
            "key": _TEXT,
            "edition": _NUMBER,
            "day": _DAY,
            "published_at": _MOMENT,
            "titles": _WORDINGS,
        },
    ),
)
_LINE = _object(
    "An edition in the list of all.",
    {"number": _NUMBER, "day": _DAY, "published_at": _MOMENT, "reason": _TEXT},
)

LIST: dict[int, JSON | None] = {
    200: _object("The briefings.", {"items": {"type": "array", "items": _ROW}})
}
ONE: dict[int, JSON | None] = {
    200: component(
        "Briefing",
        _object(
            "A briefing.",
            {"key": _TEXT, "editions": {"type": "array", "items": _LINE}, "newest": _EDITION},
        ),
    )
}
EDITION: dict[int, JSON | None] = {200: _EDITION}
