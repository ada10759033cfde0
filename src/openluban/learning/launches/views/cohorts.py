"""Courses of a cohort: how far its learners are, and waiving a unit for one of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.doors import View, only
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import NotFound, Refusal
from openluban.learning.attendance.public import names_of
from openluban.learning.launches.listing import name_cell, of_cohort, of_units, whose
from openluban.learning.launches.queries.progress import (
    CourseLine,
    cohort_lines,
    lines_of,
    registration_seen,
)
from openluban.learning.launches.use_cases.waive import Waiver, waive_unit
from openluban.learning.launches.views.clock import now
from openluban.learning.launches.wording import REASONS, count_of, title_of
from openluban.learning.learners.public import may_list


def for_workers(view: View) -> View:
    """Let registrars and teachers in; nothing of the page is kept by the browser."""
    return never_cache(only(may_list)(view))


@require_safe
@for_workers
def cohort_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show the courses of the learners of a cohort."""
    cohort, lines = cohort_lines(key, actor_of(request))
    names = names_of({whose(each.registration) for each in lines}, page_language())
    context = {"cohort": cohort, "table": of_cohort(key, lines, names)}
    return render(request, "launches/cohort.html", context)


@require_safe
@for_workers
def learner_view(request: HttpRequest, key: str, registration: UUID) -> HttpResponse:
    """Show the units of a learner's course."""
    found = registration_seen(key, str(registration), actor_of(request))
    line = lines_of([found])[0]
    person = whose(found)
    name, language = names_of([person], page_language()).get(person, ("—", ""))
    context = {
        "name": name,
        "name_language": language,
        "cohort_key": key,
        "course": name_cell(found.resource.name, found.resource.key),
        "count": count_of(line),
        "table": of_units(line.units),
        "form": _form(key, line),
    }
    return render(request, "launches/learner.html", context)


def _form(cohort: str, line: CourseLine) -> FormView | None:
    units = [each.unit for each in line.units if not each.is_done]
    if not units:
        return None
    offered = tuple(Choice(each.key, title_of(each.titles)[1]) for each in units)
    reasons = tuple(Choice(key, words) for key, words in REASONS.items())
    return FormView(
        (
            FieldView("unit", pgettext("course", "Unit"), "choice", choices=offered, required=True),
            FieldView("reason", _("Why"), "choice", choices=reasons, required=True),
        ),
        action_url=reverse("launches_waive", args=[cohort, line.registration.uuid]),
        submit_text=_("Waive the unit"),
    )


@require_POST
@for_workers
def waive_view(request: HttpRequest, key: str, registration: UUID) -> HttpResponse:
    """Waive a unit for a learner."""
    try:
        waive_unit(
            waiver=Waiver(key, str(registration), sent(request, "unit"), sent(request, "reason")),
            actor=actor_of(request),
            at=timezone.now(),
            clock=now,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The unit is waived."))
    return SeeOther(reverse("launches_learner", args=[key, registration]))
