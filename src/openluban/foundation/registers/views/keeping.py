"""Whole pages kept in memory for the public, as long as no record has changed."""

import gzip
import re
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from openluban.foundation.access.actors import actor_of
from openluban.foundation.history.stamp import state_of_records

_SECONDS = 3_600
_LARGEST = 400_000
_TAKES_GZIP = re.compile(r"\bgzip\b")


def kept_page(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page, or 304 if the asker's copy still holds; ``make`` makes it if need be.

    It is kept under its address, the reader's language, the day and the state of the records, for
    people who are not signed in and whom no message waits for. Pages that hold a form to be posted
    must not be kept: its token is one reader's own.
    """
    if not _is_anybody(request):
        response = make()
        response["Cache-Control"] = "private, no-cache"
        return response
    mark = _mark(request)
    if request.headers.get("If-None-Match", "").removeprefix("W/").strip('"') == mark:
        return _marked(HttpResponse(status=304), mark)
    kept = cache.get(f"page:{mark}")
    if kept is not None:
        return _marked(_unpacked(request, kept), mark)
    response = make()
    if response.status_code == HttpResponse.status_code and len(response.content) <= _LARGEST:
        cache.set(f"page:{mark}", gzip.compress(response.content, mtime=0), _SECONDS)
        return _marked(response, mark)
    return response


def _unpacked(request: HttpRequest, kept: bytes) -> HttpResponse:
    """Return the page as it is kept if the asker takes it so: compressing costs more than all else.

    It holds no secret that somebody could guess from its length.
    """
    if not _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(gzip.decompress(kept))
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(kept))}
    return HttpResponse(kept, headers=headers)


def _is_anybody(request: HttpRequest) -> bool:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return not (has_session and actor_of(request).kind != "public") and not get_messages(request)


def _mark(request: HttpRequest) -> str:
    day = timezone.localdate().isoformat()
    parts = (state_of_records(), day, get_language() or "", request.get_full_path())
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _marked(response: HttpResponse, mark: str) -> HttpResponse:
    response["ETag"] = f'W/"{mark}"'
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    return response
