"""Refusals as problem details (RFC 9457): the same shape for everything that goes wrong."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from openluban.foundation.api.answering import to_json
from openluban.kernel.refusals import Problem

MOST_PROBLEMS = 200


def problem_answer(
    status: int, code: str, detail: Any, problems: Iterable[Problem] | None = None
) -> HttpResponse:
    """Return the answer that says what is refused, and every single fault where there are some."""
    told: dict[str, Any] = {
        "type": f"urn:openluban:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": str(detail),
    }
    if problems is not None:
        told["problems"] = [_told(problem) for problem in list(problems)[:MOST_PROBLEMS]]
    response = HttpResponse(to_json(told), status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="OpenLuban"'
    return response


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "field": problem.field,
        "row": problem.row,
        "rule": str(problem.rule),
        "sentence": str(problem),
    }
