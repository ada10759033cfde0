"""What leaves as a roster: the learners of a workshop, a query a table, named by their own keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from openluban.kernel.text import LocalizedText
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Contact, Person, PersonName
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.queries.rosters import mark_id
from openluban.network.workshops.public import Workshop
from openluban.teaching.programmes.public import Programme


@dataclass(frozen=True, slots=True)
class OutCourse:
    """A programme or a training course."""

    key: str
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class OutCohort:
    """A cohort on a course."""

    key: str
    name: str
    course: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class OutName:
    """A name of a person."""

    full: str
    given: str
    family: str
    middle: str


@dataclass(slots=True)
class OutPerson:
    """A learner with what a roster tells of them."""

    key: str
    born: str
    sex: str
    names: dict[str, OutName] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class OutEnrolment:
    """A place on a course; ``began_on``: the first day on which somebody was enrolled."""

    key: str
    person: str
    course: str
    cohort: str
    state: str
    state_on: date
    began_on: date


@dataclass(frozen=True, slots=True)
class OutMark:
    """A result."""

    id: str
    enrolment: OutEnrolment
    title: str
    score: Decimal | None
    out_of: Decimal
    on: date
    remark: str


@dataclass(slots=True)
class OutRoster:
    """All of a workshop. Who was erased, or merged into another, is not in it."""

    key: str
    name: LocalizedText
    courses: dict[str, OutCourse] = field(default_factory=dict)
    cohorts: dict[str, OutCohort] = field(default_factory=dict)
    persons: dict[str, OutPerson] = field(default_factory=dict)
    enrolments: list[OutEnrolment] = field(default_factory=list)
    marks: list[OutMark] = field(default_factory=list)


def roster_of_workshop(workshop: Workshop, *, with_synthetic: bool = False) -> OutRoster:
    """Return everything that a roster of a workshop tells; nine queries."""
    found = OutRoster(workshop.key, workshop.name)
    people = Person.objects.filter(workshop=workshop).standing()
    places = Enrolment.objects.filter(workshop=workshop, person__in=people)
    if not with_synthetic:
        people = people.filter(is_synthetic=False)
        places = places.filter(person__is_synthetic=False)
    _add_courses(found, workshop)
    _add_persons(found, people)
    _add_enrolments(found, places)
    _add_marks(found, places)
    return found


def _add_courses(found: OutRoster, workshop: Workshop) -> None:
    programmes = Programme.objects.filter(workshop=workshop).values_list("key", "name")
    trainings = Training.objects.filter(workshop=workshop).values_list("key", "name")
    for key, name in (*programmes, *trainings):
        found.courses[key] = OutCourse(key, name)
    columns = ("key", "name", "starts_on", "ends_on", "programme__key", "training__key")
    for key, name, starts, ends, *course in Cohort.objects.filter(workshop=workshop).values_list(
        *columns
    ):
        named = course[0] or course[1] or ""
        if named:
            found.cohorts[key] = OutCohort(key, name, named, starts, ends)


def _add_persons(found: OutRoster, people: QuerySet[Person]) -> None:
    by_pk: dict[int, OutPerson] = {}
    for pk, key, born, sex in people.order_by("id").values_list("pk", "key", "born_on", "sex"):
        by_pk[pk] = found.persons[key] = OutPerson(key, str(born) if born else "", sex)
    columns = ("person_id", "kind", "full", "given", "family", "middle")
    for pk, kind, *parts in PersonName.objects.filter(person__in=people).values_list(*columns):
        by_pk[pk].names[kind] = OutName(*parts)
    contacts = Contact.objects.filter(person__in=people, kind__in=("email", "phone"))
    for pk, kind, value in contacts.order_by("id").values_list("person_id", "kind", "value"):
        by_pk[pk].contacts.setdefault(kind, value)


def _add_enrolments(found: OutRoster, places: QuerySet[Enrolment]) -> None:
    columns = ("pk", "key", "person__key", "state", "state_on")
    more = ("programme__key", "training__key", "cohort__key")
    states = EnrolmentState.objects.filter(enrolment__in=places, state="enrolled").order_by("-id")
    began = dict(states.values_list("enrolment_id", "on"))
    for pk, key, person, state, on, *place in places.order_by("id").values_list(*columns, *more):
        course = place[0] or place[1] or ""
        if course and person in found.persons:
            found.enrolments.append(
                OutEnrolment(key, person, course, place[2] or "", state, on, began.get(pk, on))
            )


def _add_marks(found: OutRoster, places: QuerySet[Enrolment]) -> None:
    by_key = {each.key: each for each in found.enrolments}
    columns = ("pk", "enrolment__key", "stage", "title")
    more = ("score", "out_of", "on", "remark", "taught_class__name", "course__name")
    marks = Mark.objects.filter(enrolment__in=places).order_by("id")
    for row in marks.values(*columns, *more):
        enrolment = by_key.get(row["enrolment__key"])
        if enrolment is not None:
            found.marks.append(_mark(enrolment, row))


def _mark(enrolment: OutEnrolment, row: Mapping[str, Any]) -> OutMark:
    return OutMark(
        mark_id(row["pk"]),
        enrolment,
        title_of(row),
        row["score"],
        row["out_of"],
        row["on"],
        row["remark"],
    )


def title_of(row: Mapping[str, Any]) -> str:
    """Return what a mark is called: its class, course, stage and title, as far as it has them."""
    return ", ".join(_words(row)) or "–"


def _words(row: Mapping[str, Any]) -> Iterator[str]:
    course = row["course__name"]
    for text in (row["taught_class__name"], course and str(course), row["stage"], row["title"]):
        if text:
            yield text
