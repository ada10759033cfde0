"""Writing what changes of enrolments: cohorts, states, days of states."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import F

from openluban.foundation.columns.bulk import insert_columns, update_columns
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.rules.words import Origin
from openluban.learning.learners.use_cases.rosters.plan import Plan

_CHUNK = 10_000


def chunks(some: Sequence[Any], size: int = _CHUNK) -> Iterator[Sequence[Any]]:
    """Yield a sequence in pieces."""
    rest = iter(some)
    while piece := list(islice(rest, size)):
        yield piece


def change_enrolments(plan: Plan, cohorts: dict[str, int], at: datetime) -> None:
    """Move enrolments to other cohorts, on to other states, and to other days of states."""
    pks = [pk for pk, _cohort in plan.moves]
    columns: dict[str, list[Any]] = {"cohort_id": [cohorts[cohort] for _pk, cohort in plan.moves]}
    update_columns(Enrolment, "id", pks, columns)
    _add_steps(plan.steps, at)
    days = {"on": [day for _step, _pk, day, _last in plan.days]}
    before = _steps_before([step for step, _pk, _day, _last in plan.days])
    update_columns(EnrolmentState, "id", [step for step, _pk, _day, _last in plan.days], days)
    ends = [(before[step], day) for step, _pk, day, _last in plan.days if step in before]
    columns = {"until": [day for _step, day in ends]}
    update_columns(EnrolmentState, "id", [step for step, _day in ends], columns)
    last = [(pk, day) for _step, pk, day, is_last in plan.days if is_last]
    columns = {"state_on": [day for _pk, day in last]}
    update_columns(Enrolment, "id", [pk for pk, _day in last], columns)
    changed = {each.key for each in plan.differences if each.kind == "enrolments"}
    for some in chunks(sorted(changed), 5_000):
        Enrolment.objects.filter(key__in=some).update(version=F("version") + 1)


def _add_steps(steps: Sequence[tuple[int, str, date]], at: datetime) -> None:
    """Close the open state of each enrolment, and add the one that follows."""
    pks = [pk for pk, _state, _day in steps]
    open_ones: dict[int, int] = {}
    for some in chunks(pks, 5_000):
        rows = EnrolmentState.objects.filter(enrolment_id__in=some, until=None)
        open_ones.update(rows.values_list("enrolment_id", "id"))
    days = {pk: day for pk, _state, day in steps}
    columns: dict[str, list[Any]] = {"until": [days[pk] for pk in open_ones]}
    update_columns(EnrolmentState, "id", list(open_ones.values()), columns)
    states = [state for _pk, state, _day in steps]
    insert_columns(
        EnrolmentState,
        {
            "enrolment_id": pks,
            "state": states,
            "on": list(days.values()),
            "until": [None] * len(pks),
            "by": [Origin.IMPORT.value] * len(pks),
            "recorded_at": [at] * len(pks),
        },
    )
    columns = {
        "state": states,
        "state_on": list(days.values()),
        "state_by": [Origin.IMPORT.value] * len(pks),
    }
    update_columns(Enrolment, "id", pks, columns)


def _steps_before(steps: Sequence[int]) -> dict[int, int]:
    """Return the state before each of these, by id, where there is one."""
    found: dict[int, int] = {}
    for some in chunks(steps, 5_000):
        of = EnrolmentState.objects.filter(id__in=some).values("enrolment_id")
        rows = EnrolmentState.objects.filter(enrolment_id__in=of).order_by("enrolment_id", "id")
        before: tuple[int, int] | None = None
        for enrolment, pk in rows.values_list("enrolment_id", "id"):
            if before is not None and before[0] == enrolment:
                found[pk] = before[1]
            before = (enrolment, pk)
    return found
