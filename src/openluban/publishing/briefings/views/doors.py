"""Who may come to the pages behind the published ones."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from openluban.foundation.access.actors import actor_of
from openluban.kernel.refusals import NotAllowed
from openluban.publishing.briefings.policies import may_write

View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    """Ask strangers to sign in, and refuse others than those who publish."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if actor.kind == "public":
            return redirect_to_login(request.get_full_path())
        if not may_write(actor):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded
