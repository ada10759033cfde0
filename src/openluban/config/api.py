"""The JSON interface: gathers every module's router, answers every refusal in one shape."""

from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.answering import RELEASE
from openluban.foundation.api.asking import LARGEST_BODY
from openluban.foundation.api.errors import RequestRefused, TooLarge, TooManyRequests
from openluban.foundation.api.identifying import EachSecond, identify
from openluban.foundation.api.problems import problem_answer
from openluban.foundation.figures.api import router as figures_router
from openluban.foundation.registers.api.deciding import claims, proposals
from openluban.foundation.registers.api.routers import register_routers
from openluban.foundation.registers.errors import ChangedMeanwhile
from openluban.foundation.registers.views.refusals import status_of
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem, Refusal
from openluban.publishing.briefings.api import router as briefings_router
from openluban.publishing.published.api import router as reconciliation_router

PREFIX = "/api/v1"

api = NinjaAPI(
    title="OpenLuban",
    version=RELEASE,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    auth=identify,
    throttle=[EachSecond()],
)
with override("en"):
    api.add_router("/figures", figures_router)
    api.add_router("/briefings", briefings_router)
    api.add_router("/reconciliation", reconciliation_router)
    api.add_router("/proposals", proposals)
    api.add_router("/claims", claims)
    # A module with a JSON interface of its own: ``from <module>.api import router``, one line here.
    for prefix, router in register_routers():
        api.add_router(prefix, router)


def _status(request: HttpRequest, refusal: Refusal) -> int:
    if isinstance(refusal, RequestRefused):
        return refusal.status
    if isinstance(refusal, Invalid):
        return 422
    if isinstance(refusal, NotAllowed) and actor_of(request).kind == "public":
        return 401
    if isinstance(refusal, ChangedMeanwhile) and "If-Match" in request.headers:
        return 412
    return status_of(refusal)


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Any) -> HttpResponse:
    """Answer a refusal as problem details."""
    status = _status(request, refusal)
    if isinstance(refusal, Invalid):
        return problem_answer(status, refusal.code, refusal.sentence, refusal.problems)
    return problem_answer(status, refusal.code, refusal)


@api.exception_handler(ValidationError)
def refuse_parameters(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what ninja itself found wrong in the same shape as all else."""
    problems = [
        Problem(str(found["type"]), str(found["msg"]), ".".join(str(at) for at in found["loc"][1:]))
        for found in error.errors
    ]
    return problem_answer(422, Invalid.code, Invalid.sentence, problems)


@api.exception_handler(HttpError)
def refuse_http(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what ninja refuses by itself: too many requests."""
    if isinstance(error, Throttled):
        return refuse(request, TooManyRequests())
    return problem_answer(error.status_code, "api.refused", error)


@api.exception_handler(Http404)
def refuse_unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    """Answer that there is nothing here."""
    return refuse(request, NotFound())


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
def refuse_malformed(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a body that Django could not take apart, or that was longer than said."""
    if isinstance(error, RequestDataTooBig):
        return refuse(request, TooLarge(limit=LARGEST_BODY))
    return problem_answer(400, "api.malformed", _("The request cannot be read."))


@api.exception_handler(Exception)
def fault(request: HttpRequest, error: Any) -> NoReturn:
    """Leave a fault to Django, which writes it down and shows nobody where it happened."""
    raise error


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address below the interface's that is none of its own."""
    return refuse(request, NotFound())
