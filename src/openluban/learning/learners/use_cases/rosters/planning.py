"""Holding a file against what is kept."""

from collections.abc import Iterator
from datetime import date

from openluban.learning.learners.formats.roster import Roster
from openluban.learning.learners.queries.rosters import Known
from openluban.learning.learners.use_cases.rosters.enrolments import plan_enrolments
from openluban.learning.learners.use_cases.rosters.marks import plan_marks
from openluban.learning.learners.use_cases.rosters.persons import plan_persons
from openluban.learning.learners.use_cases.rosters.places import plan_cohorts, plan_courses
from openluban.learning.learners.use_cases.rosters.plan import KINDS, Choices, Plan


def plan_roster(
    roster: Roster, known: Known, choices: Choices, *, workshop: int, today: date
) -> Plan:
    """Return what a file would change."""
    plan = Plan(roster, known, choices, workshop, today, left_out=roster.left_out.copy())
    plan_courses(plan)
    plan_cohorts(plan)
    plan_persons(plan)
    plan_marks(plan, plan_enrolments(plan))
    for kind in KINDS:
        _note_missing(plan, kind)
    return plan


def _note_missing(plan: Plan, kind: str) -> None:
    """Find what a whole file does not hold any more, and what is there again."""
    known = getattr(plan.known, kind)
    here: set[int] = set()
    gone: set[int] = set()
    for said in getattr(plan.roster, kind):
        if (found := known.get(said.id)) is not None:
            (gone if said.is_gone else here).add(found.pk)
    if kind in plan.roster.whole:
        gone |= plan.known.of_source.get(kind, set()) - here
    missing = {each.pk for each in known.values() if each.is_missing}
    plan.missing[kind] = sorted(gone - missing)
    plan.back[kind] = sorted((here & missing) - gone)
    for word, found in (("missing", plan.missing[kind]), ("back", plan.back[kind])):
        if found:
            plan.counts[kind][word] = len(found)


def unnamed_courses(plan: Plan) -> Iterator[str]:
    """Yield courses that have no name and that nobody has said a programme for."""
    for course in plan.roster.courses:
        programme, _training = plan.courses[course.id]
        if programme is None and not course.title:
            yield course.id
