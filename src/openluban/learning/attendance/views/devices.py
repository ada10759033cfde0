"""What a teacher's phone asks for: the page it keeps, the registers it takes along, its marks."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.policies import may_work
from openluban.learning.attendance.queries.finding import the_session
from openluban.learning.attendance.queries.register import Line, Register, registers_of
from openluban.learning.attendance.queries.timetable import taken_along
from openluban.learning.attendance.rules.words import Outcome
from openluban.learning.attendance.use_cases.take import Taken, take_marks
from openluban.learning.attendance.views.guarding import for_devices, for_workers
from openluban.learning.attendance.views.sent_marks import read_sent
from openluban.learning.attendance.wording import (
    PRESENCE,
    line_note,
    title_of,
    when_words,
)
from openluban.learning.learners.public import Cohort

_BLANK = {
    **dict.fromkeys(
        ("enrolment", "uuid", "language", "name", "note", "word", "presence", "late", "was"), ""
    ),
    "is_open": True,
    "is_disputed": False,
}
"""The line from which the page makes those of its registers."""


@require_safe
@for_workers
@ensure_csrf_cookie
def phone_page(request: HttpRequest) -> HttpResponse:
    """Show the page that a phone keeps; no learner stands in it."""
    context = {
        "account": actor_of(request).key,
        "words": PRESENCE.items(),
        "line": _BLANK,
    }
    return render(request, "attendance/phone.html", context)


@require_safe
@never_cache
def worker_script(request: HttpRequest) -> HttpResponse:
    """Give the service worker; it lies here so that its reach is these addresses alone."""
    return render(request, "attendance/worker.js", content_type="text/javascript")


@require_safe
@for_devices
def carried(request: HttpRequest) -> HttpResponse:
    """Give the registers that a phone takes along: those of a teacher, or one that is asked for."""
    actor, reader, at = actor_of(request), page_language(), timezone.now()
    registers = registers_of(_asked(request.GET.get("session", ""), actor), reader)
    answer = {
        "account": actor.key,
        "at": at.isoformat(),
        "sessions": [_register_data(each, reader) for each in registers],
    }
    return JsonResponse(answer)


def _asked(key: str, actor: Actor) -> list[Session]:
    if not may_work(actor):
        raise NotAllowed
    return [the_session(key, actor)] if key else taken_along(actor, timezone.now())


def _cohort_words(cohort: Cohort) -> str:
    return f"{cohort.name} ({_('invented')})" if cohort.is_synthetic else cohort.name


def _register_data(register: Register, reader: str) -> dict[str, Any]:
    session = register.session
    return {
        "key": session.key,
        "title": title_of(session),
        "cohort": _cohort_words(session.cohort),
        "when": when_words(session, reader),
        "room": session.room,
        "starts": session.starts_at.isoformat(),
        "ends": session.ends_at.isoformat(),
        "cancelled": bool(session.cancelled),
        "lines": [_line_data(line) for line in register.lines],
    }


def _line_data(line: Line) -> dict[str, Any]:
    marked = line.marked
    return {
        "enrolment": line.enrolment,
        "name": line.name,
        "lang": line.language,
        "open": line.may_be_marked,
        "note": line_note(line),
        "mark": marked
        and {
            "uuid": str(marked.uuid),
            "presence": marked.presence,
            "late": marked.late,
            "disputed": marked.is_disputed,
        },
    }


@require_POST
@for_devices
def marks_answer(request: HttpRequest) -> HttpResponse:
    """Take marks that a device set, maybe long ago; say of each what became of it."""
    actor = actor_of(request)
    sent = read_sent(request.body)
    if not may_work(actor):
        raise NotAllowed
    if sent is None:
        return JsonResponse({"code": "unreadable"}, status=400)
    if sent.account != actor.key:
        # Somebody else is signed in now: nobody's marks go under another's name.
        return JsonResponse({"code": "other_account"}, status=409)
    taken = take_marks(
        marks=sent.marks,
        device=sent.device,
        sent_at=sent.sent_at,
        actor=actor,
        at=timezone.now(),
    )
    outcomes = {str(each.uuid): _outcome(each) for each in taken}
    for name in sent.unreadable:
        outcomes[name] = {"outcome": Outcome.REFUSED, "code": "unreadable", "message": ""}
    return JsonResponse({"outcomes": outcomes})


def _outcome(taken: Taken) -> dict[str, str]:
    refusal = taken.refusal
    if refusal is None:
        return {"outcome": taken.outcome}
    return {"outcome": taken.outcome, "code": refusal.code, "message": str(refusal)}
