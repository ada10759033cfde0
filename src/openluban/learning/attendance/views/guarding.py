"""Who comes in, and that no browser keeps names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.doors import View, only
from openluban.foundation.registers.views.refusals import status_of
from openluban.kernel.refusals import Refusal
from openluban.learning.attendance.policies import may_learn, may_teach, may_work
from openluban.learning.learners.public import may_count


def _unkept(view: View) -> View:
    return never_cache(view)


def for_workers(view: View) -> View:
    """Let registrars and teachers in; nothing of the page is kept by the browser."""
    return _unkept(only(may_work)(view))


def for_teachers(view: View) -> View:
    """Let teachers in; nothing of the page is kept by the browser."""
    return _unkept(only(may_teach)(view))


def for_learners(view: View) -> View:
    """Let learners in; nothing of the page is kept by the browser."""
    return _unkept(only(may_learn)(view))


def refused(refusal: Refusal) -> JsonResponse:
    """Answer a script with a refusal."""
    answer = {"code": refusal.code, "message": str(refusal)}
    return JsonResponse(answer, status=status_of(refusal))


def for_counters(view: View) -> View:
    """Let those in who see the records behind a figure; the browser keeps nothing."""
    return _unkept(only(may_count)(view))


def for_devices(view: Callable[..., HttpResponse]) -> View:
    """Answer scripts: 401 to strangers, refusals as JSON; nothing is kept by the browser."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if actor_of(request).kind == "public":
            return JsonResponse({"code": "signed_out"}, status=401)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(refusal)

    return _unkept(guarded)
