"""Tokens with which programs ask in somebody's name; only their digests are kept."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from openluban.foundation.access.models import ApiToken

_BEGINNING = "luban_"
_LONGEST = 200


def new_secret() -> str:
    """Return a fresh token: shown once, never kept."""
    return _BEGINNING + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a token. It has 256 random bits, so one plain hash suffices."""
    return sha256(secret.encode()).hexdigest()


def find_token(secret: str, *, at: datetime) -> ApiToken | None:
    """Return the token with its account if it is valid at that moment, else None."""
    if not secret.startswith(_BEGINNING) or len(secret) > _LONGEST:
        return None
    lasting = Q(expires_at=None) | Q(expires_at__gt=at)
    valid = ApiToken.objects.filter(lasting, revoked_at=None, account__is_active=True)
    return valid.filter(digest=digest_of(secret)).select_related("account").first()


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Write down that a token was used."""
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
