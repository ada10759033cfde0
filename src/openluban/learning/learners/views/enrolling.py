"""Forms about an enrolment: making one, its states, marks and study in China."""

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldKind, FieldView
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.policies import the_enrolment, the_enrolment_to_mark
from openluban.learning.learners.queries.offering import offered_to
from openluban.learning.learners.queries.reading import may_be_marked
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.rules.states import FIRST, NEXT, in_order_of_usage
from openluban.learning.learners.rules.words import Route, State
from openluban.learning.learners.use_cases.enrol import Wish, enrol_person
from openluban.learning.learners.use_cases.mark import Result, record_mark
from openluban.learning.learners.use_cases.move import move_enrolment, take_state_back
from openluban.learning.learners.use_cases.study_in_china import DAYS, say_of_china
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.forms import (
    Asking,
    Errors,
    choices,
    form_page,
    of,
    sent_number,
    the_day,
)
from openluban.learning.learners.views.keeping import the_person_shown
from openluban.learning.learners.wording import ROUTES, SCHOLARSHIPS, STAGES, STATES

_FORM = ["GET", "HEAD", "POST"]


def _page(key: str) -> str:
    return reverse("learner", args=[key])


def _on(request: HttpRequest, errors: Errors) -> FieldView:
    today = sent(request, "on") or timezone.localdate().isoformat()
    return FieldView("on", _("Day"), "date", today, errors=of(errors, "on"), required=True)


@require_http_methods(_FORM)
@private()
def enrol_view(request: HttpRequest, key: str) -> HttpResponse:
    """Enrol a person."""
    person = the_person_shown(key, request)
    offered = offered_to(actor_of(request), ability=KEEP)
    courses = {f"programme:{each}": name for each, name in offered.programmes} | {
        f"training:{each}": name for each, name in offered.trainings
    }

    def chosen(
        name: str, label: str, options: dict[str, str], errors: Errors, help_: str = ""
    ) -> FieldView:
        listed = choices(options, sent(request, name), none="—")
        told = of(errors, name)
        return FieldView(name, label, "choice", "", help_, choices=listed, errors=told)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        workshop = sent(request, "workshop") or person.workshop.key
        return (
            FieldView("workshop", _("Workshop"), "choice",
                      choices=choices(dict(offered.workshops), workshop), required=True),
            FieldView("route", _("Route"), "choice", errors=of(errors, "route"),
                      choices=choices(ROUTES, sent(request, "route") or Route.DEGREE)),
            chosen("cohort", _("Cohort"), dict(offered.cohorts), errors),
            chosen("course", _("Programme or training course"), courses, errors,
                   _("Not needed with a cohort: it says the course.")),
            FieldView("state", _("State"), "choice", errors=of(errors, "state"),
                      choices=choices({each: STATES[each] for each in FIRST},
                                      sent(request, "state") or State.ENROLLED)),
            _on(request, errors),
        )  # fmt: skip

    def deed() -> None:
        kind, _colon, course = sent(request, "course").partition(":")
        wish = Wish(
            workshop=sent(request, "workshop"),
            route=sent(request, "route"),
            programme=course if kind == "programme" else "",
            training=course if kind == "training" else "",
            cohort=sent(request, "cohort"),
            state=sent(request, "state"),
        )
        day = the_day(request)
        enrol_person(key=key, wish=wish, on=day, actor=actor_of(request), at=timezone.now())

    asking = Asking(_("Enrol"), fields, _page(key), _("Enrolled."), _("Enrol"), person=person)
    return form_page(request, asking, deed)


@require_http_methods(_FORM)
@private()
def move_view(request: HttpRequest, key: str) -> HttpResponse:
    """Let an enrolment reach its next state."""
    enrolment = _kept(request, key)
    following = in_order_of_usage(NEXT[State(enrolment.state)])

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        options = choices({each: STATES[each] for each in following}, sent(request, "state"))
        return (
            FieldView("state", _("Next state"), "choice", choices=options,
                      errors=of(errors, "state"), required=True),
            _on(request, errors),
            FieldView("reason", _("Why"), "longtext", sent(request, "reason"),
                      _("It is sealed with the person’s data.")),
        )  # fmt: skip

    def deed() -> None:
        move_enrolment(
            key=key,
            state=sent(request, "state"),
            on=the_day(request),
            reason=sent(request, "reason"),
            actor=actor_of(request),
            at=timezone.now(),
        )

    lead = _("Now: %(state)s.") % {"state": STATES[enrolment.state]}
    asking = _about(enrolment, _("Next state"), fields, _("The state is written."), lead)
    return form_page(request, asking, deed)


@require_http_methods(_FORM)
@private()
def back_view(request: HttpRequest, key: str) -> HttpResponse:
    """Take the newest state back."""
    enrolment = _kept(request, key)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        return (
            FieldView("reason", _("Why"), "longtext", sent(request, "reason"),
                      _("It is sealed with the person’s data."), errors=of(errors, "reason"),
                      required=True),
        )  # fmt: skip

    def deed() -> None:
        reason = sent(request, "reason")
        take_state_back(key=key, reason=reason, actor=actor_of(request), at=timezone.now())

    lead = _("Now: %(state)s.") % {"state": STATES[enrolment.state]}
    title, done = _("Take the last state back"), _("The state is taken back.")
    return form_page(request, _about(enrolment, title, fields, done, lead), deed)


@require_http_methods(_FORM)
@private()
def mark_view(request: HttpRequest, key: str) -> HttpResponse:
    """Write a mark."""
    enrolment = the_enrolment_to_mark(key, actor_of(request))
    about = may_be_marked(enrolment)

    def field(name: str, label: str, errors: Errors, value: str = "", help_: str = "") -> FieldView:
        shown = sent(request, name) or value
        return FieldView(name, label, "text", shown, help_, errors=of(errors, name))

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        return (
            FieldView("about", _("Course or class"), "choice", errors=of(errors, "about"),
                      choices=choices(dict(about), sent(request, "about"), none=_("the whole"))),
            FieldView("stage", _("Stage of the project"), "choice", errors=of(errors, "stage"),
                      choices=choices(STAGES, sent(request, "stage"), none="—")),
            field("title", _("What was marked"), errors),
            field("score", _("Score"), errors),
            field("out_of", _("Highest score"), errors, "100"),
            field("hours", _("Hours"), errors),
            _on(request, errors),
            field("remark", _("Remark"), errors, "", _("The learner reads it.")),
        )  # fmt: skip

    def deed() -> None:
        record_mark(
            key=key,
            result=_result(request),
            on=the_day(request),
            actor=actor_of(request),
            at=timezone.now(),
        )

    title, done = _("Write a mark"), _("The mark is written.")
    return form_page(request, _about(enrolment, title, fields, done), deed)


def _result(request: HttpRequest) -> Result:
    kind, _colon, chosen = sent(request, "about").partition(":")
    title, remark = sent(request, "title"), sent(request, "remark")
    if len(title) > _LONGEST_TITLE or len(remark) > _LONGEST_REMARK:
        field = "title" if len(title) > _LONGEST_TITLE else "remark"
        raise Invalid([Problem("too_long", _("This is too long."), field)])
    scale = sent_number(request, "out_of")
    return Result(
        course=chosen if kind == "course" else "",
        taught_class=chosen if kind == "class" else "",
        stage=sent(request, "stage"),
        title=title,
        score=sent_number(request, "score"),
        out_of=Decimal(100) if scale is None else scale,
        hours=sent_number(request, "hours"),
        remark=remark,
    )


_LONGEST_TITLE = 120
_LONGEST_REMARK = 500


@require_http_methods(_FORM)
@private()
def china_view(request: HttpRequest, key: str) -> HttpResponse:
    """Say what study in China needs besides."""
    enrolment = _kept(request, key)
    if enrolment.route != Route.CHINA:
        raise NotFound
    names = ("college", "course_name", "hsk_level", "visa_kind", "scholarship", *DAYS)
    cells = _china_cells(enrolment, names)
    if request.method == "POST":
        cells = {name: sent(request, name) for name in names}
    labels = {
        "college": _("College (its key in the register)"), "course_name": _("Course"),
        "hsk_level": _("Level of Chinese (HSK)"), "hsk_on": _("Day of the examination"),
        "visa_kind": _("Kind of visa, such as X1"), "visa_on": _("Visa from"),
        "visa_until": _("Visa until"), "arrived_on": _("Arrived"), "returned_on": _("Returned"),
    }  # fmt: skip

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        def kind(name: str) -> FieldKind:
            return "date" if name in DAYS else "text"

        asked = [
            FieldView(name, label, kind(name), cells[name], errors=of(errors, name))
            for name, label in labels.items()
        ]
        pays = choices(SCHOLARSHIPS, cells["scholarship"], none="—")
        return (*asked, FieldView("scholarship", _("Who pays"), "choice", choices=pays))

    def deed() -> None:
        say_of_china(key=key, cells=cells, actor=actor_of(request), at=timezone.now())

    return form_page(
        request, _about(enrolment, _("Study in China"), fields, _("It is written.")), deed
    )


def _china_cells(enrolment: Enrolment, names: tuple[str, ...]) -> dict[str, str]:
    china = getattr(enrolment, "china", None)
    if china is None:
        return dict.fromkeys(names, "")
    values = {name: getattr(china, name) for name in names}
    values["college"] = china.college.key if china.college else ""
    return {name: str(value) if value else "" for name, value in values.items()}


def _kept(request: HttpRequest, key: str) -> Enrolment:
    return the_enrolment(key, actor_of(request))


def _about(
    enrolment: Enrolment,
    title: str,
    fields: Callable[[Errors], tuple[FieldView, ...]],
    done: str,
    lead: str = "",
) -> Asking:
    return Asking(
        title,
        fields,
        _page(enrolment.person.key),
        done,
        lead=lead,
        person=enrolment.person,
    )
