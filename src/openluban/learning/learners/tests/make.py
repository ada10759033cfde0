"""Makers of learners for tests, here and in higher modules."""

from datetime import UTC, date, datetime
from typing import Any

from openluban.directory.places.tests.make import text
from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import make_account
from openluban.kernel.actor import Actor
from openluban.kernel.dates import ImpreciseDate
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort, CohortTeacher
from openluban.learning.learners.rules.names import Name, name_of
from openluban.learning.learners.rules.states import Step
from openluban.learning.learners.rules.words import NameKind, Origin, Route, State
from openluban.learning.learners.writing import (
    NewEnrolment,
    NewPerson,
    write_enrolments,
    write_persons,
)
from openluban.network.workshops.public import Workshop
from openluban.network.workshops.tests.make import make_workshop
from openluban.teaching.programmes.public import Programme

AT = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
PASSPORT = name_of(NameKind.PASSPORT, family="RAKHIMOV", given="FARRUKH")
LOCAL = name_of(NameKind.LOCAL, family="Раҳимов", given="Фаррух", middle="Саидович", language="tg")


def make_place(key: str = "tj-ttu") -> Workshop:
    """Return the workshop, made on first use."""
    return Workshop.objects.filter(key=key).first() or make_workshop(key)


def make_programme(workshop: Workshop, key: str = "") -> Programme:
    """Return a programme of a workshop, made on first use."""
    key = key or f"{workshop.key}-mechatronics"
    made, _new = Programme.objects.get_or_create(
        key=key,
        defaults={
            "workshop": workshop,
            "name": text("Mechatronics"),
            "category": "manufacturing",
            "changed_at": AT,
        },
    )
    return made


def make_cohort(workshop: Workshop, name: str = "M-26", **rest: Any) -> Cohort:
    """Make a cohort on a workshop's programme."""
    programme = rest.pop("programme", None) or make_programme(workshop)
    starts_on = rest.pop("starts_on", date(2026, 9, 1))
    return Cohort.objects.create(
        workshop=workshop, programme=programme, name=name, starts_on=starts_on, **rest
    )


def make_learner(
    workshop: Workshop, *names: Name, born_on: str = "2006-05-04", **rest: Any
) -> Person:
    """Make a person whom a workshop registered."""
    given = names or (PASSPORT, LOCAL)
    born = ImpreciseDate.read(born_on) if born_on else None
    new = NewPerson(workshop.pk, given, born_on=born, **rest)
    return Person.objects.get(pk=write_persons([new], at=AT)[new.key])


def make_enrolment(
    person: Person, *steps: tuple[str, str], cohort: Cohort | None = None, **rest: Any
) -> Enrolment:
    """Make a person's enrolment on the programme of their workshop, with (state, day) steps."""
    taken = tuple(_step(*each) for each in steps or (("enrolled", "2026-09-01"),))
    programme = cohort.programme if cohort else make_programme(person.workshop)
    rest.setdefault("programme", programme.pk if programme else None)
    rest.setdefault("route", Route.DEGREE)
    rest.setdefault("by", Origin.HAND)
    new = NewEnrolment(
        person.pk,
        rest.pop("workshop", person.workshop).pk,
        steps=taken,
        cohort=cohort.pk if cohort else None,
        is_synthetic=person.is_synthetic,
        **rest,
    )
    return Enrolment.objects.get(pk=write_enrolments([new], at=AT)[new.key])


def _step(state: str, day: str) -> Step:
    return State(state), date.fromisoformat(day)


def make_registrar(name: str = "Rosa", scope: str = "tj-ttu") -> Actor:
    """Make a registrar of a workshop."""
    return actor_for(make_account(name, "registrar", scope))


def make_teacher(name: str = "Tahir", scope: str = "tj-ttu", *, of: Cohort | None = None) -> Actor:
    """Make a teacher at a workshop, of a cohort."""
    account = make_account(name, "teacher", scope)
    if of is not None:
        CohortTeacher.objects.create(cohort=of, account=account)
    return actor_for(account)


def make_learner_account(person: Person, name: str = "Farrukh") -> Actor:
    """Let a person sign in to their own record."""
    account = make_account(name, "learner", person.workshop.key)
    person.account = account
    person.save()
    return actor_for(account)
