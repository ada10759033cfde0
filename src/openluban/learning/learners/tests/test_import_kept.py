"""What a hand has set, and who somebody is, a file does not change by itself."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.kernel.actor import Actor
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.rules.names import name_of
from openluban.learning.learners.rules.words import NameKind, Origin
from openluban.learning.learners.tests.make import (
    make_enrolment,
    make_learner,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.tests.packages import GOOD, changed, good
from openluban.learning.learners.tests.rostering import MARKS, PLACE, take
from openluban.learning.learners.use_cases.rosters.plan import Choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Actor:
    """Return the registrar of a workshop that teaches programme p-1."""
    make_programme(make_place(PLACE), "p-1")
    return make_registrar(scope=PLACE)


def test_a_mark_set_by_hand_is_kept_unless_somebody_says_otherwise(registrar: Actor) -> None:
    take(good(**MARKS), registrar)
    Mark.objects.update(by=Origin.HAND, score=Decimal(45))
    plan = take(good(**MARKS), registrar)
    assert [(each.id, each.rule) for each in plan.conflicts] == [("mark:r-1", "set_by_hand")]
    assert plan.is_empty
    assert Mark.objects.get().score == Decimal(45)
    plan = take(good(**MARKS), registrar, Choices(overwrite={"mark:r-1"}))
    assert plan.conflicts[0].is_overwritten
    assert (Mark.objects.get().score, Mark.objects.get().by) == (Decimal("41.5"), "import")


def _with_state(state: str, on: str) -> bytes:
    rows = GOOD["enrollments.csv"].split("\r\n")
    rows[0] += ",metadata.openluban.state,metadata.openluban.stateOn"
    rows[1] += f",{state},{on}"
    rows[2] += ",,"
    rows[3] += ",,"
    return good(enrollments="\r\n".join(rows))


def test_a_state_set_by_hand_is_kept_unless_somebody_says_otherwise(registrar: Actor) -> None:
    take(good(), registrar)
    data = _with_state("completed", "2027-01-30")
    enrolment = Enrolment.objects.get(external_id="e-1")
    enrolment.states.update(by=Origin.HAND)
    plan = take(data, registrar)
    assert [(each.id, each.rule, each.here, each.said) for each in plan.conflicts] == [
        ("state:e-1", "set_by_hand", "enrolled 2026-09-01", "completed 2027-01-30")
    ]
    assert plan.is_empty
    take(data, registrar, Choices(overwrites_all=True))
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.state_on) == ("completed", date(2027, 1, 30))
    assert list(enrolment.states.order_by("id").values_list("state", "until")) == [
        ("enrolled", date(2027, 1, 30)),
        ("completed", None),
    ]
    assert take(data, registrar).is_empty


def test_a_state_that_may_not_follow_is_told_and_kept(registrar: Actor) -> None:
    take(_with_state("completed", "2027-01-30"), registrar)
    plan = take(_with_state("on_leave", "2027-02-01"), registrar)
    assert [(each.rule, each.may_overwrite) for each in plan.conflicts] == [
        ("may_not_follow", False)
    ]
    assert Enrolment.objects.get(external_id="e-1").state == "completed"


def test_another_day_of_beginning_is_taken_over(registrar: Actor) -> None:
    take(good(), registrar)
    plan = take(changed("enrollments", ("2026-09-01", "2026-09-15")), registrar)
    assert [each.fields for each in plan.differences] == [
        (("enrolled_on", "2026-09-01", "2026-09-15"),)
    ]
    assert Enrolment.objects.get(external_id="e-1").state_on == date(2026, 9, 15)


def test_an_account_given_to_somebody_else_is_not_taken_for_the_same_person(
    registrar: Actor,
) -> None:
    take(good(), registrar)
    users = GOOD["users.csv"].replace("Aigul,Nurlanova", "Dmitri,Sokolov")
    demographics = GOOD["demographics.csv"].replace("2005-03-08", "1999-01-01")
    data = good(users=users, demographics=demographics)
    plan = take(data, registrar)
    assert [(each.id, each.rule) for each in plan.conflicts] == [("person:u-1", "other_person")]
    assert Person.objects.get(external_id="u-1").names.get().full == "Nurlanova Aigul"


def test_a_renamed_account_stays_the_same_person(registrar: Actor) -> None:
    """Two users swap their account names and addresses; nobody becomes anybody else."""
    take(good(), registrar)
    data = changed(
        "users",
        ("true,aigul", "true,swap"),
        ("true,timur", "true,aigul"),
        ("true,swap", "true,timur"),
    )
    assert take(data, registrar).is_empty


def test_somebody_like_another_is_proposed_and_not_merged(registrar: Actor) -> None:
    name = name_of(NameKind.LOCAL, family="Нурланова", given="Айгуль")
    here = make_learner(make_place(PLACE), name, born_on="2005-03-08")
    plan = take(good(), registrar)
    assert [(each.key, each.reasons) for each in plan.likely] == [(here.key, ("name", "born"))]
    likeness = Likeness.objects.get()
    assert likeness.first == here
    assert likeness.second.external_id == "u-1"


def test_an_enrolment_that_a_hand_made_is_found_again(registrar: Actor) -> None:
    take(good(), registrar)
    person = Person.objects.get(external_id="u-1")
    cohort = Cohort.objects.get()
    Enrolment.objects.filter(person=person).delete()
    make_enrolment(person, cohort=cohort)
    plan = take(good(), registrar)
    assert person.enrolments.count() == 1
    assert plan.counts["enrolments"]["unchanged"] == 2


def test_a_record_that_was_joined_stays_as_it_was_decided(registrar: Actor) -> None:
    """Two users of the file are one person here: neither writes over the other for ever."""
    take(good(), registrar)
    kept, gone = (Person.objects.get(external_id=each) for each in ("u-1", "u-2"))
    Enrolment.objects.filter(person=gone).update(person=kept)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    gone.names.all().delete()
    plan = take(good(), registrar)
    assert [each.fields for each in plan.differences] == []
    assert plan.is_empty


def test_an_enrolment_that_is_said_twice_is_taken_once(registrar: Actor) -> None:
    take(good(), registrar)
    rows = GOOD["enrollments.csv"] + "e-9,,,class-1,org-1,u-1,student,,2026-10-01,\r\n"
    plan = take(good(enrollments=rows), registrar)
    assert plan.is_empty
    assert plan.left_out["enrollments that are said twice"] == 1
