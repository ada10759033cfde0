"""What this module adds to others: guests of the store, panels, and what it keeps of a person."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.registers.wording import declare_action
from openluban.kernel.actor import Actor
from openluban.learning.launches.guests import find_guest
from openluban.learning.launches.listing import of_courses
from openluban.learning.launches.policies import may_come, may_try
from openluban.learning.launches.queries.progress import held_courses, lines_of, registrations_of
from openluban.learning.launches.use_cases.forget import forget_learner
from openluban.learning.learners.public import (
    Cohort,
    Person,
    declare_erasing,
    declare_holding,
    has_own_record,
)
from openluban.learning.statements.public import declare_guests
from openluban.teaching.library.public import Resource

GUESTS = declare_guests(find_guest)
ERASING = declare_erasing(forget_learner)
HOLDING = declare_holding("courses", held_courses)

declare_action("launches.registered", _("registered on a course"))
declare_action("launches.waived", _("unit waived"))
declare_action("launches.erased", _("courses of a learner erased"))


def _of_resource(resource: Resource, actor: Actor, _language: str) -> Filled:
    opens = has_own_record(actor) or may_try(actor)
    if not settings.LUBAN_CONTENT_ORIGIN or not opens or not resource.is_shown:
        return None
    return {"url": reverse("launches_course", args=[resource.key])}


def _of_learner(person: Person, actor: Actor, _language: str) -> Filled:
    lines = lines_of(registrations_of([person.pk]))
    is_own = person.account is not None and person.account.key == actor.key
    return {"table": of_courses(lines, leads_on=is_own)} if lines else None


def _of_cohort(cohort: Cohort, _actor: Actor, _language: str) -> Filled:
    return {"url": reverse("launches_cohort", args=[cohort.key])}


COURSES_OF_RESOURCE: Any = declare_panel(
    "library",
    Panel(
        key="open-here",
        title=_("As a course"),
        template="launches/resource_panel.html",
        fill=_of_resource,
        order=25,
    ),
)
COURSES_OF_LEARNER: Any = declare_panel(
    "learners",
    Panel(
        key="courses",
        title=_("Courses opened here"),
        template="launches/person_panel.html",
        fill=_of_learner,
    ),
)
COURSES_OF_COHORT: Any = declare_panel(
    "cohorts",
    Panel(
        key="courses",
        title=_("Courses opened here"),
        template="launches/cohort_panel.html",
        fill=_of_cohort,
    ),
)


@declare_waiting
def own_courses(actor: Actor) -> Waiting | None:
    """Lead learners and teachers to courses; asks the database nothing."""
    if not settings.LUBAN_CONTENT_ORIGIN or actor.kind != "person" or not may_come(actor):
        return None
    if not (has_own_record(actor) or may_try(actor)):
        return None
    words = _("Open a course and go on where you stopped")
    if not has_own_record(actor):
        words = _("Try courses; see how far your cohorts are")
    return Waiting(_("Courses"), 1, (WaitingItem(words, reverse("launches")),))
