"""Courses and cohorts of a file, held against the programmes and cohorts of a workshop."""

from collections.abc import Iterator
from datetime import date

from openluban.learning.learners.formats.headings import plain
from openluban.learning.learners.formats.roster import CohortSaid, CourseSaid
from openluban.learning.learners.queries.rosters import Known
from openluban.learning.learners.use_cases.rosters.plan import (
    NEW_TRAINING,
    Conflict,
    Difference,
    NewCohort,
    Plan,
)


def plan_courses(plan: Plan) -> None:
    """Decide for every course of the file which programme or training it is."""
    by_name = dict(_names(plan.known))
    of_cohorts = {
        cohort.course: known.programme
        for cohort in plan.roster.cohorts
        if (known := plan.known.cohorts.get(cohort.id)) and known.programme
    }
    for course in plan.roster.courses:
        chosen = plan.choices.courses.get(course.id, "")
        programme = plan.known.programmes.get(chosen, (None,))[0]
        if programme is None and chosen != NEW_TRAINING:
            programme = of_cohorts.get(course.id) or _recognised(plan, course, by_name)
        if programme is not None:
            plan.courses[course.id] = (programme, "")
            continue
        training = next(
            (each for each in (course.id, course.code) if each in plan.known.trainings), course.id
        )
        plan.courses[course.id] = (None, training)
        if training not in plan.known.trainings:
            plan.trainings[training] = course.title


def _names(known: Known) -> Iterator[tuple[str, int]]:
    for key, (pk, name) in known.programmes.items():
        yield plain(key), pk
        for text in name.wordings.values():
            yield plain(text), pk


def _recognised(plan: Plan, course: CourseSaid, by_name: dict[str, int]) -> int | None:
    if course.id in plan.known.trainings:
        return None
    if not course.title and plan.choices.programme:
        return plan.known.programmes.get(plan.choices.programme, (None,))[0]
    for text in (course.code, course.id, course.title):
        if text and (found := by_name.get(plain(text))):
            return found
    return None


def plan_cohorts(plan: Plan) -> None:
    """Find new cohorts, and those whose name or days differ."""
    by_name = {
        (plain(each.name), each.programme, each.training): each
        for each in plan.known.cohorts.values()
    }
    for said in plan.roster.cohorts:
        known = plan.known.cohorts.get(said.id)
        if known is None and not said.starts:
            # A sheet knows groups by their names alone.
            programme, training = plan.courses[said.course]
            found = (plain(said.name), programme, plan.known.trainings.get(training))
            known = by_name.get(found)
            if known is not None:
                plan.known.cohorts[said.id] = known
        if known is None:
            if not said.is_gone:
                programme, training = plan.courses[said.course]
                plan.cohorts[said.id] = NewCohort(said, programme, training)
                plan.counts["cohorts"]["new"] += 1
            continue
        _compare(plan, said)


def _course_named(plan: Plan, programme: int | None, training: str) -> str:
    keys = {pk: key for key, (pk, _name) in plan.known.programmes.items()}
    return keys.get(programme or 0, training)


def _compare(plan: Plan, said: CohortSaid) -> None:
    known = plan.known.cohorts[said.id]
    programme, training = plan.courses.get(said.course, (None, ""))
    here = plan.known.trainings.get(training)
    if (programme, here) != (known.programme, known.training):
        conflict = Conflict(
            f"cohort:{said.id}",
            said.row,
            known.name,
            "other_course",
            "course",
            _course_named(plan, known.programme, known.course),
            _course_named(plan, programme, training),
            may_overwrite=False,
        )
        plan.keep("cohorts", conflict)
    starts, ends = said.starts or known.starts, said.ends or known.ends
    fields = tuple(
        (name, old, new)
        for name, old, new in (
            ("name", known.name, said.name[:120]),
            ("starts_on", known.starts, starts),
            ("ends_on", known.ends, ends),
        )
        if old != new
    )
    if not fields:
        plan.counts["cohorts"]["unchanged"] += 1
        return
    plan.differ(Difference("cohorts", said.row, known.key, known.name, fields))
    last = date.fromisoformat(ends) if ends else None
    plan.cohort_changes.append((known.pk, said.name[:120], date.fromisoformat(starts), last))
