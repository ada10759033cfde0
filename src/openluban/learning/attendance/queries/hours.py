"""Hours attended of hours planned, and every mark that was ever set."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openluban.kernel.actor import Actor
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.policies import own_enrolments
from openluban.learning.attendance.queries.names import names_of
from openluban.learning.attendance.rules.words import Presence
from openluban.learning.learners.public import Cohort, Enrolment

_MOST = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """What registers say of an enrolment: sessions by word, hours attended of hours planned.

    Planned are the sessions in whose register somebody stands: what nobody marked counts neither
    way, and what somebody was excused from is planned and not attended.
    """

    attended: Decimal
    planned: Decimal
    sessions: dict[str, int]

    @property
    def share(self) -> Decimal | None:
        """The part attended in percent; None where nothing was planned."""
        return self.attended * 100 / self.planned if self.planned else None


NOTHING = Tally(Decimal(0), Decimal(0), {})


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Somebody of a cohort with what the registers say."""

    name: str
    language: str
    tally: Tally


def tallies_of(enrolments: Iterable[int]) -> dict[int, Tally]:
    """Return what registers say, by enrolment; one query."""
    attended: dict[int, Decimal] = defaultdict(Decimal)
    planned: dict[int, Decimal] = defaultdict(Decimal)
    sessions: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Presence, 0))
    rows = Attendance.objects.filter(
        enrolment__in=list(enrolments), holds=True, session__cancelled=""
    ).values_list("enrolment_id", "presence", "hours", "session__hours")
    for enrolment, presence, hours, of_session in rows:
        attended[enrolment] += hours
        planned[enrolment] += of_session
        sessions[enrolment][presence] += 1
    return {each: Tally(attended[each], planned[each], sessions[each]) for each in planned}


def hours_of_cohort(cohort: Cohort, reader: str) -> list[HoursLine]:
    """Return all who are or were enrolled in a cohort, in the order of names; three queries."""
    found = Enrolment.objects.filter(
        cohort=cohort, person__erased_at=None, person__merged_into=None
    )
    enrolments = list(found.order_by("person__sort_name", "pk")[:_MOST])
    names = names_of({each.person_id for each in enrolments}, reader)
    tallies = tallies_of(each.pk for each in enrolments)
    return [
        HoursLine(*names.get(each.person_id, ("", "")), tallies.get(each.pk, NOTHING))
        for each in enrolments
    ]


def marks_of(session: Session) -> list[Attendance]:
    """Return every mark of a session, the newest first; one query."""
    found = Attendance.objects.filter(session=session, enrolment__person__erased_at=None)
    rows = found.select_related("enrolment", "account").order_by("-told_at", "-pk")
    return list(rows[: _MOST * 4])


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What registers say of whoever is signed in: sums by cohort, and the newest sessions."""

    sums: tuple[tuple[str, Tally], ...]
    marks: tuple[Attendance, ...]


def own_record(actor: Actor) -> OwnRecord:
    """Return one's own attendance; three queries."""
    enrolments = list(own_enrolments(actor).select_related("cohort").order_by("-made_at"))
    tallies = tallies_of(each.pk for each in enrolments)
    sums = tuple(
        (each.cohort.name if each.cohort else "", tallies[each.pk])
        for each in enrolments
        if each.pk in tallies
    )
    found = Attendance.objects.filter(enrolment__in=enrolments, holds=True)
    rows = found.select_related("session__cohort", "session__taught_class")
    return OwnRecord(sums, tuple(rows.order_by("-session__starts_at", "-pk")[:_MOST]))


def held_marks(person: int) -> list[dict[str, Any]]:
    """Return what registers say of a person, for them to take along; one query."""
    found = Attendance.objects.filter(enrolment__person=person, holds=True)
    return [
        {
            "enrolment": each.enrolment.key,
            "day": each.session.day.isoformat(),
            "kind": each.session.kind,
            "presence": each.presence,
            "late": each.late,
            "hours": str(each.hours),
        }
        for each in found.select_related("enrolment", "session").order_by("session__starts_at")
    ]
