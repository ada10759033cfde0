"""What is kept of the learners of a workshop, to be held against a file: a query a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openluban.kernel.text import LocalizedText
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Contact, Identifier, Person, PersonName
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.models.rosters import ErasedId
from openluban.network.workshops.public import Workshop
from openluban.teaching.programmes.public import Programme


@dataclass(slots=True)
class KnownName:
    """A name that is kept."""

    pk: int
    kind: str
    full: str
    given: str
    family: str
    middle: str
    sound: str


@dataclass(slots=True)
class KnownPerson:
    """A person that is kept; ``is_fixed``: erased or merged, so a file changes nothing of them."""

    pk: int
    key: str
    label: str
    born: str
    sex: str
    is_missing: bool
    is_fixed: bool
    names: dict[str, KnownName] = field(default_factory=dict)
    contacts: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class KnownCohort:
    """A cohort that is kept."""

    pk: int
    key: str
    name: str
    starts: str
    ends: str
    programme: int | None
    training: int | None
    is_missing: bool
    course: str = ""
    """The id of its course in files of its source."""


@dataclass(slots=True)
class KnownEnrolment:
    """An enrolment that is kept, with its line of states: id, state, day, by whom."""

    pk: int
    key: str
    person: int
    cohort: int | None
    programme: int | None
    training: int | None
    is_missing: bool
    steps: list[tuple[int, str, date, str]] = field(default_factory=list)


@dataclass(slots=True)
class KnownMark:
    """A mark that is kept."""

    pk: int
    enrolment: int
    title: str
    score: Decimal | None
    out_of: Decimal
    on: str
    by: str
    remark: str
    is_missing: bool


@dataclass(slots=True)
class Known:
    """Everything, by the id in files of the source, and by its own key (as exports name it)."""

    persons: dict[str, KnownPerson]
    cohorts: dict[str, KnownCohort]
    enrolments: dict[str, KnownEnrolment]
    marks: dict[str, KnownMark]
    trainings: dict[str, int]
    programmes: dict[str, tuple[int, LocalizedText]]
    others: list[KnownPerson]
    """Persons whom no id of this source names."""
    joined: set[str] = field(default_factory=set)
    """Ids of persons whose records were taken into others."""
    erased: frozenset[str] = frozenset()
    """Digests of the ids of persons who were erased (sealing.roster_digest)."""
    of_source: dict[str, set[int]] = field(default_factory=dict)
    """Ids, by kind, of what came from this source: only of these can a file lack any."""


def mark_id(pk: int) -> str:
    """Return how exports name a mark, which has no key."""
    return f"mark-{pk}"


def load_known(workshop: Workshop, source: str) -> Known:
    """Return what is kept at a workshop; thirteen queries, whatever there is."""
    known = Known({}, {}, {}, {}, {}, {}, [])
    erased = ErasedId.objects.filter(workshop=workshop)
    known.erased = frozenset(erased.values_list("digest", flat=True))
    _add_persons(known, workshop, source)
    _add_places(known, workshop, source)
    _add_enrolments(known, workshop, source)
    _add_marks(known, workshop, source)
    return known


def _named(source: str, row: Mapping[str, Any]) -> str:
    """Return the id by which files of a source name a row."""
    return str(row["external_id"] if row["source"] == source and row["external_id"] else row["key"])


def _note(known: Known, kind: str, source: str, row: Mapping[str, Any]) -> None:
    if row["source"] == source and row["external_id"]:
        known.of_source.setdefault(kind, set()).add(row["pk"])


def _add_persons(known: Known, workshop: Workshop, source: str) -> None:
    names = ("pk", "key", "source", "external_id", "sort_name", "born_on", "sex", "missing_since")
    rows = list(Person.objects.filter(workshop=workshop).values(*names, "merged_into", "erased_at"))
    by_pk: dict[int, KnownPerson] = {}
    for row in rows:
        person = KnownPerson(
            row["pk"],
            row["key"],
            row["sort_name"],
            row["born_on"].text if row["born_on"] else "",
            row["sex"],
            row["missing_since"] is not None,
            row["erased_at"] is not None or row["merged_into"] is not None,
        )
        by_pk[person.pk] = person
    for row in rows:
        if row["merged_into"] is None:
            _note(known, "persons", source, row)
        # What files say of somebody who was merged is meant for the record that was kept.
        kept = by_pk.get(row["merged_into"] or row["pk"], by_pk[row["pk"]])
        known.persons[_named(source, row)] = kept
        if row["merged_into"] is not None:
            known.joined |= {_named(source, row), row["key"]}
        known.persons.setdefault(row["key"], kept)
        if row["source"] != source and not by_pk[row["pk"]].is_fixed:
            known.others.append(by_pk[row["pk"]])
    _add_parts(by_pk, workshop)


def _add_parts(by_pk: dict[int, KnownPerson], workshop: Workshop) -> None:
    of = {"person__workshop": workshop}
    columns = ("person_id", "pk", "kind", "full", "given", "family", "middle", "sound")
    for person, *cells in PersonName.objects.filter(**of).values_list(*columns):
        name = KnownName(*cells)
        by_pk[person].names[name.kind] = name
    for person, value in Contact.objects.filter(**of).values_list("person_id", "value"):
        by_pk[person].contacts.add(value)
    for person, digest in Identifier.objects.filter(**of).values_list("person_id", "digest"):
        by_pk[person].numbers.add(digest)


def _add_places(known: Known, workshop: Workshop, source: str) -> None:
    known.programmes = {
        key: (pk, name)
        for pk, key, name in Programme.objects.filter(workshop=workshop, is_shown=True).values_list(
            "pk", "key", "name"
        )
    }
    trainings = Training.objects.filter(workshop=workshop)
    courses = {}
    for row in trainings.values("pk", "key", "source", "external_id"):
        courses[row["pk"]] = _named(source, row)
        known.trainings[_named(source, row)] = row["pk"]
        known.trainings.setdefault(row["key"], row["pk"])
    names = ("pk", "key", "source", "external_id", "name", "starts_on", "ends_on")
    more = ("programme", "training", "missing_since")
    for row in Cohort.objects.filter(workshop=workshop).values(*names, *more):
        _note(known, "cohorts", source, row)
        cohort = KnownCohort(
            row["pk"],
            row["key"],
            row["name"],
            row["starts_on"].isoformat(),
            row["ends_on"].isoformat() if row["ends_on"] else "",
            row["programme"],
            row["training"],
            row["missing_since"] is not None,
            courses.get(row["training"], ""),
        )
        known.cohorts[_named(source, row)] = cohort
        known.cohorts.setdefault(row["key"], cohort)


def _add_enrolments(known: Known, workshop: Workshop, source: str) -> None:
    names = ("pk", "key", "source", "external_id", "person", "cohort", "programme", "training")
    by_pk = {}
    for row in Enrolment.objects.filter(workshop=workshop).values(*names, "missing_since"):
        _note(known, "enrolments", source, row)
        found = KnownEnrolment(
            row["pk"],
            row["key"],
            row["person"],
            row["cohort"],
            row["programme"],
            row["training"],
            row["missing_since"] is not None,
        )
        known.enrolments[_named(source, row)] = by_pk[found.pk] = found
        known.enrolments.setdefault(row["key"], found)
    states = EnrolmentState.objects.filter(enrolment__workshop=workshop).order_by("id")
    columns = ("enrolment_id", "id", "state", "on", "by")
    for enrolment, pk, state, on, by in states.values_list(*columns):
        by_pk[enrolment].steps.append((pk, state, on, by))


def _add_marks(known: Known, workshop: Workshop, source: str) -> None:
    names = ("pk", "enrolment", "title", "score", "out_of")
    more = ("on", "by", "remark", "source", "external_id", "missing_since")
    for row in Mark.objects.filter(enrolment__workshop=workshop).values(*names, *more):
        row["key"] = mark_id(row["pk"])
        _note(known, "marks", source, row)
        mark = KnownMark(
            row["pk"],
            row["enrolment"],
            row["title"],
            row["score"],
            row["out_of"],
            row["on"].isoformat(),
            row["by"],
            row["remark"],
            row["missing_since"] is not None,
        )
        known.marks[_named(source, row)] = mark
        known.marks.setdefault(row["key"], mark)
