"""Answering a program in the words of the standard: pages, single objects, faults."""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from openluban.foundation.api.pace import within_pace
from openluban.foundation.ui.addresses import site_url
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.formats.oneroster.asking import (
    Asked,
    Code,
    Part,
    Unfit,
    read_asked,
)
from openluban.learning.learners.queries.provider.collections import Collections
from openluban.learning.learners.queries.provider.fields import FIELDS, Within
from openluban.learning.learners.queries.provider.shapes import Addresses
from openluban.learning.learners.queries.provider.sources import Page, Source, Thing
from openluban.learning.learners.views.provider.token import client_of

ROSTERING, GRADEBOOK = "/ims/oneroster/rostering/v1p2", "/ims/oneroster/gradebook/v1p2"
SINGULAR = {
    "orgs": "org",
    "schools": "org",
    "academicSessions": "academicSession",
    "terms": "academicSession",
    "gradingPeriods": "academicSession",
    "courses": "course",
    "classes": "class",
    "users": "user",
    "students": "user",
    "teachers": "user",
    "enrollments": "enrollment",
    "demographics": "demographics",
    "categories": "category",
    "lineItems": "lineItem",
    "results": "result",
}
_PLURAL = {
    "schools": "orgs",
    "terms": "academicSessions",
    "gradingPeriods": "academicSessions",
    "students": "users",
    "teachers": "users",
}
_STATUS = {
    Code.DATA: 400,
    Code.FILTER: 400,
    Code.SELECTION: 400,
    Code.SORT: 400,
    Code.UNAUTHORISED: 401,
    Code.FORBIDDEN: 403,
    Code.UNKNOWN: 404,
    Code.UNSUPPORTED: 405,
    Code.BUSY: 429,
}
_READ = {
    "demographics": ("roster-demographics.readonly",),
    "gradebook": ("gradebook.readonly", "gradebook-core.readonly"),
    "": ("roster.readonly", "roster-core.readonly"),
}
_OF_GRADEBOOK = frozenset({"categories", "lineItems", "results"})
View = Callable[..., HttpResponse]


def fault(code: Code, words: str) -> HttpResponse:
    """Return a fault as the standard has it."""
    field = {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": code.value}
    content = {
        "imsx_codeMajor": "unsupported" if code == Code.UNSUPPORTED else "failure",
        "imsx_severity": "error",
        "imsx_description": words,
        "imsx_CodeMinor": {"imsx_codeMinorField": [field]},
    }
    response = JsonResponse(content, status=_STATUS[code])
    if code == Code.UNAUTHORISED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def for_programs(view: View) -> View:
    """Let a program in that shows a good token; answer what is unfit in the standard's words.

    The view gets the collections that the program may see, and its scopes.
    """

    @csrf_exempt  # no cookie is looked at
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        found = client_of(token.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            return fault(Code.UNAUTHORISED, "The token is missing, false or too old.")
        client, scopes = found
        most = settings.LUBAN_API_RATE
        if not within_pace(f"roster:{client.key}", most=most, seconds=1):
            return fault(Code.BUSY, "Ask less often.")
        site = site_url(request)
        to = Addresses(f"{site}{ROSTERING}", f"{site}{GRADEBOOK}", client.workshop.key)
        try:
            _check_letters([*kwargs.values(), *request.GET.values()])
            response = view(request, Collections(client, to), scopes, *args, **kwargs)
        except Unfit as unfit:
            response = fault(unfit.code, unfit.words)
        except NotFound:
            response = fault(Code.UNKNOWN, "There is no such object.")
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def _check_letters(given: Iterable[Any]) -> None:
    if any("\0" in str(each) for each in given):
        raise Unfit(Code.DATA, "The address holds a character that no value has.")


def check_scope(scopes: Collection[str], kind: str, *, writes: str = "") -> None:
    """Refuse a program that may not see a collection, or not write it.

    :raises Unfit: it may not
    """
    group = kind if kind in _READ else "gradebook" if kind in _OF_GRADEBOOK else ""
    wanted = (writes,) if writes else _READ[group]
    if not any(each in scopes for each in wanted):
        raise Unfit(Code.FORBIDDEN, "The token does not have the scope for this.")


def answer_list(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str, within: Within
) -> HttpResponse:
    """Answer with a page of a collection.

    :raises Unfit: the program may not see it, or asks for what there is not
    """
    check_scope(scopes, kind)
    if request.method not in {"GET", "HEAD"}:
        raise Unfit(Code.UNSUPPORTED, "This can only be read.")
    asked = read_asked({name: str(value) for name, value in request.GET.items()})
    _check_fields(kind, asked)
    page = seen.source(kind, within).page(asked)
    name = _PLURAL.get(kind, kind)
    response = JsonResponse({name: [_cut(each, asked) for each in page.things]})
    response["X-Total-Count"] = str(page.total)
    response["Link"] = _links(request, asked, page)
    return response


def answer_one(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str, id_: str
) -> HttpResponse:
    """Answer with one object.

    :raises Unfit: there is none, or the program may not see it
    """
    check_scope(scopes, kind)
    if request.method not in {"GET", "HEAD"}:
        raise Unfit(Code.UNSUPPORTED, "This can only be read.")
    asked = read_asked({"fields": request.GET["fields"]} if "fields" in request.GET else {})
    _check_fields(kind, asked)
    thing = _cut(the_one(seen.source(kind), id_), asked)
    return JsonResponse({SINGULAR[kind]: thing})


def the_one(source: Source, id_: str) -> Thing:
    """Return the object with an id.

    :raises Unfit: there is none
    """
    found = source.page(Asked(limit=1, parts=(Part("sourcedId", "=", id_),))).things
    if not found:
        raise Unfit(Code.UNKNOWN, "There is no such object.")
    return found[0]


def _check_fields(kind: str, asked: Asked) -> None:
    for field in asked.fields:
        if field not in FIELDS[kind]:
            raise Unfit(Code.SELECTION, f"there is no field {field}")


def _cut(thing: Thing, asked: Asked) -> Thing:
    if not asked.fields:
        return thing
    return {name: value for name, value in thing.items() if name in asked.fields}


def _links(request: HttpRequest, asked: Asked, page: Page) -> str:
    """Return where the other pages are (RFC 8288)."""
    last = max(0, (page.total - 1) // asked.limit * asked.limit)
    places = {"first": 0, "last": last}
    if asked.offset + asked.limit < page.total:
        places["next"] = asked.offset + asked.limit
    if asked.offset:
        places["prev"] = max(0, asked.offset - asked.limit)
    base = f"{site_url(request)}{request.path}"
    given = {name: str(value) for name, value in request.GET.items()}
    return ", ".join(
        f'<{base}?{urlencode({**given, "limit": asked.limit, "offset": place})}>; rel="{name}"'
        for name, place in places.items()
    )
