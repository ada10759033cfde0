"""Many rows written at once are what one at a time would be."""

from datetime import date

import pytest

from openluban.learning.learners.models.enrolments import EnrolmentState
from openluban.learning.learners.models.persons import Identifier, Person
from openluban.learning.learners.rules.words import ContactKind, IdentifierKind, NameKind, State
from openluban.learning.learners.sealing import token_of, unseal_number
from openluban.learning.learners.tests.make import (
    AT,
    LOCAL,
    PASSPORT,
    make_enrolment,
    make_learner,
    make_place,
)
from openluban.learning.learners.writing import (
    NewPerson,
    Number,
    digest_of,
    write_persons,
)

pytestmark = pytest.mark.django_db


def test_a_person_is_written_with_everything() -> None:
    workshop = make_place()
    number = Number(IdentifierKind.PASSPORT, "AB 123-456")
    new = NewPerson(
        workshop.pk,
        (PASSPORT, LOCAL),
        contacts=((ContactKind.PHONE, "+992 1"), (ContactKind.PHONE, "+992 1")),
        numbers=(number,),
        source="roster",
        external_id="7",
    )

    ids = write_persons([new], at=AT)

    person = Person.objects.get(pk=ids[new.key])
    assert person.token == token_of(new.key) != new.key
    assert person.sort_name == "rakhimov farrukh"
    assert {name.kind for name in person.names.all()} == {NameKind.PASSPORT, NameKind.LOCAL}
    assert person.contacts.count() == 1
    kept = person.identifiers.get()
    assert "123" not in kept.sealed
    assert unseal_number(kept.sealed) == "AB 123-456"
    assert person.version == 1


def test_a_number_is_found_however_it_is_spaced() -> None:
    make_learner(make_place(), numbers=(Number(IdentifierKind.PASSPORT, "AB 123-456"),))

    same = digest_of(Number(IdentifierKind.PASSPORT, "ab123456"))
    other = digest_of(Number(IdentifierKind.NATIONAL_ID, "ab123456"))

    assert Identifier.objects.filter(digest=same).exists()
    assert not Identifier.objects.filter(digest=other).exists()


def test_states_end_when_the_next_begins() -> None:
    person = make_learner(make_place())

    enrolment = make_enrolment(person, ("applied", "2026-06-01"), ("enrolled", "2026-09-01"))

    line = EnrolmentState.objects.filter(enrolment=enrolment).order_by("pk")
    assert [(each.state, each.until) for each in line] == [
        ("applied", date(2026, 9, 1)),
        ("enrolled", None),
    ]
    assert (enrolment.state, enrolment.state_on) == (State.ENROLLED, date(2026, 9, 1))
