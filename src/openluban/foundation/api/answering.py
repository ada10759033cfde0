"""Answering in JSON: quickly, and not at all where the asker has the answer already."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import orjson
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from openluban.foundation.access.actors import actor_of
from openluban.foundation.history.stamp import state_of_records
from openluban.kernel.actor import Actor

RELEASE = version("openluban")
"""The version of OpenLuban that answers."""
_KEPT_SECONDS = 600
_LARGEST_KEPT = 300_000


def answer(
    value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return a value as JSON that nobody keeps."""
    response = HttpResponse(to_json(value), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    for name, text in (headers or {}).items():
        response[name] = text
    return response


def kept_answer(
    request: HttpRequest, read: Callable[[], Any], *, version_in: str = ""
) -> HttpResponse:
    """Return what ``read`` gives as JSON, or 304 if nothing has changed since the asker's copy.

    The mark of the copy is the state of the records, the question, who may see what, the language
    and the day: one cheap query. What the public is told is kept in memory under the same mark.
    ``version_in`` names the member that holds a record's version; the ETag then begins with it.
    """
    actor = actor_of(request)
    mark = _mark(request, actor)
    if any(mark in tag for tag in parse_etags(request.headers.get("If-None-Match", ""))):
        return _with_headers(HttpResponse(status=304), actor, f'W/"{mark}"')
    kept = cache.get(f"api:{mark}") if actor.kind == "public" else None
    if kept is None:
        value = read()
        number = f"{value[version_in]}." if version_in else ""
        kept = (to_json(value), f'W/"{number}{mark}"')
        if actor.kind == "public" and len(kept[0]) <= _LARGEST_KEPT:
            cache.set(f"api:{mark}", kept, _KEPT_SECONDS)
    body, tag = kept
    response = HttpResponse(body, content_type="application/json")
    return _with_headers(response, actor, tag)


def version_from(request: HttpRequest) -> int | None:
    """Return the version of the record that ``If-Match`` names, None if it names none."""
    for tag in parse_etags(request.headers.get("If-Match", "")):
        number = tag.removeprefix("W/").strip('"').partition(".")[0]
        if number.isascii() and number.isdecimal() and len(number) < 10:  # noqa: PLR2004
            return int(number)
    return None


def to_json(value: Any) -> bytes:
    """Return JSON in UTF-8; numbers keep every digit, translated texts are spelt out."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def exact(number: Decimal | None) -> Any:
    """Return a number that stands in JSON with all its digits."""
    return None if number is None else orjson.Fragment(format(number, "f").encode())


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _mark(request: HttpRequest, actor: Actor) -> str:
    abilities = sorted(f"{ability}@{scope}" for ability, scope in actor.abilities)
    day = timezone.localdate().isoformat()
    parts = (
        RELEASE,
        state_of_records(),
        request.get_full_path(),
        actor.key,
        get_language() or "",
        day,
    )
    return sha256("\n".join((*parts, *abilities)).encode()).hexdigest()[:32]


def _with_headers(response: HttpResponse, actor: Actor, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache" if actor.kind == "public" else "private, no-cache"
    patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
    return response
