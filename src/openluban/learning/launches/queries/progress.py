"""What became of courses: of oneself, of a cohort, and of one person in all detail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.launches.models import Progress, Registration
from openluban.learning.launches.rules.moving_on import NOTHING_DONE, is_satisfied
from openluban.learning.launches.rules.structure import Unit, course_from
from openluban.learning.launches.settling import done_in
from openluban.learning.learners.public import Enrolment, cohort_seen, own_person

MOST = 2_000


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of a course, and what became of it; ``done_at`` is when it was satisfied."""

    unit: Unit
    progress: Progress | None
    is_done: bool

    @property
    def started_at(self) -> datetime | None:
        """When it was first begun."""
        return self.progress.started_at if self.progress else None

    @property
    def is_begun_only(self) -> bool:
        """Whether nothing is known of it but that it was begun."""
        has_failed = self.progress is not None and self.progress.failed_at is not None
        return self.started_at is not None and not self.is_done and not has_failed

    @property
    def done_at(self) -> datetime | None:
        """When it was done or waived, as far as anything says."""
        if self.progress is None or not self.is_done:
            return None
        moments = (
            self.progress.completed_at,
            self.progress.passed_at,
            self.progress.waived_at,
        )
        return max((each for each in moments if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """Somebody's course: how many of its units are done, and when it was last begun or done."""

    registration: Registration
    units: tuple[UnitLine, ...]
    last_at: datetime | None

    @property
    def done(self) -> int:
        """How many units are satisfied."""
        return sum(each.is_done for each in self.units)


def registrations_of(persons: Iterable[int]) -> QuerySet[Registration]:
    """Return the courses of learners, given by id, with those of records joined into theirs."""
    some = list(persons)
    theirs = Q(participation__person__in=some) | Q(participation__person__merged_into__in=some)
    found = Registration.objects.filter(theirs).select_related("resource", "package")
    return found.select_related("participation__person").order_by("-made_at", "-pk")


def lines_of(registrations: Iterable[Registration]) -> list[CourseLine]:
    """Return what became of registrations, in their order; one query."""
    some = list(registrations)
    found: dict[int, list[Progress]] = {each.pk: [] for each in some}
    for progress in Progress.objects.filter(registration__in=found):
        found[progress.registration_id].append(progress)
    return [_line(each, found[each.pk]) for each in some]


def _line(registration: Registration, progress: list[Progress]) -> CourseLine:
    done, known = done_in(progress), {each.unit: each for each in progress}
    units = tuple(
        UnitLine(unit, known.get(unit.key), is_satisfied(unit, done.get(unit.key, NOTHING_DONE)))
        for unit in course_from(registration.package.structure).units()
    )
    moments = (
        moment
        for each in progress
        for moment in (each.started_at, each.completed_at, each.passed_at, each.waived_at)
    )
    return CourseLine(registration, units, max(filter(None, moments), default=None))


def own_lines(actor: Actor) -> list[CourseLine]:
    """Return one's own courses, the newest first, as learner or as a teacher who tries them."""
    person = own_person(actor)
    if person is not None:
        return lines_of(registrations_of([person.pk])[:MOST])
    tried = Registration.objects.filter(participation__account__key=actor.key)
    return lines_of(tried.select_related("resource", "package").order_by("-made_at", "-pk")[:MOST])


def cohort_lines(key: str, actor: Actor) -> tuple[Any, list[CourseLine]]:
    """Return a cohort and the courses of its learners; they are sorted by the caller, by names.

    :raises NotFound: there is no such cohort, or the actor may not know
    """
    cohort, _is_kept = cohort_seen(key, actor)
    return cohort, lines_of(registrations_of(_persons_in(cohort.pk))[:MOST])


def registration_seen(cohort: str, registration: str, actor: Actor) -> Registration:
    """Return the course of a learner of a cohort that the actor keeps or teaches.

    :raises NotFound: there is none, or the actor may not know
    """
    found, _is_kept = cohort_seen(cohort, actor)
    theirs = registrations_of(_persons_in(found.pk))
    for each in theirs:
        if str(each.uuid) == registration:
            return each
    raise NotFound(registration=registration[:40])


def _persons_in(cohort: int) -> list[int]:
    standing = {"person__erased_at": None, "person__merged_into": None}
    found = Enrolment.objects.filter(cohort=cohort, **standing)
    return list(found.values_list("person_id", flat=True))


def held_courses(person: int) -> list[dict[str, Any]]:
    """Return what is kept of a learner's courses, for them to take along."""
    own = Registration.objects.filter(participation__person=person)
    found = own.select_related("resource", "package", "participation").order_by("pk")
    return [
        {
            "course": line.registration.resource.key,
            "registration": str(line.registration.uuid),
            "pseudonym": line.registration.participation.name,
            "registered_at": line.registration.made_at.isoformat(),
            "satisfied_at": _iso(line.registration.satisfied_at),
            "sessions": line.registration.sessions.count(),
            "units": [_held_unit(each) for each in line.units if each.progress is not None],
        }
        for line in lines_of(found)
    ]


def _held_unit(line: UnitLine) -> dict[str, Any]:
    progress = line.progress
    names = ("started_at", "completed_at", "passed_at", "failed_at", "waived_at")
    score = getattr(progress, "score", None)
    return {
        "unit": line.unit.key,
        **{name: _iso(getattr(progress, name)) for name in names},
        "waived_why": getattr(progress, "waived_why", ""),
        "score": None if score is None else str(score),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
