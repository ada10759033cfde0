"""Answers of the store: what every one of them says."""

from email.utils import formatdate

import orjson
from django.http import HttpResponse

from openluban.learning.statements.errors import Refused

LATEST = {1: "1.0.3", 2: "2.0.0"}
VERSIONS = ("1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0")
JSON = "application/json"
_UNAUTHORIZED = 401
_MILLION = 1_000_000


def json_answer(content: bytes, *, status: int = 200) -> HttpResponse:
    """Return an answer of JSON."""
    return HttpResponse(content, content_type=JSON, status=status)


def nothing() -> HttpResponse:
    """Return an answer that says that it was done."""
    return HttpResponse(status=204)


def refused(refusal: Refused) -> HttpResponse:
    """Return the answer to what is refused: its code, its sentence, where and which rule."""
    told = {"code": refusal.code, "message": str(refusal)}
    told |= {name: value for name, value in refusal.details.items() if isinstance(value, str)}
    answer = json_answer(orjson.dumps(told), status=refusal.status)
    if refusal.status == _UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    return answer


def last_modified(answer: HttpResponse, micros: int) -> None:
    """Say when what is answered was changed last."""
    answer["Last-Modified"] = formatdate(micros // _MILLION, usegmt=True)
