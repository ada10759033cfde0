"""Entering sessions, moving and cancelling them."""

from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.dates import NotADate, typed_day
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem, Refusal
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.finding import the_cohort, the_session
from openluban.learning.attendance.queries.timetable import offered_zones, teachers_of
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.rules.words import Kind, Why
from openluban.learning.attendance.use_cases.change import (
    Place,
    cancel_session,
    move_session,
    restore_session,
)
from openluban.learning.attendance.use_cases.plan import Plan, plan_sessions
from openluban.learning.attendance.views.guarding import for_workers
from openluban.learning.attendance.wording import (
    KIND,
    STAGE,
    WEEKDAYS,
    WHY,
    title_of,
    when_words,
)
from openluban.learning.learners.public import Cohort, TaughtClass

Problems = dict[str, tuple[Any, ...]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def plan_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form of a pattern, or enter its sessions."""
    actor = actor_of(request)
    cohort = the_cohort(key, actor)
    if request.method != "POST":
        return _show_plan(request, cohort)
    try:
        made = plan_sessions(plan=_plan(request, key), actor=actor, at=timezone.now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show_plan(request, cohort, refusal)
    words = ngettext("%(n)s session entered.", "%(n)s sessions entered.", len(made))
    messages.success(request, words % {"n": len(made)})
    return SeeOther(f"{reverse('attendance_cohort', args=[key])}?week={made[0].day}")


def _plan(request: HttpRequest, key: str) -> Plan:
    problems: list[Problem] = []
    first = _day(sent(request, "since"), "since", problems)
    until = sent(request, "until")
    last = _day(until, "until", problems) if until else first
    picked = {each for each in request.POST.getlist("weekday") if each in set("0123456")}
    weekdays = frozenset(int(each) for each in picked) or frozenset({first.weekday()})
    every = sent(request, "every") or "1"
    plan = Plan(
        cohort=key,
        repeat=Repeat(weekdays, first, last, int(every) if every in set("12345678") else 0),
        begins=_time(sent(request, "begins"), "begins", problems),
        ends=_time(sent(request, "ends"), "ends", problems),
        zone=sent(request, "zone")[:40],
        kind=Kind.PRACTICE if sent(request, "kind") == Kind.PRACTICE else Kind.LESSON,
        room=sent(request, "room"),
        teacher=sent(request, "teacher"),
        taught_class=sent(request, "taught_class"),
        stage=sent(request, "stage"),
        hours=_hours(sent(request, "hours"), problems),
    )
    if problems:
        raise Invalid(problems)
    return plan


_NO_DAY, _NO_TIME = date(2000, 1, 3), time(0)


def _day(text: str, field: str, problems: list[Problem]) -> date:
    try:
        return typed_day(text)
    except NotADate:
        problems.append(Problem("day", _("Write the day as 2026-09-01."), field))
        return _NO_DAY


def _time(text: str, field: str, problems: list[Problem]) -> time:
    try:
        hour, _colon, minute = text.partition(":")
        return time(int(hour), int(minute))
    except ValueError:
        problems.append(Problem("time", _("Write the time as 09:00."), field))
        return _NO_TIME


def _hours(text: str, problems: list[Problem]) -> Decimal | None:
    if not text:
        return None
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not hours.is_finite() or hours != round(hours, 2):
        problems.append(Problem("hours", _("Write the hours as a number, such as 1.5."), "hours"))
        return None
    return hours


def _said(refusal: Refusal | None) -> tuple[Problems, tuple[str, ...]]:
    """Return the sentences by field, and those of the form as a whole."""
    if refusal is None:
        return {}, ()
    if not isinstance(refusal, Invalid):
        return {}, (str(refusal),)
    found: Problems = {}
    for each in refusal.problems:
        found[each.field] = (*found.get(each.field, ()), str(each))
    return found, ()


def _show_plan(
    request: HttpRequest, cohort: Cohort, refusal: Refusal | None = None
) -> HttpResponse:
    by_field, whole = _said(refusal)
    form = FormView(
        fields=_plan_fields(request, cohort, by_field),
        errors=whole,
        action_url=reverse("attendance_plan", args=[cohort.key]),
        submit_text=_("Enter these sessions"),
        cancel_url=reverse("attendance_cohort", args=[cohort.key]),
    )
    context = {"cohort": cohort, "form": form, "title": _("Enter sessions")}
    return render(
        request, "attendance/form.html", context, status=UNPROCESSABLE if refusal else 200
    )


def _plan_fields(request: HttpRequest, cohort: Cohort, wrong: Problems) -> tuple[FieldView, ...]:
    def value(name: str) -> str:
        return sent(request, name)

    def pick(name: str, offers: list[tuple[str, Any]], *, blank: bool = True) -> tuple[Choice, ...]:
        rows = [("", "—"), *offers] if blank else offers
        return tuple(Choice(each, label, each == value(name)) for each, label in rows)

    days = set(request.POST.getlist("weekday"))
    classes = TaughtClass.objects.filter(cohort=cohort).order_by("name", "pk")
    zones = [(each, each.replace("_", " ")) for each in offered_zones(cohort)]
    return (
        FieldView("taught_class", _("Class"), "choice",
                  choices=pick("taught_class", [(each.key, each.name) for each in classes])),
        FieldView("kind", _("Kind"), "choice",
                  choices=pick("kind", list(KIND.items()), blank=False), required=True),
        FieldView("stage", _("Stage of the project"), "choice",
                  choices=pick("stage", list(STAGE.items()))),
        FieldView("since", _("First day"), "text", value("since"), _("Such as 2026-09-01."),
                  errors=wrong.get("since", ()), required=True),
        FieldView("until", _("Last day"), "text", value("until"),
                  _("Empty: it takes place once."), errors=wrong.get("until", ())),
        FieldView("weekday", _("On these weekdays"), "choices",
                  help=_("None chosen means the weekday of the first day."),
                  choices=tuple(Choice(str(each), WEEKDAYS[each], str(each) in days)
                                for each in range(7))),
        FieldView("every", _("Every so many weeks"), "number", value("every") or "1",
                  errors=wrong.get("every", ())),
        FieldView("begins", _("Begins"), "text", value("begins"), _("Such as 09:00."),
                  errors=wrong.get("begins", ()), required=True),
        FieldView("ends", _("Ends"), "text", value("ends"), errors=wrong.get("ends", ()),
                  required=True),
        FieldView("zone", _("Time zone"), "choice",
                  choices=pick("zone", zones, blank=False), errors=wrong.get("zone", ()),
                  required=True),
        FieldView("hours", _("Hours it counts"), "number", value("hours"),
                  _("Empty: as long as it lasts."), errors=wrong.get("hours", ())),
        FieldView("room", _("Room"), "text", value("room")),
        FieldView("teacher", _("Teacher"), "choice",
                  choices=pick("teacher", [(each.key, each.name) for each in teachers_of(cohort)]),
                  errors=wrong.get("teacher", ())),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def change_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the forms to move and cancel a session, or do it."""
    actor = actor_of(request)
    session = the_session(key, actor)
    if request.method != "POST":
        return _show_change(request, session)
    try:
        _change(request, key, session.day)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show_change(request, session, refusal)
    messages.success(request, _("The session is changed."))
    return SeeOther(reverse("attendance_register", args=[key]))


def _change(request: HttpRequest, key: str, on: date) -> None:
    actor, at, version = actor_of(request), timezone.now(), sent_version(request)
    action = sent(request, "action")
    if action == "cancel":
        why = sent(request, "why")
        reason = Why(why) if why in set(Why) else Why.OTHER
        cancel_session(key=key, version=version, why=reason, actor=actor, at=at)
        return
    if action == "restore":
        restore_session(key=key, version=version, actor=actor, at=at)
        return
    problems: list[Problem] = []
    to = Place(
        _day(sent(request, "day"), "day", problems) if "day" in request.POST else on,
        _time(sent(request, "begins"), "begins", problems),
        _time(sent(request, "ends"), "ends", problems),
        sent(request, "room"),
    )
    if problems:
        raise Invalid(problems)
    move_session(key=key, version=version, to=to, actor=actor, at=at)


def _show_change(
    request: HttpRequest, session: Session, refusal: Refusal | None = None
) -> HttpResponse:
    by_field, whole = _said(refusal)
    has_register = session.marks.exists()
    now = {
        "day": session.day.isoformat(),
        "begins": session.begins.isoformat("minutes"),
        "ends": session.ends.isoformat("minutes"),
        "room": session.room,
    }
    value = {name: sent(request, name) or now[name] for name in now}
    version = FieldView("version", "", "hidden", str(session.version))
    url = reverse("attendance_change", args=[session.key])

    def form(action: str, text: str, *fields: FieldView) -> FormView:
        hidden = FieldView("action", "", "hidden", action)
        return FormView(fields=(version, hidden, *fields), action_url=url, submit_text=text)

    moving = form(
        "move",
        _("Move"),
        *(
            FieldView(name, label, "text", value[name], errors=by_field.get(name, ()),
                      required=name != "room")
            for name, label in (("day", _("Day")), ("begins", _("Begins")), ("ends", _("Ends")),
                                ("room", _("Room")))
            if name != "day" or not has_register
        ),
    )  # fmt: skip
    whys = tuple(Choice(each, label) for each, label in WHY.items())
    why = FieldView("why", _("Why"), "choice", choices=whys, required=True)
    context = {
        "session": session,
        "title": title_of(session),
        "cohort": session.cohort,
        "refused": whole,
        "moving": None if session.cancelled else moving,
        "has_register": has_register,
        "when": when_words(session, page_language()),
        "cancelling": None
        if session.cancelled or has_register
        else form("cancel", _("Cancel the session"), why),
        "restoring": form("restore", _("It takes place after all")) if session.cancelled else None,
    }
    return render(
        request, "attendance/change.html", context, status=UNPROCESSABLE if refusal else 200
    )
