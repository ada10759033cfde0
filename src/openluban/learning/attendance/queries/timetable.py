"""Weeks of cohorts and teachers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from openluban.foundation.access.models import Account
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.policies import (
    KEEP,
    cohorts_visible,
    may_work,
    sessions_given,
    sessions_visible,
)
from openluban.learning.attendance.queries.finding import RELATED
from openluban.learning.attendance.queries.register import Progress, progress_of
from openluban.learning.attendance.rules.repeating import week_of
from openluban.learning.attendance.rules.zones import zones_of
from openluban.learning.learners.public import Cohort, CohortTeacher

_MOST = 300
AHEAD = timedelta(days=7)
"""How far ahead a device takes registers along."""
BEHIND = timedelta(days=2)
"""How far back: what was not marked yesterday can be marked today."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in a week, with how far its register is.

    ``clashes``: the same teacher or the same cohort is elsewhere at that time.
    """

    session: Session
    progress: Progress
    clashes: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The sessions of a week, from Monday to Sunday."""

    monday: date
    sunday: date
    entries: tuple[Entry, ...]


def week_of_cohort(cohort: Cohort, day: date, actor: Actor) -> Week:
    """Return a cohort's week; two queries."""
    return _week(sessions_visible(actor).filter(cohort=cohort), day)


def week_of_teacher(teacher: Account, day: date, actor: Actor) -> Week:
    """Return the week of somebody who teaches, as far as the actor may see it; two queries."""
    return _week(sessions_visible(actor).filter(teacher=teacher), day)


def own_week(actor: Actor, day: date) -> Week:
    """Return what the actor gives, and what nobody is named for in their cohorts; two queries."""
    return _week(sessions_given(actor), day)


def _week(found: QuerySet[Session], day: date) -> Week:
    monday, sunday = week_of(day)
    rows = found.filter(day__gte=monday, day__lte=sunday).select_related(*RELATED)
    sessions = list(rows.order_by("day", "starts_at", "pk")[:_MOST])
    progress = progress_of(sessions)
    entries = tuple(
        Entry(each, progress.get(each.pk, Progress(0, 0)), _clashes(each, sessions))
        for each in sessions
    )
    return Week(monday, sunday, entries)


def _clashes(one: Session, others: list[Session]) -> bool:
    return any(
        other.pk != one.pk
        and not other.cancelled
        and not one.cancelled
        and (other.cohort_id == one.cohort_id or _same_teacher(one, other))
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
        for other in others
    )


def _same_teacher(one: Session, other: Session) -> bool:
    return one.teacher_id is not None and one.teacher_id == other.teacher_id


def taken_along(actor: Actor, at: datetime) -> list[Session]:
    """Return the sessions whose registers a teacher's device takes along; one query."""
    found = sessions_given(actor).filter(
        cancelled="", starts_at__gte=at - BEHIND, starts_at__lte=at + AHEAD
    )
    return list(found.select_related(*RELATED).order_by("starts_at", "pk")[:_MOST])


def cohorts_of(actor: Actor) -> list[Cohort]:
    """Return the cohorts somebody works with, the newest first; one query."""
    found = cohorts_visible(actor).select_related("workshop")
    return list(found.order_by("workshop__sort_name", "-starts_on", "name", "pk")[:_MOST])


def the_teacher(key: str, actor: Actor) -> Account:
    """Return somebody who teaches: oneself, or whoever teaches a cohort that one keeps.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is nobody, or it is not the actor's to know
    """
    if not may_work(actor):
        raise NotAllowed
    found = Account.objects.filter(key=key)
    if key != actor.key:
        kept = Cohort.objects.filter(
            Q() if "" in actor.scopes(KEEP) or actor.kind == "system"
            else Q(workshop__key__in=sorted(actor.scopes(KEEP)))
        )  # fmt: skip
        teaching = CohortTeacher.objects.filter(cohort__in=kept).values("account")
        found = found.filter(pk__in=teaching)
    teacher = found.first()
    if teacher is None:
        raise NotFound
    return teacher


def teachers_of(cohort: Cohort) -> list[Account]:
    """Return who teaches a cohort; one query."""
    found = CohortTeacher.objects.filter(cohort=cohort).select_related("account")
    return [each.account for each in found.order_by("account__name", "pk")]


def offered_zones(cohort: Cohort) -> tuple[str, ...]:
    """Return the time zones of the workshop's country, that of its newest session first."""
    last = (
        Session.objects.filter(cohort__workshop=cohort.workshop_id)
        .order_by("-pk")
        .values_list("zone", flat=True)
        .first()
    )
    zones = zones_of(cohort.workshop.country.key)
    return zones if last is None else tuple(dict.fromkeys((last, *zones)))
