"""Describing operations for the OpenAPI document, beside the code that answers them.

Answers are written as JSON directly, unchecked at run time because that costs more than reading
them; the document says what they hold, and a property-based test holds the two together.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Router

JSON = dict[str, Any]

_COMPONENTS: dict[str, JSON] = {}

READS: JSON = {"security": [{}, {"session": []}, {"token": []}]}
WRITES: JSON = {"security": [{"token": []}, {"session": [], "csrf": []}]}

SECURITY_SCHEMES: JSON = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The cookie of a browser that is signed in.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "The value of the cookie csrftoken; needed with the session for writing.",
    },
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token made on the page of one's account; it asks in one's own name.",
    },
}


def component(name: str, schema: JSON) -> JSON:
    """Add a schema under a name; return the reference to it. A name stands for one schema."""
    if _COMPONENTS.setdefault(name, schema) != schema:
        message = f"two schemas are named {name}"
        raise ValueError(message)
    return {"$ref": f"#/components/schemas/{name}"}


def components() -> dict[str, JSON]:
    """Return every schema by its name."""
    return dict(_COMPONENTS)


def parameter(name: str, about: Any, schema: JSON | None = None, *, several: bool = False) -> JSON:
    """Describe a parameter of the address; ``several`` if it may be given more than once."""
    told = schema or {"type": "string", "maxLength": 500}
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": about,
        "schema": {"type": "array", "items": told} if several else told,
    }


def json_body(schema: JSON, *, required: bool = True) -> JSON:
    """Describe a body of JSON."""
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def operation(
    name: str,
    summary: str,
    about: Any,
    answers: Mapping[int, JSON | None],
    *,
    parameters: Iterable[JSON] = (),
    body: JSON | None = None,
) -> JSON:
    """Return everything the document says of an operation; one with a body writes.

    ``answers`` maps a status to the schema of its JSON. What may go wrong is added.
    """
    told: JSON = {
        "operationId": name,
        "summary": summary,
        "description": about,
        "parameters": list(parameters),
        "responses": {status: _answer(status, schema) for status, schema in answers.items()},
        **(READS if body is None else WRITES),
    }
    told["responses"]["default"] = {
        "description": "Refused, and why (RFC 9457).",
        "content": {"application/problem+json": {"schema": PROBLEM}},
    }
    if body is None:
        told["responses"][304] = {"description": "Nothing has changed since the ETag you hold."}
    else:
        told["requestBody"] = body
    return told


def add(
    router: Router,
    path: str,
    view: Callable[..., HttpResponse],
    told: JSON,
    *,
    method: str = "GET",
) -> None:
    """Add a view under a path of the router, described as ``operation`` returned it."""
    router.add_api_operation(
        path,
        ["GET", "HEAD"] if method == "GET" else [method],
        view,
        response={next(iter(told["responses"])): None},
        operation_id=told["operationId"],
        url_name=told["operationId"],
        summary=told["summary"],
        openapi_extra=told,
    )


def _answer(status: int, schema: JSON | None) -> JSON:
    words = {200: "Here it is.", 201: "Entered.", 202: "Proposed; an officer decides."}
    told: JSON = {"description": words.get(status, "Done.")}
    if schema is not None:
        told["content"] = {"application/json": {"schema": schema}}
    return told


PROBLEM = component(
    "Problem",
    {
        "type": "object",
        "description": "Why something is refused (RFC 9457). Programs may rely on “code”.",
        "properties": {
            "type": {"type": "string", "examples": ["urn:openluban:not_found"]},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string", "examples": ["not_found"]},
            "detail": {"type": "string", "description": "A sentence for people."},
            "problems": {
                "type": "array",
                "description": "Every single fault of what was sent.",
                "items": {
                    "type": "object",
                    "properties": {
                        "field": {"type": "string"},
                        "row": {"type": ["integer", "null"]},
                        "rule": {"type": "string"},
                        "sentence": {"type": "string"},
                    },
                    "required": ["field", "row", "rule", "sentence"],
                },
            },
        },
        "required": ["type", "title", "status", "code", "detail"],
    },
)
AFTER = parameter("after", "Where the page begins: “next” of the page before.")
LIMIT = parameter(
    "limit",
    "How many to return.",
    {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
)


def page_schema(items: JSON) -> JSON:
    """Describe a page of a list."""
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": items},
            "next": {
                "type": ["string", "null"],
                "description": "Send it as “after” for the next page; null on the last.",
            },
        },
        "required": ["items", "next"],
    }
