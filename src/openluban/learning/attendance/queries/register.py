"""The registers of sessions: who is on them, and what is marked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.names import names_of
from openluban.learning.learners.public import Enrolment, EnrolmentState, State


@dataclass(frozen=True, slots=True)
class Marked:
    """What holds for somebody in a session."""

    uuid: UUID
    presence: str
    late: int
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a register. ``state`` is that of the enrolment on the day, "" for none.

    Who was not enrolled on the day is on it only on leave, or if something was marked before.
    """

    enrolment: str
    name: str
    language: str
    state: str
    marked: Marked | None

    @property
    def may_be_marked(self) -> bool:
        """Whether the register is theirs: enrolled on that day."""
        return self.state == State.ENROLLED


@dataclass(frozen=True, slots=True)
class Register:
    """A session with its lines, in the order of names."""

    session: Session
    lines: tuple[Line, ...]

    @property
    def open_lines(self) -> int:
        """How many are not marked yet."""
        return sum(line.may_be_marked and line.marked is None for line in self.lines)

    @property
    def expected(self) -> int:
        """How many should be marked."""
        return sum(line.may_be_marked for line in self.lines)


def registers_of(sessions: Sequence[Session], reader: str) -> list[Register]:
    """Return the registers of sessions; four queries, however many there are."""
    days = [session.day for session in sessions]
    if not days:
        return []
    enrolments = _enrolments(sessions)
    spans = _spans(enrolments, min(days), max(days))
    marks = _marks(sessions)
    names = names_of({each.person_id for each in enrolments}, reader)
    by_cohort: dict[int | None, list[Enrolment]] = defaultdict(list)
    for each in enrolments:
        by_cohort[each.cohort_id].append(each)
    made = []
    for session in sessions:
        lines = []
        of_session = marks.get(session.pk, {})
        others = [each for each in enrolments if each.cohort_id != session.cohort_id]
        listed = [
            *by_cohort.get(session.cohort_id, []),
            *(each for each in others if each.pk in of_session),
        ]
        for each in listed:
            in_cohort = each.cohort_id == session.cohort_id
            state = state_on(spans.get(each.pk, []), session.day) if in_cohort else ""
            marked = of_session.get(each.pk)
            if state in {State.ENROLLED, State.ON_LEAVE} or marked is not None:
                name, language = names.get(each.person_id, ("", ""))
                lines.append(Line(each.key, name, language, state, marked))
        made.append(Register(session, tuple(lines)))
    return made


def _enrolments(sessions: Sequence[Session]) -> list[Enrolment]:
    of_cohorts = Q(cohort__in={session.cohort_id for session in sessions})
    marked = Attendance.objects.filter(session__in=sessions, holds=True).values("enrolment")
    found = Enrolment.objects.filter(of_cohorts | Q(pk__in=marked)).filter(
        person__erased_at=None, person__merged_into=None
    )
    return list(found.order_by("person__sort_name", "pk").only("key", "person_id", "cohort_id"))


Span = tuple[str, date, date | None]


def _spans(enrolments: Iterable[Enrolment], first: date, last: date) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = (
        EnrolmentState.objects.filter(enrolment__in=[each.pk for each in enrolments])
        .filter(Q(until=None) | Q(until__gt=first), on__lte=last)
        .order_by("enrolment", "id")
        .values_list("enrolment_id", "state", "on", "until")
    )
    for enrolment, state, on, until in rows:
        found[enrolment].append((state, on, until))
    return found


def state_on(spans: Iterable[Span], day: date) -> str:
    """Return the state that held on a day, the newest where several began on it."""
    held = [state for state, on, until in spans if on <= day and (until is None or day < until)]
    return held[-1] if held else ""


def _marks(sessions: Sequence[Session]) -> dict[int, dict[int, Marked]]:
    found: dict[int, dict[int, Marked]] = defaultdict(dict)
    for each in Attendance.objects.filter(session__in=sessions, holds=True):
        found[each.session_id][each.enrolment_id] = Marked(
            each.uuid, each.presence, each.late, each.is_disputed
        )
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session's register is: how many lines are marked, and how many are disputed."""

    marked: int
    disputed: int


def progress_of(sessions: Sequence[Session]) -> dict[int, Progress]:
    """Return how far the registers are, by session; one query."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = Attendance.objects.filter(session__in=sessions, holds=True)
    for session, disputed in rows.values_list(F("session_id"), F("is_disputed")):
        found[session][0] += 1
        found[session][1] += disputed
    return {session: Progress(*counted) for session, counted in found.items()}
