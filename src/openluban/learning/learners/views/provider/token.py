"""The token of OAuth 2.0 that a program asks with (client credentials, RFC 6749, 4.4)."""

import base64
import binascii
import hmac
from typing import Any

from allauth.account.adapter import get_adapter
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from openluban.foundation.api.asking import length_of
from openluban.foundation.api.pace import within_pace
from openluban.learning.learners.formats.oneroster.scopes import granted, spelled
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.use_cases.roster_clients import digest_of_secret

LASTS = 3_600
"""Seconds for which a token is good."""
_SALT = "openluban.learners.oneroster"
_MOST_A_MINUTE = 60
_LARGEST = 10_000
_LONGEST_KEY = 100


class _Refused(Exception):
    """A request for a token that is refused, in the words of RFC 6749, 5.2."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.error = error
        self.status = status


@csrf_exempt  # no cookie is looked at
def token_view(request: HttpRequest) -> HttpResponse:
    """Give a token to a program that shows its secret."""
    try:
        client = _known(request)
        scopes = _scopes(request, client)
    except _Refused as refused:
        response = _answer({"error": refused.error}, refused.status)
        if refused.status == 401:  # noqa: PLR2004
            response["WWW-Authenticate"] = 'Basic realm="OneRoster"'
        return response
    RosterClient.objects.filter(pk=client.pk).update(last_used_at=timezone.now())
    return _answer(
        {
            "access_token": signing.dumps([client.key, scopes], salt=_SALT),
            "token_type": "Bearer",
            "expires_in": LASTS,
            "scope": spelled(scopes),
        }
    )


def _known(request: HttpRequest) -> RosterClient:
    """Return the program that asks; how often one may guess is limited."""
    if request.method != "POST":
        raise _Refused(405, "invalid_request")
    if length_of(request) > _LARGEST:
        raise _Refused(413, "invalid_request")
    key, secret = _credentials(request)
    key = key[:_LONGEST_KEY].replace("\0", "")
    client = RosterClient.objects.filter(key=key, revoked_at=None).first()
    # Who makes names up is counted by address: each name of its own would be counted in vain.
    who = client.key if client else get_adapter(request).get_client_ip(request)
    if not within_pace(f"roster-token:{who}", most=_MOST_A_MINUTE, seconds=60):
        raise _Refused(429, "invalid_request")
    known = client.digest if client else ""
    if client is None or not hmac.compare_digest(known, digest_of_secret(secret)):
        raise _Refused(401, "invalid_client")
    return client


def _scopes(request: HttpRequest, client: RosterClient) -> list[str]:
    if request.POST.get("grant_type") != "client_credentials":
        raise _Refused(400, "unsupported_grant_type")
    scopes = granted(request.POST.get("scope", ""), client.scopes)
    if not scopes:
        raise _Refused(400, "invalid_scope")
    return scopes


def client_of(token: str) -> tuple[RosterClient, frozenset[str]] | None:
    """Return the program whose token this is with what it may do now, None if it is not good.

    A program that was revoked, or lost a scope, asks in vain from then on.
    """
    try:
        key, scopes = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = RosterClient.objects.filter(key=key, revoked_at=None).select_related("workshop")
    client = found.first()
    if client is None:
        return None
    return client, frozenset(scopes) & frozenset(client.scopes)


def _credentials(request: HttpRequest) -> tuple[str, str]:
    scheme, _space, said = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            key, _colon, secret = base64.b64decode(said, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return key, secret
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")


def _answer(content: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    return response
