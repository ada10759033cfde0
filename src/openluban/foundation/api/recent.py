"""Deeds for which one shows anew who one is."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def shown_anew(view: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Ask for the password or the passkey before a POST, if that was done too long ago.

    ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` says how long; signing in counts. What was sent is kept
    and done afterwards.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> _Answer:
        if request.method == "POST" and request.user.is_authenticated and not _lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def _lately(request: HttpRequest) -> bool:
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record.get("at", 0) > since for record in records)
