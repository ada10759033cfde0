"""The register of a session: a form, which the script of the page makes quicker."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.ui.languages import page_language
from openluban.learning.attendance.queries.finding import the_session
from openluban.learning.attendance.queries.register import Line, Register, registers_of
from openluban.learning.attendance.rules.words import Outcome, Presence
from openluban.learning.attendance.use_cases.take import NewMark, Taken, take_marks
from openluban.learning.attendance.views.guarding import for_workers
from openluban.learning.attendance.wording import (
    PRESENCE,
    line_note,
    rest_words,
    title_of,
    when_words,
    zone_words,
)

_LONGEST_LATE = 600


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
@ensure_csrf_cookie
def register_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a register as a form, or take what was marked on it."""
    actor, reader = actor_of(request), page_language()
    session = the_session(key, actor)
    (register,) = registers_of([session], reader)
    if request.method == "POST":
        return _take(request, register)
    context = {
        "session": session,
        "title": title_of(session),
        "when": when_words(session, reader),
        "stage": rest_words(session),
        "zone": zone_words(session, reader),
        "cohort": session.cohort,
        "account": actor.key,
        "lines": [_line_context(line) for line in register.lines],
        "open_lines": register.open_lines,
        "words": PRESENCE.items(),
    }
    return render(request, "attendance/register.html", context)


def _line_context(line: Line) -> dict[str, Any]:
    marked = line.marked
    # Where two devices disagree nothing is chosen beforehand: somebody has to say it.
    settled = marked if marked and not marked.is_disputed else None
    return {
        "enrolment": line.enrolment,
        "name": line.name,
        "language": line.language,
        "note": line_note(line),
        "is_open": line.may_be_marked,
        "uuid": marked.uuid if marked else "",
        "presence": settled.presence if settled else "",
        "word": PRESENCE.get(marked.presence, "") if marked else "",
        "late": settled.late if settled and settled.late else "",
        "was": f"{settled.presence} {settled.late}" if settled else "",
        "is_disputed": marked is not None and marked.is_disputed,
    }


def _take(request: HttpRequest, register: Register) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    rest = Presence.PRESENT if "rest" in request.POST else None
    marks = [
        mark
        for line in register.lines
        if line.may_be_marked and (mark := _sent_mark(request, register, line, rest)) is not None
    ]
    # Two forms of one person are one hand; those of two persons may disagree.
    device = f"form-{actor.key}"
    taken = take_marks(marks=marks, device=device, sent_at=at, actor=actor, at=at)
    _tell(request, taken)
    return SeeOther(reverse("attendance_register", args=[register.session.key]))


def _sent_mark(
    request: HttpRequest, register: Register, line: Line, rest: Presence | None
) -> NewMark | None:
    """Return what is new of somebody; None where nothing is."""
    said = request.POST.get(f"presence-{line.enrolment}", "")
    presence = Presence(said) if said in set(Presence) else None
    now = line.marked
    if presence is None:
        presence = rest if now is None else None
    if presence is None:
        return None
    late = _minutes(request.POST.get(f"late-{line.enrolment}", ""))
    late = late if presence == Presence.LATE else 0
    # What this form showed and nobody touched is nothing new, whoever changed it meanwhile.
    if f"{presence} {late}" == request.POST.get(f"was-{line.enrolment}"):
        return None
    return NewMark(
        uuid=uuid4(),
        session=register.session.key,
        enrolment=line.enrolment,
        presence=presence,
        late=late,
        told_at=timezone.now(),
        over=_uuid(request.POST.get(f"over-{line.enrolment}", "")),
    )


def _minutes(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < len("10000")
    return min(int(text), _LONGEST_LATE) if is_number else 0


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _tell(request: HttpRequest, taken: list[Taken]) -> None:
    kept = sum(each.outcome != Outcome.REFUSED for each in taken)
    words = ngettext("%(n)s mark kept.", "%(n)s marks kept.", kept)
    messages.success(request, words % {"n": kept})
    for sentence in {str(each.refusal) for each in taken if each.refusal is not None}:
        messages.error(request, sentence)
