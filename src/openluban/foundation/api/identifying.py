"""Who asks a JSON interface: the public, somebody signed in with a browser, or a token's owner."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle
from ninja.utils import check_csrf

from openluban.foundation.access.actors import act_as, actor_for, actor_of
from openluban.foundation.access.tokens import find_token, note_use
from openluban.foundation.api.asking import refuse_large
from openluban.foundation.api.errors import ForgedRequest, NotSignedIn, TokenOnlyReads
from openluban.foundation.api.pace import within_pace
from openluban.kernel.actor import Actor

SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST_UPLOAD = 60_000_000
_NOTED_EVERY = timedelta(hours=1)


def identify(request: HttpRequest) -> Actor:
    """Return who asks; the public may read, only somebody known may write.

    A token in the header wins over a cookie. A cookie writes only with its CSRF token.

    :raises NotSignedIn: the token is not valid, or the public wants to write
    :raises TokenOnlyReads: the token was given out for reading
    :raises ForgedRequest: a cookie came without its CSRF token
    """
    writes = request.method not in SAFE
    refuse_large(request, LARGEST_UPLOAD)
    header = request.headers.get("Authorization", "")
    if header:
        return _by_token(request, header, writes=writes)
    actor = actor_of(request)
    if writes and actor.kind == "public":
        raise NotSignedIn
    if writes and check_csrf(request) is not None:
        raise ForgedRequest
    return actor


def _by_token(request: HttpRequest, header: str, *, writes: bool) -> Actor:
    scheme, _space, secret = header.partition(" ")
    now = timezone.now()
    token = find_token(secret.strip(), at=now) if scheme.lower() == "bearer" else None
    if token is None:
        raise NotSignedIn
    if writes and token.only_reads:
        raise TokenOnlyReads
    if token.last_used_at is None or now - token.last_used_at > _NOTED_EVERY:
        note_use(token, at=now)
    actor = actor_for(token.account)
    act_as(request, actor)
    return actor


class EachSecond(BaseThrottle):
    """Answers a person, or an address nobody signed in from, so many times a second and no more."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; False if it is one too many."""
        actor = actor_of(request)
        who = actor.key or self.get_ident(request) or "unknown"
        return within_pace(f"api:{who}", most=settings.LUBAN_API_RATE, seconds=1)

    def wait(self) -> float:
        """Return the seconds after which to ask again."""
        return 1.0
