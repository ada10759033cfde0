"""The gradebook service: categories, line items and results, read and written."""

import json
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openluban.foundation.api.asking import length_of
from openluban.learning.learners.formats.oneroster.asking import Code, Unfit
from openluban.learning.learners.formats.oneroster.tables import SCORE_STATES
from openluban.learning.learners.queries.provider.collections import Collections
from openluban.learning.learners.queries.provider.fields import ALL, Within
from openluban.learning.learners.queries.provider.shapes import CATEGORY
from openluban.learning.learners.use_cases.gradebook import (
    Line,
    NotInClass,
    Said,
    SomebodyElses,
    delete_line,
    delete_result,
    put_line,
    put_result,
)
from openluban.learning.learners.views.provider.answering import (
    answer_list,
    answer_one,
    check_scope,
    for_programs,
    the_one,
)

_LARGEST = 100_000
_LONGEST_ID = 120
_MOST = Decimal(9_999_999)
_CREATE, _DELETE = "gradebook.createput", "gradebook.delete"
_Fields = dict[str, Any]


@for_programs
def all_of(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str
) -> HttpResponse:
    """Answer with a collection of the gradebook."""
    return answer_list(request, seen, scopes, kind, ALL)


@for_programs
def in_class(
    request: HttpRequest,
    seen: Collections,
    scopes: Collection[str],
    kind: str,
    **of: str,
) -> HttpResponse:
    """Answer with a collection of one class, and of a line item or a student in it."""
    check_scope(scopes, kind)
    the_one(seen.source("classes"), of["class_"])
    if "line" in of:
        the_one(seen.source("lineItems", Within(class_=of["class_"])), of["line"])
    return answer_list(request, seen, scopes, kind, Within(**of))


@for_programs
def one_of(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str, id_: str
) -> HttpResponse:
    """Answer with one object, write it, or take it away."""
    if request.method not in {"PUT", "DELETE"} or kind == "categories":
        return answer_one(request, seen, scopes, kind, id_)
    writes = request.method == "PUT"
    check_scope(scopes, kind, writes=_CREATE if writes else _DELETE)
    deeds: dict[tuple[str, bool], Callable[[], int]] = {
        ("lineItems", True): lambda: _put_line(request, seen, id_),
        ("results", True): lambda: _put_result(request, seen, id_),
        ("lineItems", False): lambda: _deleted(delete_line, seen, id_),
        ("results", False): lambda: _deleted(delete_result, seen, id_),
    }
    try:
        return HttpResponse(status=deeds[kind, writes]())
    except NotInClass as refusal:
        raise Unfit(Code.DATA, str(refusal)) from refusal
    except SomebodyElses as refusal:
        raise Unfit(Code.FORBIDDEN, str(refusal)) from refusal


def _deleted(delete: Callable[..., None], seen: Collections, id_: str) -> int:
    delete(client=seen.client, key=id_, at=timezone.now())
    return 204


def _put_line(request: HttpRequest, seen: Collections, id_: str) -> int:
    said = _body(request, "lineItem", id_)
    most, least = (_number(said, f"resultValue{name}") for name in ("Max", "Min"))
    if most is not None and (most <= 0 or (least is not None and least > most)):
        raise Unfit(Code.DATA, "resultValueMin and resultValueMax are no scale")
    line = Line(
        id_,
        _reference(said, "class"),
        _text(said, "title", 1_000, needed=True),
        _text(said, "description", 4_000),
        _moment(said, "assignDate"),
        _moment(said, "dueDate"),
        least,
        most,
        _reference(said, "category", otherwise=CATEGORY),
    )
    is_new = put_line(client=seen.client, line=line, at=timezone.now())
    return 201 if is_new else 200


def _put_result(request: HttpRequest, seen: Collections, id_: str) -> int:
    said = _body(request, "result", id_)
    state = _text(said, "scoreStatus", 20, needed=True)
    if state not in SCORE_STATES:
        raise Unfit(Code.DATA, f"scoreStatus is one of: {', '.join(SCORE_STATES)}")
    result = Said(
        id_,
        _reference(said, "lineItem"),
        _reference(said, "student"),
        state,
        _number(said, "score"),
        _moment(said, "scoreDate").date(),
        _text(said, "comment", 500),
    )
    is_new = put_result(client=seen.client, said=result, at=timezone.now())
    return 201 if is_new else 200


def _body(request: HttpRequest, name: str, id_: str) -> _Fields:
    """Return the object that was sent.

    :raises Unfit: it is none, or names another id
    """
    if len(id_) > _LONGEST_ID:
        raise Unfit(Code.DATA, "the id is too long")
    if length_of(request) > _LARGEST:
        raise Unfit(Code.DATA, "the object is too large")
    try:
        found = json.loads(request.body).get(name)
    except (ValueError, AttributeError, RecursionError) as wrong:
        raise Unfit(Code.DATA, "the body is no JSON object") from wrong
    if not isinstance(found, dict):
        raise Unfit(Code.DATA, f"the body has no {name}")
    if found.get("sourcedId", id_) != id_:
        raise Unfit(Code.DATA, "sourcedId is not that of the address")
    return found


def _text(said: _Fields, name: str, limit: int, *, needed: bool = False) -> str:
    found = said.get(name) or ""
    if not isinstance(found, str) or len(found) > limit or "\0" in found:
        raise Unfit(Code.DATA, f"{name} is no text, or longer than {limit}")
    if needed and not found.strip():
        raise Unfit(Code.DATA, f"{name} is missing")
    return found


def _reference(said: _Fields, name: str, otherwise: str = "") -> str:
    found = said.get(name)
    id_ = found.get("sourcedId") if isinstance(found, dict) else None
    if isinstance(id_, str) and 0 < len(id_) <= _LONGEST_ID and "\0" not in id_:
        return id_
    if otherwise:
        return otherwise
    raise Unfit(Code.DATA, f"{name} names no object")


def _number(said: _Fields, name: str) -> Decimal | None:
    found = said.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        raise Unfit(Code.DATA, f"{name} is no number")
    try:
        number = Decimal(str(found))
        fits = number.is_finite() and abs(number) <= _MOST
        return number.quantize(Decimal("0.01")) if fits else _unfit(name)
    except InvalidOperation:
        return _unfit(name)


def _unfit(name: str) -> Decimal:
    raise Unfit(Code.DATA, f"{name} is no number that fits")


def _moment(said: _Fields, name: str) -> datetime:
    text = _text(said, name, 40, needed=True)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Unfit(Code.DATA, f"{name} is no moment") from wrong
    if not date.min.year + 1 < found.year < date.max.year:
        raise Unfit(Code.DATA, f"{name} is no moment")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
