"""How much anybody may send, whatever the web server before us lets through."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openluban.foundation.api.asking import length_of
from openluban.foundation.api.identifying import LARGEST_UPLOAD

_TOO_LARGE = 413
_FILMS = re.compile(r"/units/[^/]+/films/")
LARGEST_FORM = 201_000_000
"""A film and what a form puts around it; its page reads none of it from somebody unknown."""


class BodyLimitMiddleware:
    """Refuses a long body before any of it is read; files come from somebody known alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it with 413."""
        if length_of(request) > _most(request):
            return HttpResponse("too large\n", status=_TOO_LARGE, content_type="text/plain")
        response = self.get_response(request)
        # What somebody signed in was shown is theirs, also where no view says so.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def _most(request: HttpRequest) -> int:
    says_who = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    if says_who and _FILMS.fullmatch(request.path_info):
        return LARGEST_FORM
    return LARGEST_UPLOAD if says_who else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
