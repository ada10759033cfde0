"""JSON Schemas of figures."""

from openluban.foundation.api.describing import JSON, component, page_schema, parameter

_DAY: JSON = {"type": "string", "format": "date"}
_NUMBER: JSON = {"type": ["number", "null"], "description": "With all its digits."}
_CHOSEN: JSON = {"type": "object", "additionalProperties": {"type": "string"}}

CHOICES: JSON = {
    "in": "query",
    "name": "choices",
    "required": False,
    "style": "form",
    "explode": True,
    "description": "Each choice of the figure by its name, such as gate=unveiled.",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}
AT = parameter("at", "The day on which it was true; today if none is given.", _DAY)

_CHOICE: JSON = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "title": {"type": "string"},
        "default": {"type": "string"},
        "is_open": {"type": "boolean", "description": "Takes any record's key as well."},
        "options": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"key": {"type": "string"}, "words": {"type": "string"}},
                "required": ["key", "words"],
            },
        },
    },
    "required": ["key", "title", "default", "is_open", "options"],
}
_FIGURE = component(
    "Figure",
    {
        "type": "object",
        "description": "A named quantity: what it means and the choices it asks for.",
        "properties": {
            "key": {"type": "string"},
            "title": {"type": "string"},
            "meaning": {"type": "string"},
            "unit": {"type": "string"},
            "kind": {"type": "string", "enum": ["stock", "flow"]},
            "aggregate": {
                "type": "string",
                "enum": ["rows", "distinct", "sum", "latest", "ratio"],
            },
            "register": {"type": "string"},
            "since": _DAY,
            "choices": {"type": "array", "items": _CHOICE},
        },
        "required": ["key", "title", "meaning", "unit", "kind", "aggregate", "choices"],
    },
)
LIST: dict[int, JSON | None] = {
    200: {
        "type": "object",
        "properties": {"items": {"type": "array", "items": _FIGURE}},
        "required": ["items"],
    }
}
_READING: JSON = {
    "key": {"type": "string"},
    "title": {"type": "string"},
    "definition": {"type": "string", "description": "The choices in words."},
    "choices": _CHOSEN,
    "at": _DAY,
    "value": _NUMBER,
    "unit": {"type": "string"},
    "text": {"type": ["string", "null"], "description": "The number with its unit."},
    "records": {"type": "integer"},
    "imprecise": {
        "type": "integer",
        "description": "How many records may have begun only after the day.",
    },
    "low": _NUMBER,
    "high": _NUMBER,
    "parts": {
        "type": "array",
        "description": "Numerator and denominator of a ratio.",
        "items": {"$ref": "#/components/schemas/Reading"},
    },
    "meaning": {"type": "string"},
    "links": {"type": "object", "additionalProperties": {"type": "string"}},
}
ONE: dict[int, JSON | None] = {
    200: component(
        "Reading",
        {
            "type": "object",
            "description": "A figure's value on a day.",
            "properties": _READING,
            "required": [name for name in _READING if name not in {"meaning", "links"}],
        },
    )
}
_RECORD: JSON = {
    "type": "object",
    "properties": {
        "register": {"type": "string"},
        "key": {"type": "string"},
        "name": {"type": ["object", "null"]},
        "counts_from": {"type": ["string", "null"], "format": "date"},
        "counts_latest": {"type": ["string", "null"], "format": "date"},
        "counts_until": {"type": ["string", "null"], "format": "date"},
        "quantity": _NUMBER,
        "confidence": {"type": "string"},
        "is_disputed": {"type": "boolean"},
    },
    "required": ["register", "key", "counts_from", "confidence", "is_disputed"],
}
RECORDS: dict[int, JSON | None] = {200: page_schema(component("CountedRecord", _RECORD))}
LINE: dict[int, JSON | None] = {
    200: component(
        "Line",
        {
            "type": "object",
            "properties": {
                "key": {"type": "string"},
                "choices": _CHOSEN,
                "unit": {"type": "string"},
                "points": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"day": _DAY, "value": _NUMBER},
                        "required": ["day", "value"],
                    },
                },
            },
            "required": ["key", "choices", "unit", "points"],
        },
    )
}
