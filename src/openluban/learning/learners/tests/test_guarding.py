"""What must not leak: traces of the erased, other workshops' numbers, answers to wrong keys."""

import time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import client_of
from openluban.foundation.registers.tests.make import signed_in as signed_in_at
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.reading import read_package
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.rosters import Result, RosterClient
from openluban.learning.learners.queries.reading import deeds_of
from openluban.learning.learners.tests.make import (
    AT,
    make_learner,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.tests.packages import good
from openluban.learning.learners.tests.provider import (
    GRADEBOOK,
    ROSTERING,
    House,
    make_house,
    signed_in,
)
from openluban.learning.learners.tests.rostering import MARKS
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.gradebook import (
    Line,
    NotInClass,
    Said,
    put_line,
    put_result,
)
from openluban.learning.learners.use_cases.import_roster import import_roster
from openluban.learning.learners.use_cases.rosters.plan import Choices

pytestmark = pytest.mark.django_db


def _put(house: House, person: Person) -> None:
    line = Line("li-1", house.cohort.key, "Sorter", "", AT, AT, None, Decimal(100), "marks")
    put_line(client=house.program, line=line, at=AT)
    said = Said(
        "r-Rahimov", "li-1", person.key, "fully graded", Decimal(80), AT.date(), "Rahimov was ill"
    )
    put_result(client=house.program, said=said, at=AT)


def test_erasing_leaves_nothing_that_a_program_wrote_of_somebody() -> None:
    house = make_house()
    person = house.first.person
    _put(house, person)
    assert deeds_of(person)[0].changes["result"] == ("", "r-Rahimov")

    erase_learner(key=person.key, is_meant=True, actor=house.registrar, at=AT)

    assert not Result.objects.exists()
    mark = Mark.objects.get()
    assert (mark.score, mark.remark, mark.external_id) == (80, "", "")
    assert not any("Rahimov" in str(entry.changes) for entry in Entry.objects.all())


def test_a_program_that_sees_no_invented_learners_writes_of_none() -> None:
    house = make_house()
    invented = Enrolment.objects.get(cohort=house.cohort, person__is_synthetic=True)
    with pytest.raises(NotInClass):
        _put(house, invented.person)


def test_two_workshops_may_use_the_same_numbers_and_learn_nothing_of_each_other() -> None:
    for key in ("tj-ttu", "kz-ektu"):
        make_programme(make_place(key), f"p-{key}")
        package = read_package(good(**MARKS), filename="x.zip")
        roster = roster_of(package, source="school", file="x.zip")
        import_roster(
            roster=roster,
            workshop=key,
            choices=Choices(programme=f"p-{key}"),
            actor=make_registrar(f"Rosa of {key}", key),
            at=AT,
        )
    assert Person.objects.filter(source="school", external_id="u-1").count() == 2
    assert Mark.objects.count() == 2


def test_forms_are_sent_from_somewhere_or_no_browser_may_send_them() -> None:
    person = make_learner(make_place())
    answer = client_of(make_registrar()).get(f"/learners/{person.key}/edit/")
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store, private"


def test_whole_rosters_and_keys_are_given_to_whom_just_showed_who_they_are() -> None:
    make_place()
    rosa = client_of(make_registrar())
    signed_in_at(rosa, at=time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 60)
    asked = {"name": "x", "scope": "roster.readonly", "form": "xlsx"}
    for place in ("programs", "export"):
        answer = rosa.post(f"/rosters/tj-ttu/{place}/", asked)
        # Who has no password yet is led to sign in.
        assert answer["Location"].startswith("/accounts/"), place
    assert not RosterClient.objects.exists()


@pytest.mark.parametrize(
    "place",
    [
        f"{ROSTERING}users/a%00",
        f"{ROSTERING}users?filter=familyName%3D%27%00%27",
        f"{ROSTERING}schools/tj-ttu/classes/a%00/students",
        f"{GRADEBOOK}results/a%00",
    ],
)
def test_a_character_that_no_value_has_is_a_fault_of_the_program(
    client: Client, place: str
) -> None:
    headers = signed_in(make_house(), client)
    assert client.get(place, headers=headers).status_code == 400


def test_without_the_scope_nobody_learns_who_there_is(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client, "roster-demographics.readonly")
    known, made_up = house.first.person.key, "0" * 26
    for key in (known, made_up):
        for place in (
            f"{ROSTERING}students/{key}/classes",
            f"{ROSTERING}users/{key}/classes",
            f"{GRADEBOOK}classes/{key}/results",
        ):
            assert client.get(place, headers=headers).status_code == 403, place


@time_machine.travel(AT, tick=False)
def test_names_that_are_made_up_are_counted_by_address(client: Client) -> None:
    cache.clear()
    house = make_house()

    def ask(key: str, secret: str) -> int:
        said: dict[str, Any] = {"client_id": key, "client_secret": secret}
        asked = {"grant_type": "client_credentials", **said}
        return client.post("/ims/oneroster/token", asked).status_code

    assert {ask(f"guess-{number}\0", "x") for number in range(60)} == {401}
    assert ask("guess-60", "x") == 429
    # That keeps nobody out who has a key.
    assert ask(house.program.key, house.secret) == 200
