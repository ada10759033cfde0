"""The door of the learning record store: ``/xAPI``."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from openluban.foundation.api.asking import length_of
from openluban.foundation.api.pace import within_pace
from openluban.learning.statements.errors import (
    NothingThere,
    NotKnown,
    Refused,
    TooFast,
    TooLarge,
    Unfit,
)
from openluban.learning.statements.rows import spare_a_question
from openluban.learning.statements.sending import Sender, sender_of
from openluban.learning.statements.views import (
    document_resources,
    statement_resource,
    thing_resources,
)
from openluban.learning.statements.views.answering import LATEST, refused
from openluban.learning.statements.views.asking import Asked, asked_of

BASE = "/xAPI/"
_VERSION = "X-Experience-API-Version"
_ONE, _TWO = re.compile(r"1\.0(\.\d+)?"), re.compile(r"2\.0(\.\d+)?")
_MOST_GUESSES = 60
_MOST_OF_GUESTS = 50
"""Requests a second of one guest: a page that somebody reads."""
_LARGEST_OF_GUESTS = 200_000
_TOLD = (
    *("ETag", "Last-Modified", "X-Experience-API-Version", "X-Experience-API-Consistent-Through"),
)
_TAKEN = (
    *("Authorization", "Content-Type", "X-Experience-API-Version", "If-Match", "If-None-Match"),
    *("Accept-Language", "X-Experience-API-Hash"),
)

Answer = Callable[[Asked, Sender, int], HttpResponse]
RESOURCES: Mapping[str, Answer] = {
    "statements": statement_resource.answer,
    "activities": thing_resources.activities,
    "agents": thing_resources.agents,
    **dict.fromkeys(document_resources.KINDS, document_resources.answer),
}


class StatementDoor:
    """Answers programs that send statements before sessions, languages and pages are looked at.

    A key is all that opens the store, so nothing of a browser's is needed; what a body may weigh,
    how often one may ask and what browsers are told of the answer is seen to here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if request.path_info.startswith(BASE):
            return xapi(request, request.path_info.removeprefix(BASE))
        return self.get_response(request)


@csrf_exempt
def xapi(request: HttpRequest, resource: str) -> HttpResponse:
    """Answer one request of a program, or say what is refused."""
    if request.method == "OPTIONS":
        return _guarded(_preflight(), "2.0.0")
    version = LATEST[2]
    spare_a_question()
    try:
        asked = asked_of(request, resource.rstrip("/"))
        if asked.resource == "about":
            response = thing_resources.about(asked)
        else:
            sender = _sender(asked)
            version = sender.version
            response, version = _answered(asked, sender)
    except Refused as refusal:
        response = refused(refusal)
    except DatabaseError as fault:
        if "locked" not in str(fault):
            raise
        response = HttpResponse(status=503)
        response["Retry-After"] = "1"
    if request.method == "HEAD":
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
    return _guarded(response, version)


def _answered(asked: Asked, sender: Sender) -> tuple[HttpResponse, str]:
    """Return the answer, and the version of xAPI that it is said in."""
    edition = _edition(asked, sender)
    try:
        if asked.resource not in RESOURCES:
            raise NothingThere
        response = RESOURCES[asked.resource](asked, sender, edition)
    except Refused as refusal:
        response = refused(refusal)
    if asked.resource == "statements":
        statement_resource.consistent(response)
    return response, LATEST[edition]


def _sender(asked: Asked) -> Sender:
    """Return who asks.

    :raises NotKnown: it is nobody
    :raises TooFast: they ask, or guessed, too often
    :raises TooLarge: a guest sends more than a page has to say
    """
    at = datetime.now(UTC)
    try:
        sender = sender_of(asked.headers.get("authorization", ""), at)
    except NotKnown:
        client = get_adapter(asked.request).get_client_ip(asked.request)
        if not within_pace(f"xapi-guess:{client}", most=_MOST_GUESSES, seconds=60):
            raise TooFast from None
        raise
    most = settings.LUBAN_STATEMENT_RATE
    if sender.guest is not None:
        most = min(most, _MOST_OF_GUESTS)
        if length_of(asked.request) > _LARGEST_OF_GUESTS:
            raise TooLarge(most=_LARGEST_OF_GUESTS)
    if not within_pace(f"xapi:{sender.key}", most=most, seconds=1):
        raise TooFast
    return sender


def _edition(asked: Asked, sender: Sender) -> int:
    """Return 1 or 2, by the version that the request names.

    :raises Unfit: it names none that is spoken here, or carries a request of xAPI 2 in a form
    """
    given = asked.headers.get(_VERSION.lower(), "").strip()
    if _ONE.fullmatch(given):
        return 1
    if _TWO.fullmatch(given):
        if asked.content is not None:
            raise Unfit("parameter method", "does not belong to xAPI 2")
        return 2
    raise Unfit(_VERSION, f"must be {sender.version}, or another that about names")


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET, HEAD, PUT, POST, DELETE"
    response["Access-Control-Allow-Headers"] = ", ".join(_TAKEN)
    response["Access-Control-Max-Age"] = "86400"
    return response


def _guarded(response: HttpResponse, version: str) -> HttpResponse:
    """Say the version, and to browsers: keep nothing, run nothing, and whose pages may ask.

    Any page with a key may; where courses are opened here, only theirs.
    """
    response[_VERSION] = version
    response["Access-Control-Allow-Origin"] = settings.LUBAN_CONTENT_ORIGIN or "*"
    response["Access-Control-Expose-Headers"] = ", ".join(_TOLD)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["X-Frame-Options"] = "DENY"
    # A refusal is told to the program; Django would write each into the log as well.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    if "Content-Length" not in response and response.status_code != 204:  # noqa: PLR2004
        response["Content-Length"] = str(len(response.content))
    return response
