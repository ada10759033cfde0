"""Reported counts of a workshop's learners, held against the enrolments that are kept here."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from openluban.learning.learners.models.enrolments import EnrolmentState
from openluban.learning.learners.rules.states import HERE
from openluban.learning.learners.rules.words import Route, State
from openluban.network.counts.public import Reported, reported_of
from openluban.network.workshops.public import Workshop

ROUTES_OF: dict[str, Route | None] = {
    "learners_degree": Route.DEGREE,
    "learners_trained": Route.TRAINING,
    "study_in_china": Route.CHINA,
    "teachers_trained": Route.TEACHERS,
    "learners_total": None,
    "beneficiaries": None,
}
"""Measures of reported counts, and the route of the enrolments that they speak of (None: any)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A reported number and what is counted here for the same measure and time."""

    reported: Reported
    counted: int


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is reported; ``real`` and ``invented`` say whether any such enrolment is kept."""

    lines: tuple[Held, ...]
    real: bool
    invented: bool


def holding_of(workshop: Workshop) -> Holding:
    """Return what is reported of a workshop's learners beside what is counted: two queries."""
    reported = reported_of(f"workshops/{workshop.key}", ROUTES_OF)
    measures = {
        f"n{place}": Count("enrolment__person", distinct=True, filter=_of(one))
        for place, one in enumerate(reported)
    }
    found = EnrolmentState.objects.filter(enrolment__workshop=workshop).aggregate(
        real=Count("pk", filter=Q(enrolment__is_synthetic=False)),
        invented=Count("pk", filter=Q(enrolment__is_synthetic=True)),
        **measures,
    )
    lines = (Held(one, found[f"n{place}"]) for place, one in enumerate(reported))
    return Holding(tuple(lines), bool(found["real"]), bool(found["invented"]))


def _of(one: Reported) -> Q:
    """Say which states a reported number counts: those that hold on its day, or were reached."""
    route = ROUTES_OF[one.measure]
    until = one.as_at.latest if one.as_at else date.max
    said = Q(enrolment__is_synthetic=False, on__lte=until)
    if route is not None:
        said &= Q(enrolment__route=route)
    if one.is_on_a_day:
        return said & Q(state__in=sorted(HERE)) & (Q(until=None) | Q(until__gt=until))
    said &= Q(state=State.ENROLLED)
    return said & Q(on__gte=one.begins) if one.begins else said
