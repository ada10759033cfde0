"""The one place where a refusal becomes an answer of the web."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openluban.foundation.api.pace import TooOften
from openluban.foundation.files.errors import FilesUnavailable
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status for a refusal: one of its own, else 409 (conflict with what is)."""
    known = {NotFound: 404, NotAllowed: 403, TooOften: 429, FilesUnavailable: 503}
    return next((status for kind, status in known.items() if isinstance(refusal, kind)), 409)


class RefusalMiddleware:
    """Turns a refusal that no view handled into a page that says what is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave a fault to Django."""
        if not isinstance(exception, Refusal):
            return None
        status = status_of(exception)
        template = {404: "404.html", 403: "403.html"}.get(status, "registers/refused.html")
        return render(request, template, {"refusal": exception}, status=status)
