"""Filling workshops with learners who do not exist, for a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openluban.foundation.columns.bulk import insert_columns
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import SYSTEM
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Consent
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.rules.inventing import Invented, invented
from openluban.learning.learners.rules.words import Origin, Purpose, Route, Stage, State
from openluban.learning.learners.writing import (
    NewEnrolment,
    NewPerson,
    write_enrolments,
    write_persons,
)
from openluban.teaching.programmes.public import Programme

_GROUP = 30
_KEY = "invented{place:03d}{number:015d}"
_STAGES = (*Stage,)


@dataclass(frozen=True, slots=True)
class Filling:
    """A programme with the country of its workshop, and how many learners it gets."""

    programme: Programme
    country: str
    count: int


@transaction.atomic
def invent_learners(*, fillings: Sequence[Filling], seed: int, at: datetime) -> int:
    """Write learners who do not exist, marked so; the same for the same seed and day.

    Return how many. The history says for each workshop how many there are, not one by one.
    """
    made = 0
    for place, filling in enumerate(fillings):
        until = timezone.localdate(at)
        people = list(invented(filling.country, filling.count, seed=seed + place, until=until))
        people.sort(key=lambda each: each.began)
        made += _fill(place, filling.programme, people, at)
    return made


def _fill(place: int, programme: Programme, people: Sequence[Invented], at: datetime) -> int:
    workshop = programme.workshop_id
    keys = [_KEY.format(place=place, number=number) for number in range(len(people))]
    persons = write_persons(
        [
            NewPerson(
                workshop,
                each.names,
                born_on=each.born_on,
                sex=each.sex,
                is_synthetic=True,
                key=key,
            )
            for key, each in zip(keys, people, strict=True)
        ],
        at=at,
    )
    groups = _groups(place, programme, people)
    enrolments = write_enrolments(
        [
            NewEnrolment(
                persons[key],
                workshop,
                Route.DEGREE,
                each.steps,
                programme=programme.pk,
                cohort=group,
                is_synthetic=True,
                key=f"e{key[1:]}",
            )
            for key, each, group in zip(keys, people, groups, strict=True)
        ],
        at=at,
    )
    _agree([persons[key] for key in keys], people, at)
    _mark([enrolments[f"e{key[1:]}"] for key in keys], people, at)
    changes = {"learners": (None, len(people)), "workshop": (None, programme.workshop.key)}
    deed = Deed("learners.invented", "learner-groups", programme.key, changes)
    record(deed, actor=SYSTEM, at=at)
    return len(people)


def _groups(place: int, programme: Programme, people: Sequence[Invented]) -> list[int]:
    """Make cohorts of some thirty who begin in one year; return each person's."""
    sizes: dict[int, int] = {}
    names = []
    for each in people:
        number = sizes.get(each.began, 0)
        sizes[each.began] = number + 1
        names.append((each.began, number // _GROUP + 1))
    wanted = list(dict.fromkeys(names))
    made = Cohort.objects.bulk_create(
        Cohort(
            key=f"inventedgroup{place:03d}{year:04d}{number:06d}",
            workshop_id=programme.workshop_id,
            programme=programme,
            name=f"{year}-{number}",
            starts_on=date(year, 9, 1),
            ends_on=date(year + 3, 6, 30),
            is_synthetic=True,
        )
        for year, number in wanted
    )
    keys = [each.key for each in made]
    known = dict(Cohort.objects.filter(key__in=keys).values_list("key", "pk"))
    ids = {name: known[each.key] for name, each in zip(wanted, made, strict=True)}
    return [ids[name] for name in names]


def _agree(persons: Sequence[int], people: Sequence[Invented], at: datetime) -> None:
    """Let nine of ten agree to be counted under their token."""
    some = [
        (person, each)
        for number, (person, each) in enumerate(zip(persons, people, strict=True))
        if number % 10
    ]
    many = len(some)
    insert_columns(
        Consent,
        {
            "person_id": [person for person, _each in some],
            "purpose": [Purpose.TOKEN.value] * many,
            "text_version": ["2026-1"] * many,
            "language": ["en"] * many,
            "given_on": [each.steps[0][1] for _person, each in some],
            "given_by": [Origin.IMPORT.value] * many,
            "recorded_at": [at] * many,
        },
    )


def _mark(enrolments: Sequence[int], people: Sequence[Invented], at: datetime) -> None:
    """Give those who are here marks in two stages of their project, by a rule without chance."""
    here = [
        (enrolment, stage, number)
        for number, (enrolment, each) in enumerate(zip(enrolments, people, strict=True))
        if each.steps[-1][0] == State.ENROLLED
        for stage in (_STAGES[0], _STAGES[1])
    ]
    many = len(here)
    insert_columns(
        Mark,
        {
            "enrolment_id": [enrolment for enrolment, _stage, _number in here],
            "stage": [stage.value for _enrolment, stage, _number in here],
            "title": ["Project"] * many,
            "hours": [Decimal(8)] * many,
            "score": [Decimal(55 + (number * 7) % 45) for _enrolment, _stage, number in here],
            "out_of": [Decimal(100)] * many,
            "on": [timezone.localdate(at)] * many,
            "by": [Origin.HAND.value] * many,
            "remark": [""] * many,
            "source": [""] * many,
            "external_id": [""] * many,
            "recorded_at": [at] * many,
            "version": [1] * many,
        },
    )
