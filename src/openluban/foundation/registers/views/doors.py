"""Who may come in: strangers are asked to sign in, others are refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.policies import may_accept, may_prefer, may_propose
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed

View = Callable[..., HttpResponseBase]


def only(is_open: Callable[[Actor], bool]) -> Callable[[View], View]:
    """Ask strangers to sign in, and refuse who may not do it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if actor.kind == "public":
                return redirect_to_login(request.get_full_path())
            if not is_open(actor):
                raise NotAllowed
            return view(request, *args, **kwargs)

        return guarded

    return guard


for_contributors = only(may_propose)
for_officers = only(may_accept)
for_judges = only(may_prefer)
