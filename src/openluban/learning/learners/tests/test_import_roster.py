"""A roster is shown as a difference, then taken over whole; a hand's word is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.reading import read_package
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person, PersonName
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.recording import opened_changes
from openluban.learning.learners.tests.make import (
    AT,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.tests.packages import GOOD, changed, good
from openluban.learning.learners.tests.rostering import MARKS, PLACE, counts, preview, take
from openluban.learning.learners.use_cases.import_roster import (
    ChangedMeanwhile,
    preview_roster,
)
from openluban.learning.learners.use_cases.rosters.plan import Choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Actor:
    """Return the registrar of a workshop that teaches programme p-1."""
    make_programme(make_place(PLACE), "p-1")
    return make_registrar(scope=PLACE)


def test_a_package_becomes_learners_on_a_programme(registrar: Actor) -> None:
    plan = take(good(**MARKS), registrar)
    assert counts(plan) == {
        "cohorts": {"new": 1},
        "persons": {"new": 2},
        "enrolments": {"new": 2},
        "marks": {"new": 1},
    }
    assert plan.left_out["users who teach"] == 1
    assert plan.left_out["results without a score"] == 1
    assert plan.left_out["results of those who are not enrolled"] == 1
    cohort = Cohort.objects.get()
    assert (cohort.name, cohort.starts_on, cohort.ends_on) == (
        "M-26-1",
        date(2026, 9, 1),
        date(2027, 1, 30),
    )
    person = Person.objects.get(external_id="u-1")
    assert str(person.born_on) == "2005-03-08"
    assert (person.sex, person.source) == ("2", "so-1")
    name = person.names.get()
    assert (name.kind, name.full) == ("passport", "Nurlanova Aigul")
    assert set(person.contacts.values_list("kind", "value")) == {
        ("email", "aigul@example.org"),
        ("phone", "+7 700 000 00 01"),
    }
    assert person.identifiers.get().kind == "student"
    enrolment = person.enrolments.get()
    assert enrolment.programme is not None
    assert enrolment.programme.key == "p-1"
    assert (enrolment.state, enrolment.state_on, enrolment.state_by) == (
        "enrolled",
        date(2026, 9, 1),
        "import",
    )
    mark = Mark.objects.get()
    assert (mark.title, mark.score, mark.out_of, mark.by, mark.remark) == (
        "Sorter",
        Decimal("41.50"),
        Decimal("50.00"),
        "import",
        "well built",
    )


def test_the_same_file_again_writes_nothing(registrar: Actor) -> None:
    take(good(**MARKS), registrar)
    entries = Entry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        plan = take(good(**MARKS), registrar)
    assert plan.is_empty
    assert counts(plan)["persons"] == {"unchanged": 2}
    assert Entry.objects.count() == entries
    written = [
        each["sql"]
        for each in asked
        if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]
    assert written == []


def test_a_course_that_is_no_programme_becomes_a_training(registrar: Actor) -> None:
    data = changed("courses", ("p-1", "x-9"), ("Mechatronics", "Welding"))
    take(data, registrar)
    training = Training.objects.get()
    assert training.name.best("en")[1] == "Welding"
    assert set(Enrolment.objects.values_list("training", "route")) == {(training.pk, "training")}
    assert take(data, registrar).is_empty


def test_a_course_may_be_said_to_be_a_programme(registrar: Actor) -> None:
    data = changed("courses", ("p-1", "x-9"), ("Mechatronics", "Welding"))
    take(data, registrar, Choices(courses={"course-1": "p-1"}))
    assert not Training.objects.exists()
    # The cohort remembers it.
    assert take(data, registrar).is_empty


def test_what_differs_is_told_field_by_field_and_sealed_in_the_history(registrar: Actor) -> None:
    take(good(), registrar)
    data = changed("users", ("Nurlanova", "Serikova"), ("timur@example.org", "t@example.org"))
    plan = take(data, registrar)
    assert {each.fields for each in plan.differences} == {
        (("passport_name", "Nurlanova Aigul", "Serikova Aigul"),),
        (("email", "", "t@example.org"),),
    }
    person = Person.objects.get(external_id="u-1")
    assert person.names.get().full == "Serikova Aigul"
    assert person.sort_name == "serikova aigul"
    assert person.version == 2
    entry = Entry.objects.get(action="learners.changed_by_import", subject_key=person.key)
    assert "Serikova" not in str(entry.changes)
    assert opened_changes([entry]) == [{"passport_name": ("Nurlanova Aigul", "Serikova Aigul")}]


def test_missing_from_the_file_is_a_mark_and_goes_when_they_are_back(registrar: Actor) -> None:
    take(good(), registrar)
    users = GOOD["users.csv"].replace(
        "u-2,,,true,timur,,Timur,Akhmetov,,S-002,timur@example.org,,,,,\r\n", ""
    )
    enrollments = GOOD["enrollments.csv"].replace(
        "e-2,,,class-1,org-1,u-2,student,,2026-09-01,\r\n", ""
    )
    demographics = GOOD["demographics.csv"].replace("u-2,,,2004-11-21,male\r\n", "")
    less = good(users=users, enrollments=enrollments, demographics=demographics)
    plan = take(less, registrar)
    assert counts(plan)["persons"] == {"unchanged": 1, "missing": 1}
    gone = Person.objects.get(external_id="u-2")
    assert gone.missing_since == AT
    assert gone.enrolments.get().missing_since == AT
    assert gone.enrolments.get().state == "enrolled"
    assert take(less, registrar).is_empty
    plan = take(good(), registrar)
    assert counts(plan)["enrolments"] == {"unchanged": 2, "back": 1}
    assert Person.objects.get(external_id="u-2").missing_since is None


def test_a_change_only_touches_what_it_names(registrar: Actor) -> None:
    take(good(), registrar)
    manifest = GOOD["manifest.csv"]
    for name in ("orgs", "academicSessions", "courses", "classes", "demographics", "enrollments"):
        manifest = manifest.replace(f"file.{name},bulk", f"file.{name},absent")
    manifest = manifest.replace("file.users,bulk", "file.users,delta")
    rows = GOOD["users.csv"].split("\r\n")
    row = rows[1].replace("u-1,,", "u-1,tobedeleted,2026-10-01T08:00:00Z")
    absent = dict.fromkeys(
        ("orgs", "academicSessions", "courses", "classes", "demographics", "enrollments")
    )
    data = good(manifest=manifest, users=f"{rows[0]}\r\n{row}\r\n", **absent)
    plan = take(data, registrar)
    assert counts(plan) == {"persons": {"unchanged": 1, "missing": 1}}
    assert Person.objects.get(external_id="u-1").missing_since == AT


def test_a_plan_that_was_not_shown_is_not_applied(registrar: Actor) -> None:
    shown = preview(good(), registrar)
    take(changed("users", ("Timur", "Tamir")), registrar)
    with pytest.raises(ChangedMeanwhile):
        take(good(), registrar, expected=shown.digest)


def test_only_a_registrar_of_the_workshop_may(registrar: Actor) -> None:
    make_place("kz-ektu")
    for actor in (PUBLIC, make_registrar("Other", scope="kz-ektu")):
        with pytest.raises(NotAllowed):
            preview(good(), actor)
    roster = roster_of(read_package(good(), filename="x"), source="s", file="x")
    other = make_registrar("Lost", scope="no-such-place")
    with pytest.raises(NotFound):
        preview_roster(
            roster=roster, workshop="no-such-place", choices=Choices(), actor=other, at=AT
        )


def test_a_preview_writes_nothing(registrar: Actor) -> None:
    preview(good(), registrar)
    assert not Person.objects.exists()
    assert not PersonName.objects.exists()
    assert not Cohort.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_file(
    registrar: Actor, django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    users = GOOD["users.csv"] + "".join(
        f"x-{n},,,true,x{n},,Given,Family {n},,N-{n},x{n}@example.org,,,,,\r\n" for n in range(300)
    )
    enrollments = GOOD["enrollments.csv"] + "".join(
        f"ex-{n},,,class-1,org-1,x-{n},student,,2026-09-01,\r\n" for n in range(300)
    )
    # On SQLite every row of a bulk insert is told as a query of its own; statements are few.
    data = good(users=users, enrollments=enrollments)
    with CaptureQueriesContext(connection) as asked:
        take(data, registrar)
    assert len({each["sql"].split(" VALUES ")[0] for each in asked}) <= 40
    with django_assert_max_num_queries(20):
        assert take(data, registrar).is_empty
