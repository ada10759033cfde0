"""What awarding needs of learners: who they are, how far they have come, how they are named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet

from openluban.foundation.columns.bulk import insert_columns
from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.learning.credentials.errors import AnotherProgramme, NotCompleted, NotThere
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.policies import workshops_reached
from openluban.learning.learners.public import (
    Consent,
    Enrolment,
    EnrolmentState,
    NameKind,
    Origin,
    Person,
    PersonName,
    Purpose,
    State,
)

_ORDER = (NameKind.PASSPORT, NameKind.LOCAL, NameKind.CHINESE, NameKind.OTHER)
HERE = (State.ENROLLED, State.ON_LEAVE, State.COMPLETED, State.CERTIFIED)
"""In these states somebody may be awarded something."""
_DONE = (State.COMPLETED, State.CERTIFIED)
_TO_THE_END = (Achievement.Kind.PROGRAMME, Achievement.Kind.TEACHER_TRAINING)
"""What is awarded for having completed something, not for a part of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be awarded. ``names``: in each script, the passport's first.

    ``has_agreed``: to credentials that name them.
    """

    enrolment: int
    enrolment_key: str
    person: int
    person_key: str
    workshop: int
    programme: int | None
    state: State
    names: tuple[str, ...]
    has_agreed: bool
    is_synthetic: bool


def candidates(enrolments: Iterable[int]) -> dict[int, Candidate]:
    """Return those who are here, by the id of their enrolment; four queries.

    Call it inside the transaction that awards them: their persons stay locked until it ends, so
    that nobody is erased or joined meanwhile. Whoever was a moment before is not here any more.
    """
    numbers = list(enrolments)
    lock_persons(Enrolment.objects.filter(pk__in=numbers).values("person"))
    rows = Enrolment.objects.filter(
        pk__in=numbers, person__erased_at=None, person__merged_into=None
    )
    found = list(rows.select_related("person"))
    people = [each.person_id for each in found]
    agreed = set(
        Consent.objects.filter(
            person__in=people, purpose=Purpose.CREDENTIALS, withdrawn_on=None
        ).values_list("person", flat=True)
    )
    names = names_of(people)
    return {
        each.pk: Candidate(
            each.pk,
            each.key,
            each.person_id,
            each.person.key,
            each.workshop_id,
            each.programme_id,
            State(each.state),
            names.get(each.person_id, ()),
            each.person_id in agreed,
            each.is_synthetic or each.person.is_synthetic,
        )
        for each in found
    }


def lock_persons(people: Any) -> None:
    """Lock persons (their ids) until the transaction ends, always in the same order.

    Erasing locks them before it looks at their awards; so does everything that awards.
    """
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    list(rows.values_list("pk", flat=True))


def names_of(people: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of persons by their ids, the passport's first; one query."""
    found: dict[int, dict[str, str]] = {}
    rows = PersonName.objects.filter(person__in=list(people)).values_list("person", "kind", "full")
    for person, kind, full in rows:
        found.setdefault(person, {})[kind] = full
    return {
        person: tuple(dict.fromkeys(by_kind[kind] for kind in _ORDER if kind in by_kind))
        for person, by_kind in found.items()
    }


def shown_name(names: Iterable[PersonName]) -> str:
    """Return the name by which a page calls somebody, that of the passport if there is one."""
    by_kind = {each.kind: each.full for each in names}
    return next((by_kind[kind] for kind in _ORDER if kind in by_kind), "—")


def refuse_unfit(candidate: Candidate | None, achievement: Achievement) -> Candidate:
    """Return the candidate if the achievement can be awarded to them.

    :raises NotThere: there is none, or they do not learn here
    :raises AnotherProgramme: they are on another programme than the achievement is of
    :raises NotCompleted: it is awarded at the end, and they are not there
    """
    if candidate is None or candidate.state not in HERE:
        raise NotThere
    wanted = achievement.programme_id
    if wanted is not None and candidate.programme != wanted:
        raise AnotherProgramme
    if achievement.kind in _TO_THE_END and candidate.state not in _DONE:
        raise NotCompleted
    return candidate


def certify(
    people: Sequence[Candidate], achievement: Achievement, on: date, *, actor: Actor, at: datetime
) -> int:
    """Move enrolments that are completed on to certified, as of a day; return how many.

    Those of a course or a competition stay where they are. Call it inside the transaction that
    awards.
    """
    done = {each.enrolment: each for each in people if each.state == State.COMPLETED}
    if achievement.kind not in _TO_THE_END or not done:
        return 0
    rows = Enrolment.objects.select_for_update().filter(pk__in=done, state=State.COMPLETED)
    since = dict(rows.values_list("pk", "state_on"))
    days = {pk: max(on, day) for pk, day in since.items()}
    for day in set(days.values()):
        some = [pk for pk, its in days.items() if its == day]
        EnrolmentState.objects.filter(enrolment__in=some, until=None).update(until=day)
        Enrolment.objects.filter(pk__in=some).update(
            state=State.CERTIFIED,
            state_on=day,
            state_by=Origin.HAND,
            version=F("version") + 1,
        )
    _write_certified(days, at)
    record_all([_moved(done[pk], since[pk], day) for pk, day in days.items()], actor=actor, at=at)
    return len(days)


def _write_certified(days: dict[int, date], at: datetime) -> None:
    many = len(days)
    insert_columns(
        EnrolmentState,
        {
            "enrolment_id": list(days),
            "state": [State.CERTIFIED.value] * many,
            "on": list(days.values()),
            "until": [None] * many,
            "by": [Origin.HAND.value] * many,
            "recorded_at": [at] * many,
        },
    )


def _moved(candidate: Candidate, since: date, day: date) -> Deed:
    """Return the entry as learners write it when somebody moves an enrolment by hand."""
    key = candidate.enrolment_key
    states = (f"{State.COMPLETED} {since}", f"{State.CERTIFIED} {day}")
    changes = {"enrolment": (key, key), "state": states}
    return Deed("enrolments.moved", "learners", candidate.person_key, changes)


def candidate_of(enrolment: str, actor: Actor, at: datetime) -> Candidate | None:
    """Return who is enrolled under a key, None if that is nobody the actor awards."""
    found = own_enrolments(actor, at).filter(key=enrolment).values_list("pk", flat=True).first()
    return candidates([found]).get(found) if found is not None else None


def own_enrolments(actor: Actor, at: datetime) -> QuerySet[Enrolment]:
    """Return the enrolments of those whom the actor, or their institution, awards at a moment."""
    return Enrolment.objects.filter(workshops_reached(actor, at))
