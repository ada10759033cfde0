"""How often one person, or one address, may ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.actors import actor_of
from openluban.kernel.refusals import Refusal

_MINUTE = 60


class TooOften(Refusal):
    """More was asked for in a minute than one may have."""

    code = "too_often"
    sentence = _("You have asked for many files in a short time. Try again in a minute.")


def within_pace(name: str, *, most: int, seconds: int) -> bool:
    """Count one more of what goes by a name; return whether it is within so many a period."""
    period = int(timezone.now().timestamp()) // seconds
    key = f"pace:{name[:120]}:{seconds}:{period}".replace(" ", "")
    if cache.add(key, 1, seconds + 1):
        return True
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # dropped between the two calls
        return True


def few_files(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let one person or address ask a view that makes files ``LUBAN_FILE_RATE`` times a minute.

    :raises TooOften: it was asked more often
    """

    @wraps(view)
    def paced(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        who = actor_of(request).key or get_adapter(request).get_client_ip(request)
        if not within_pace(f"files:{who}", most=settings.LUBAN_FILE_RATE, seconds=_MINUTE):
            raise TooOften
        return view(request, *args, **kwargs)

    return paced
