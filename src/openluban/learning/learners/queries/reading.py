"""Everything about one person, as far as the reader may know."""

from dataclasses import dataclass

from django.db.models import Prefetch

from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import names_in
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import (
    Consent,
    Contact,
    Identifier,
    Person,
    PersonName,
)
from openluban.learning.learners.models.places import TaughtClass
from openluban.learning.learners.policies import Sight, enrolments_taught, own_person, sight_of
from openluban.learning.learners.recording import KIND, opened_changes
from openluban.learning.learners.sealing import unseal_number
from openluban.teaching.programmes.public import Course

MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class NumberKept:
    """A number of a person, opened."""

    id: int
    kind: str
    country: str
    value: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry of a person's history; ``who`` is "" where the person was erased."""

    entry: Entry
    who: str
    changes: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A person and what belongs to them. With ``Sight.TAUGHT`` the rest stays empty.

    ``enrolments`` have ``states`` and ``marks`` fetched.
    """

    person: Person
    sight: Sight
    names: list[PersonName]
    enrolments: list[Enrolment]
    contacts: tuple[Contact, ...] = ()
    numbers: tuple[NumberKept, ...] = ()
    consents: tuple[Consent, ...] = ()
    deeds: tuple[Deed, ...] = ()
    joined: tuple[Person, ...] = ()


def person_seen(key: str, actor: Actor) -> tuple[Person, Sight]:
    """Return a person under a key and how much of them the reader sees.

    :raises NotFound: there is none, or the reader may not know
    """
    found = Person.objects.filter(key=key, erased_at=None)
    person = found.select_related("workshop", "account", "merged_into").first()
    sight = sight_of(person.merged_into or person, actor) if person is not None else None
    if person is None or sight is None:
        raise NotFound
    return person, sight


def own_key(actor: Actor) -> str:
    """Return the key of the reader's own record.

    :raises NotFound: they have none
    """
    person = own_person(actor)
    if person is None:
        raise NotFound
    return person.key


def whole_of(person: Person, sight: Sight, actor: Actor) -> Whole:
    """Return all of a person that the reader sees; at most nine queries."""
    names = list(person.names.order_by("kind"))
    enrolments = list(_enrolments(person, sight, actor))
    if sight == Sight.TAUGHT:
        return Whole(person, sight, names, enrolments)
    return Whole(
        person,
        sight,
        names,
        enrolments,
        tuple(person.contacts.order_by("kind", "pk")),
        tuple(
            NumberKept(each.pk, each.kind, _country(each), unseal_number(each.sealed))
            for each in person.identifiers.select_related("country").order_by("pk")
        ),
        tuple(person.consents.order_by("purpose", "pk")),
        tuple(deeds_of(person)),
        tuple(Person.objects.filter(merged_into=person)) if sight == Sight.KEPT else (),
    )


def _country(identifier: Identifier) -> str:
    return identifier.country.key if identifier.country else ""


def _enrolments(person: Person, sight: Sight, actor: Actor) -> list[Enrolment]:
    found = Enrolment.objects.filter(person=person)
    if sight == Sight.TAUGHT:
        found = enrolments_taught(actor).filter(person=person)
    related = ("programme", "training", "workshop", "cohort", "china", "china__college")
    marks = Mark.objects.select_related("course", "taught_class").order_by("on", "pk")
    return list(
        found.select_related(*related)
        .prefetch_related(
            Prefetch("states", EnrolmentState.objects.order_by("pk")),
            Prefetch("marks", marks),
        )
        .order_by("-state_on", "-pk")
    )


def deeds_of(person: Person) -> list[Deed]:
    """Return what was done with a person, newest first; three queries."""
    entries = list(Entry.objects.about(KIND, person.key)[:MOST_ENTRIES])
    return [
        Deed(entry, who, changes)
        for entry, who, changes in zip(
            entries, names_in(entries), opened_changes(entries), strict=True
        )
    ]


def may_be_marked(enrolment: Enrolment) -> list[tuple[str, str]]:
    """Return (``course:key`` or ``class:key``, name) of what an enrolment has marks in."""
    language = page_language()
    found: list[tuple[str, str]] = []
    if enrolment.programme_id:
        courses = Course.objects.shown().filter(programme=enrolment.programme_id)
        found += [
            (f"course:{each.key}", each.name.best(language)[1] or each.key)
            for each in courses.order_by("sort_name")[:MOST_ENTRIES]
        ]
    if enrolment.cohort_id:
        classes = TaughtClass.objects.filter(cohort=enrolment.cohort_id)
        found += [(f"class:{each.key}", each.name) for each in classes.order_by("name")]
    return found
