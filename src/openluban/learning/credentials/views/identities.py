"""What programs ask to check a signature: identifiers with their keys, status lists."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from openluban.foundation.exchange.signing import private_key
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.addresses import home
from openluban.learning.credentials.formats.did import PublishedKey, did_document, did_web
from openluban.learning.credentials.formats.keys import multikey
from openluban.learning.credentials.queries.issuers import latest_keys
from openluban.learning.credentials.queries.signed import signed_list

_SECONDS = 300
_SITE_KEY = "site"
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@require_safe
def site_document(_request: HttpRequest) -> HttpResponse:
    """Answer with this installation's own identifier: it signs bundles of trust."""
    public = multikey(private_key().public_key())
    key = PublishedKey(fragment=_SITE_KEY, multikey=public, since=_FIRST_DAY)
    return _for_anybody(JsonResponse(did_document(did_web(home()), [key])))


@require_safe
def issuer_document(_request: HttpRequest, key: str) -> HttpResponse:
    """Answer with an issuer's identifier and all keys it has had.

    :raises NotFound: there is no such issuer, or it has no key yet
    """
    did, keys = latest_keys(key)
    if not keys:
        raise NotFound(what=key)
    return _for_anybody(JsonResponse(did_document(did, keys)))


@require_safe
def status_list(request: HttpRequest, key: str, number: int, purpose: str) -> HttpResponse:
    """Answer with a signed status list, or that the asker's copy still holds.

    :raises NotFound: there is none
    """
    found = signed_list(key, number, purpose)
    if found is None:
        raise NotFound(what=purpose)
    body, signed_at = found
    mark = quote_etag(f"{number}-{purpose}-{signed_at}")
    if request.headers.get("If-None-Match", "") == mark:
        return _for_anybody(_marked(HttpResponse(status=304), mark, signed_at))
    response = HttpResponse(body, content_type="application/vc+ld+json")
    return _for_anybody(_marked(response, mark, signed_at))


def _marked(response: HttpResponse, mark: str, signed_at: float) -> HttpResponse:
    response["ETag"] = mark
    response["Last-Modified"] = http_date(signed_at)
    return response


def _for_anybody(response: HttpResponse) -> HttpResponse:
    """Let programs of other hosts read it, and keep it for a few minutes."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
