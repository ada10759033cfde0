"""Who may come in, and that nothing of it stays behind in a shared browser or a cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from openluban.foundation.registers.views.doors import View, only
from openluban.kernel.actor import Actor


def private(is_open: Callable[[Actor], bool] = lambda _actor: True) -> Callable[[View], View]:
    """Ask strangers to sign in, refuse who may not, and let nobody keep the page."""

    def guard(view: View) -> View:
        guarded = only(is_open)(view)

        @wraps(view)
        def unkept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = guarded(request, *args, **kwargs)
            response["Cache-Control"] = "no-store, private"
            # With none at all a browser would send forms as if from nowhere, and they are refused.
            response["Referrer-Policy"] = "same-origin"
            return response

        return unkept

    return guard
