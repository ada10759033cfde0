"""Enrolments of a file, held against those that are kept, and their states."""

from datetime import date

from openluban.learning.learners.formats.roster import EnrolmentSaid
from openluban.learning.learners.queries.rosters import KnownEnrolment
from openluban.learning.learners.rules.states import Step, may_follow
from openluban.learning.learners.rules.words import Origin, State
from openluban.learning.learners.use_cases.rosters.plan import (
    Conflict,
    Difference,
    NewPlace,
    Plan,
)

Pair = tuple[str, str]
"""A person and a cohort (or, without one, a course), by their ids in the file."""
_Place = tuple[int, int | None, int | None, int | None]
"""A person, cohort, programme and training, by their ids here."""


def plan_enrolments(plan: Plan) -> dict[Pair, str]:
    """Find new enrolments, and those that changed; return which enrolment a pair of ids has."""
    by_pair = _pairs(plan)
    starts = {cohort.id: cohort.starts for cohort in plan.roster.cohorts}
    labels = {said.id: said for said in plan.roster.persons}
    found: dict[Pair, str] = {}
    seen: set[int] = set()
    erased = {each.id for each in plan.erased if not each.is_taken}
    for said in plan.roster.enrolments:
        pair = (said.person, said.cohort or said.course)
        known = plan.known.enrolments.get(said.id)
        if known is None:
            known = _same_place(plan, said, by_pair)
        if known is not None and known.pk in seen:
            plan.left_out["enrollments that are said twice"] += 1
        elif known is not None:
            seen.add(known.pk)
            found[pair] = known.key
            _compare(plan, said, known, _label(labels.get(said.person)))
        elif said.is_gone:
            plan.left_out["enrollments that are not known here"] += 1
        elif said.person in erased:
            plan.left_out["enrollments of the erased"] += 1
        elif said.person not in plan.persons and said.person not in plan.known.persons:
            plan.left_out["enrollments of those who are not known here"] += 1
        else:
            found[pair] = said.id
            _enter(plan, said, starts.get(said.cohort, "") or plan.today.isoformat())
    return found


def _label(said: object) -> str:
    names = getattr(said, "names", ())
    return next((name.full or f"{name.family} {name.given}".strip() for name in names), "")


def _pairs(plan: Plan) -> dict[_Place, KnownEnrolment]:
    return {
        (each.person, each.cohort, each.programme, each.training): each
        for each in plan.known.enrolments.values()
    }


def _same_place(
    plan: Plan,
    said: EnrolmentSaid,
    by_pair: dict[_Place, KnownEnrolment],
) -> KnownEnrolment | None:
    """Return an enrolment that a hand entered for the same person and the same cohort."""
    person = plan.known.persons.get(said.person)
    cohort = plan.known.cohorts.get(said.cohort)
    if person is None or (said.cohort and cohort is None):
        return None
    if cohort is not None:
        return by_pair.get((person.pk, cohort.pk, cohort.programme, cohort.training))
    programme, training = plan.courses.get(said.course, (None, ""))
    return by_pair.get((person.pk, None, programme, plan.known.trainings.get(training)))


def _enter(plan: Plan, said: EnrolmentSaid, otherwise: str) -> None:
    known = plan.known.cohorts.get(said.cohort)
    if known is not None:
        programme, training = known.programme, known.course
    else:
        new = plan.cohorts.get(said.cohort)
        course = said.course or (new.said.course if new else "")
        programme, training = plan.courses.get(course, (None, ""))
    begins = said.begins or said.state_on or otherwise
    steps = _steps(said, date.fromisoformat(begins))
    plan.places[said.id] = NewPlace(said.id, said.person, said.cohort, programme, training, steps)
    plan.counts["enrolments"]["new"] += 1


def _steps(said: EnrolmentSaid, begins: date) -> tuple[Step, ...]:
    """Return the states that a file tells of: where it says none, somebody is enrolled."""
    state = State(said.state or State.ENROLLED)
    on = date.fromisoformat(said.state_on) if said.state_on else begins
    if state == State.ENROLLED:
        return ((state, on),)
    if may_follow(State.ENROLLED, state) and begins < on:
        return ((State.ENROLLED, begins), (state, on))
    return ((state, on),)


def _compare(plan: Plan, said: EnrolmentSaid, known: KnownEnrolment, label: str) -> None:
    before = len(plan.conflicts)
    person = plan.known.persons.get(said.person)
    if person is None or person.pk != known.person:
        conflict = Conflict(
            f"enrolment:{said.id}",
            said.row,
            label,
            "other_person",
            "person",
            "",
            said.person,
            may_overwrite=False,
        )
        plan.keep("enrolments", conflict)
        return
    fields = [*_moved(plan, said, known, label), *_stepped(plan, said, known, label)]
    if fields:
        plan.differ(Difference("enrolments", said.row, known.key, label, tuple(fields)))
    elif len(plan.conflicts) == before:
        plan.counts["enrolments"]["unchanged"] += 1


def _moved(
    plan: Plan, said: EnrolmentSaid, known: KnownEnrolment, label: str
) -> list[tuple[str, str, str]]:
    """Return the change to another cohort of the same course; to another course nobody moves."""
    if not said.cohort:
        return []
    to = plan.known.cohorts.get(said.cohort)
    new = plan.cohorts.get(said.cohort)
    if (to is not None and to.pk == known.cohort) or (to is None and new is None):
        return []
    programme = to.programme if to else new.programme if new else None
    here = next((each for each in plan.known.cohorts.values() if each.pk == known.cohort), None)
    name = to.name if to else new.said.name if new else ""
    if programme != known.programme:
        conflict = Conflict(
            f"enrolment:{said.id}",
            said.row,
            label,
            "other_course",
            "cohort",
            here.name if here else "",
            name,
            may_overwrite=False,
        )
        plan.keep("enrolments", conflict)
        return []
    plan.moves.append((known.pk, said.cohort))
    return [("cohort", here.name if here else "", name)]


def _stepped(
    plan: Plan, said: EnrolmentSaid, known: KnownEnrolment, label: str
) -> list[tuple[str, str, str]]:
    """Return the change of the state, or of its day; what a hand set stays unless it is let."""
    if said.state is None:
        return _began(plan, said, known)
    _step, state, on, by = known.steps[-1]
    said_on = date.fromisoformat(said.state_on) if said.state_on else None
    if said.state == state and (said_on is None or said_on == on):
        return []
    told = f"{said.state} {said.state_on}".strip()
    id_ = f"state:{said.id}"
    is_let = plan.choices.lets(id_)
    if by == Origin.HAND:
        here = f"{state} {on}"
        conflict = Conflict(
            id_, said.row, label, "set_by_hand", "state", here, told, is_overwritten=is_let
        )
        plan.keep("enrolments", conflict)
        if not is_let:
            return []
    if said.state == state and said_on is not None:
        return _another_day(plan, known, said_on)
    # A state for which the file has no day is of the day of the import.
    day = said_on or max(plan.today, on)
    if not may_follow(State(state), State(said.state)) or day < on:
        conflict = Conflict(
            id_,
            said.row,
            label,
            "may_not_follow",
            "state",
            f"{state} {on}",
            told,
            may_overwrite=False,
        )
        plan.keep("enrolments", conflict)
        return []
    plan.steps.append((known.pk, said.state, day))
    return [("state", state, said.state), ("state_on", on.isoformat(), day.isoformat())]


def _began(plan: Plan, said: EnrolmentSaid, known: KnownEnrolment) -> list[tuple[str, str, str]]:
    """Return the change of the day on which somebody was enrolled, where a file had said it."""
    if not said.begins:
        return []
    place = next((n for n, each in enumerate(known.steps) if each[1] == State.ENROLLED), None)
    if place is None or known.steps[place][3] == Origin.HAND:
        return []
    step, _state, on, _by = known.steps[place]
    day = date.fromisoformat(said.begins)
    follows = place == 0 or known.steps[place - 1][2] <= day
    is_last = place + 1 == len(known.steps)
    if day == on or not follows or not (is_last or day <= known.steps[place + 1][2]):
        return []
    plan.days.append((step, known.pk, day, is_last))
    return [("enrolled_on", on.isoformat(), day.isoformat())]


def _another_day(plan: Plan, known: KnownEnrolment, day: date) -> list[tuple[str, str, str]]:
    step, _state, on, _by = known.steps[-1]
    if len(known.steps) > 1 and known.steps[-2][2] > day:
        return []
    plan.days.append((step, known.pk, day, True))
    return [("state_on", on.isoformat(), day.isoformat())]
