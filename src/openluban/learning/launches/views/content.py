"""The origin of courses: a host on which their files lie, and nothing else of the site.

A script of a course runs there, away from the site's sign-ins. It is shown only under an address
that was drawn by lot for one session and ends with it.
"""

import mimetypes
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils import timezone

from openluban.learning.launches.identifying import digest_of_secret
from openluban.learning.launches.models import Session
from openluban.learning.launches.packaging import file_of
from openluban.learning.launches.sessions import is_over

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    **{ending: mimetypes.types_map[ending] for ending in (".png", ".jpg", ".jpeg", ".gif", ".svg")},
    ".webp": "image/webp",
}
"""What a course shows; of its other files none is given out."""
_GONE = (
    ("en", "This course was left, or opened anew elsewhere.", "Back to the course"),
    ("zh-Hans", "该课程已退出，或已在别处重新打开。", "返回课程"),
    ("ru", "Вы вышли из этого курса или открыли его заново.", "Вернуться к курсу"),
)
"""In all languages of the site: here nobody is known, and no cookie says what they read."""


class ContentDoor:
    """Answers whatever is asked on the origin of courses, before anything else of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not settings.LUBAN_CONTENT_ORIGIN or not _is_here(request):
            return self.get_response(request)
        response, site = _answer(request)
        return _guarded(response, site)


def _is_here(request: HttpRequest) -> bool:
    """Whether the host is that of courses, on whichever port."""
    host, _port = split_domain_port(request.get_host())
    return host.rstrip(".") == urlsplit(settings.LUBAN_CONTENT_ORIGIN).hostname


def _answer(request: HttpRequest) -> tuple[HttpResponse, str]:
    """Return a file of an open session, and the site at which it was opened."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"}), ""
    place, _slash, path = request.path_info.removeprefix("/").partition("/")
    found = Session.objects.filter(place=digest_of_secret(place))
    session = found.select_related("package__resource").first() if place and path else None
    if session is None:
        return HttpResponse("404\n", status=404, content_type="text/plain"), ""
    if session.ended_at is not None or is_over(session, timezone.now()):
        return _gone(session), session.site
    ending = f".{path.rpartition('.')[2].lower()}"
    data = file_of(session.package.digest, path) if ending in _KINDS else None
    if data is None:
        return HttpResponse("404\n", status=404, content_type="text/plain"), session.site
    response = HttpResponse(data, content_type=_KINDS[ending])
    if request.method == "HEAD":
        response.content = b""
    response["Content-Length"] = str(len(data))
    return response, session.site


def _gone(session: Session) -> HttpResponse:
    back = session.site + reverse("launches_course", args=[session.package.resource.key])
    said = "".join(
        f'<p lang="{language}">{words} <a href="{escape(back)}">{link}</a></p>'
        for language, words, link in _GONE
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>OpenLuban</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><main><h1>OpenLuban</h1>{said}</main></body></html>"
    )
    return HttpResponse(page, status=410)


def _guarded(response: HttpResponse, site: str) -> HttpResponse:
    """Let a page run its own scripts, talk with the store alone, and leave nothing behind."""
    asks = f"{site}/xAPI/ {site}/launches/fetch/" if site else "'none'"
    response["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        f" connect-src {asks}; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
        " sandbox allow-scripts allow-same-origin"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY"
    response["Referrer-Policy"] = "no-referrer"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # Browsers refuse a page that is sandboxed and asks for a window of its own at once.
    response["Cross-Origin-Opener-Policy"] = "unsafe-none"
    response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
