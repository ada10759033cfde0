"""Courses: the list, the units of one, and opening a unit."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.doors import View, only
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Row, TableView
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import NotFound, Refusal
from openluban.learning.launches.listing import name_cell, state_marks
from openluban.learning.launches.models import Registration
from openluban.learning.launches.packaging import structure_of
from openluban.learning.launches.policies import learner_of, may_come, may_set_up, may_try
from openluban.learning.launches.queries.courses import courses_offered
from openluban.learning.launches.queries.progress import CourseLine, UnitLine, lines_of, own_lines
from openluban.learning.launches.rules.moving_on import NOTHING_DONE, is_satisfied
from openluban.learning.launches.use_cases.agree import agree_to_keeping
from openluban.learning.launches.use_cases.launch import Wish, launch_unit
from openluban.learning.launches.views.clock import now
from openluban.learning.launches.wording import count_of, day, state_of, title_of
from openluban.learning.learners.public import Purpose, cohorts_seen, has_consent, may_list
from openluban.teaching.packs.public import the_resource

_SCRIPTS = {"zh-hans": "zh-Hans"}


def for_comers(view: View) -> View:
    """Let in who has to do with courses; nothing of the page is kept by the browser."""
    return never_cache(only(may_come)(view))


@require_safe
@for_comers
def courses_view(request: HttpRequest) -> HttpResponse:
    """List the courses that can be opened, with what became of them."""
    actor = actor_of(request)
    context = _standing(actor) | {"table": _courses(actor), "cohorts": _cohorts(actor)}
    return render(request, "launches/courses.html", context)


def _standing(actor: Actor) -> dict[str, Any]:
    """Return what decides whether the actor opens courses, and what to say where they do not."""
    person = learner_of(actor)
    is_offered = bool(settings.LUBAN_CONTENT_ORIGIN)
    agreed = person is not None and has_consent(person.pk, Purpose.STATEMENTS)
    return {
        "is_offered": is_offered,
        "may_set_up": may_set_up(actor),
        "is_learner": person is not None,
        "is_trial": person is None and may_try(actor),
        "is_synthetic": person is not None and person.is_synthetic,
        "asks_consent": is_offered and person is not None and not agreed,
        "may_open": is_offered and (agreed or (person is None and may_try(actor))),
    }


def _courses(actor: Actor) -> TableView:
    own = {line.registration.resource_id: line for line in own_lines(actor)}
    columns = (
        Column("course", _("Course")),
        Column("units", _("Units"), numeric=True),
        Column("done", _("Done")),
        Column("last", _("Last activity")),
    )
    rows = tuple(
        Row(
            (
                name_cell(each.name, each.key, reverse("launches_course", args=[each.key])),
                Cell(format_number(units, page_language())),
                *_own_cells(own.get(each.pk)),
            )
        )
        for each, units in courses_offered()
    )
    empty = Empty(_("No course is published yet."))
    return TableView(_("Courses"), columns, rows, empty)


def _own_cells(line: CourseLine | None) -> tuple[Cell, Cell]:
    if line is None:
        return Cell(_("not begun")), Cell("—")
    return Cell(count_of(line), marks=state_marks(line)), Cell(day(line.last_at) or "—")


def _cohorts(actor: Actor) -> list[tuple[str, str]]:
    """Return name and address of the cohorts whose courses the actor sees."""
    if not may_list(actor):
        return []
    found = cohorts_seen(actor)
    return [(each.name, reverse("launches_cohort", args=[each.key])) for each in found]


@require_safe
@for_comers
def course_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show the units of a course, and open them."""
    actor, resource = actor_of(request), the_resource(key)
    standing = _standing(actor)
    registration = _own_registration(actor, resource.pk)
    known = {}
    if registration is not None:
        known = {each.unit.key: each for each in lines_of([registration])[0].units}
    lines = [
        known.get(each.key) or UnitLine(each, None, is_satisfied(each, NOTHING_DONE))
        for each in structure_of(resource).units()
    ]
    spoken, name = resource.name.best(page_language())
    context = standing | {
        "name": name or resource.key,
        "name_language": spoken,
        "resource": resource,
        "units": [_unit(each) for each in lines],
        "next": next((each.unit.key for each in lines if not each.is_done), ""),
        "satisfied_on": day(registration.satisfied_at) if registration else "",
    }
    response = render(request, "launches/course.html", context)
    return _leading_on(response, request)


def _unit(line: UnitLine) -> dict[str, Any]:
    language, title = title_of(line.unit.titles)
    return {
        "key": line.unit.key,
        "title": title,
        "language": language,
        # That it was begun is said with the day.
        "state": "" if line.is_begun_only else state_of(line),
        "is_done": line.is_done,
        "begun": day(line.started_at),
        "done": day(line.done_at),
    }


def _own_registration(actor: Actor, resource: int) -> Registration | None:
    lines = (each.registration for each in own_lines(actor))
    return next((each for each in lines if each.resource_id == resource), None)


def _leading_on(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Let the forms of this page lead to the origin of courses, which else they may not."""
    origin = settings.LUBAN_CONTENT_ORIGIN
    if not origin:
        return response

    @csp_update({"form-action": [origin]})
    def said(_request: HttpRequest) -> HttpResponse:
        return response

    said(request)
    return response


@require_POST
@for_comers
@few_files
def open_view(request: HttpRequest, key: str) -> HttpResponse:
    """Open a unit on the origin of courses."""
    site, actor = site_url(request), actor_of(request)
    wish = Wish(
        resource=key,
        unit=sent(request, "unit"),
        site=site,
        back=site + reverse("launches_course", args=[key]),
        languages=_languages(request),
    )
    try:
        address = launch_unit(wish=wish, actor=actor, at=timezone.now(), clock=now)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return SeeOther(reverse("launches_course", args=[key]))
    return SeeOther(address)


def _languages(_request: HttpRequest) -> tuple[str, ...]:
    own = page_language()
    return tuple(dict.fromkeys((_SCRIPTS.get(own, own), "en")))


@require_POST
@for_comers
def agree_view(request: HttpRequest) -> HttpResponse:
    """Take the learner's word that what they do in courses may be kept."""
    try:
        agree_to_keeping(language=page_language(), actor=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is noted. You can take it back on your page at any time."))
    back = sent(request, "course")
    if back and back.isascii():
        return redirect("launches_course", key=the_resource(back).key)
    return redirect("launches")
