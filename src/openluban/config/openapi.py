"""The OpenAPI 3.1 document of the whole JSON interface, made once and kept as bytes."""

from functools import cache
from hashlib import sha256
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import override
from django.views.decorators.http import require_safe

from openluban.config.api import PREFIX, api
from openluban.foundation.api.answering import to_json
from openluban.foundation.api.describing import SECURITY_SCHEMES, components
from openluban.foundation.registers.declaring import registers

_ABOUT = """\
Everything the registers and figures of this installation hold, as its pages show it.

Without signing in you read what is public. With a token you act in the name of its owner: an
institution's contributor proposes, an officer accepts. Lists come in pages: send “next” of a page
as “after”. Every answer has an ETag; send it in If-None-Match and hear only of changes, or in
If-Match to change the version you know. What is refused comes as problem details (RFC 9457) whose
“code” never changes. Words come in the language of Accept-Language: en, zh-hans or ru.
"""
_TAGS = {
    "figures": "Named numbers, each with its definition, its day and the records behind it.",
    "briefings": "Texts whose numbers are figures, as they were published and signed.",
    "proposals": "What waits for an officer.",
    "claims": "What sources say, where they contradict each other.",
}


@cache
def document() -> bytes:
    """Return the document as JSON."""
    with override("en"):
        told = dict(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))
        told["info"] = {
            "title": api.title,
            "version": api.version,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        }
        told["servers"] = [{"url": "/"}]
        told["tags"] = _tags()
        told["components"]["schemas"] = components() | told["components"]["schemas"]
        told["components"]["securitySchemes"] = SECURITY_SCHEMES
        for operations in told["paths"].values():
            operations.pop("head", None)
        return to_json(told)


def as_dict() -> dict[str, Any]:
    """Return the document as a dictionary of one's own."""
    found: dict[str, Any] = orjson.loads(document())
    return found


def _tags() -> list[dict[str, str]]:
    own = [{"name": name, "description": about} for name, about in _TAGS.items()]
    return own + [{"name": each.key, "description": str(each.about)} for each in registers()]


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """Answer with the document; its ETag is its digest."""
    body = document()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    held = {
        each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))
    }
    if tag in held:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response
