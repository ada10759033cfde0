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
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person, PersonName
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.recording import opened_changes
from openluban.learning.learners.rules.names import name_of
from openluban.learning.learners.rules.words import NameKind, Origin
from openluban.learning.learners.tests.make import (
    AT,
    make_enrolment,
    make_learner,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.tests.packages import GOOD, changed, good
from openluban.learning.learners.use_cases.import_roster import (
    ChangedMeanwhile,
    import_roster,
    preview_roster,
)
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan

pytestmark = pytest.mark.django_db
PLACE = "tj-ttu"
UNDECIDED = Choices()


@pytest.fixture
def registrar() -> Actor:
    """Return the registrar of a workshop that teaches programme p-1."""
    make_programme(make_place(PLACE), "p-1")
    return make_registrar(scope=PLACE)


def _take(
    data: bytes,
    actor: Actor,
    choices: Choices = UNDECIDED,
    expected: str = "",
) -> Plan:
    package = read_package(data, filename="x.zip")
    roster = roster_of(package, source="so-1", file="x.zip")
    return import_roster(
        roster=roster, workshop=PLACE, choices=choices, actor=actor, at=AT, expected=expected
    )


def _preview(data: bytes, actor: Actor, choices: Choices = UNDECIDED) -> Plan:
    package = read_package(data, filename="x.zip")
    roster = roster_of(package, source="so-1", file="x.zip")
    return preview_roster(roster=roster, workshop=PLACE, choices=choices, actor=actor, at=AT)


def _counts(plan: Plan) -> dict[str, dict[str, int]]:
    return {kind: dict(found) for kind, found in plan.counts.items() if found}


_MARKS = {
    "manifest": GOOD["manifest.csv"]
    + "file.lineItems,bulk\r\nfile.results,bulk\r\nfile.categories,bulk\r\n",
    "categories": "sourcedId,title\r\ncat-1,Projects\r\n",
    "lineItems": "sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,"
    "resultValueMin,resultValueMax\r\n"
    "li-1,Sorter,2026-10-01,2026-11-01,class-1,cat-1,0,50\r\n",
    "results": "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,"
    "comment\r\n"
    "r-1,li-1,u-1,fully graded,41.5,2026-11-02,well built\r\n"
    "r-2,li-1,u-2,not submitted,,2026-11-02,\r\n"
    "r-3,li-1,u-3,fully graded,10,2026-11-02,\r\n",
}


def test_a_package_becomes_learners_on_a_programme(registrar: Actor) -> None:
    plan = _take(good(**_MARKS), registrar)
    assert _counts(plan) == {
        "cohorts": {"new": 1},
        "persons": {"new": 2},
        "enrolments": {"new": 2},
        "marks": {"new": 1},
    }
    assert plan.left_out["users who do not learn"] == 1
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
    _take(good(**_MARKS), registrar)
    entries = Entry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        plan = _take(good(**_MARKS), registrar)
    assert plan.is_empty
    assert _counts(plan)["persons"] == {"unchanged": 2}
    assert Entry.objects.count() == entries
    written = [
        each["sql"]
        for each in asked
        if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]
    assert written == []


def test_a_course_that_is_no_programme_becomes_a_training(registrar: Actor) -> None:
    data = changed("courses", ("p-1", "x-9"), ("Mechatronics", "Welding"))
    _take(data, registrar)
    training = Training.objects.get()
    assert training.name.best("en")[1] == "Welding"
    assert set(Enrolment.objects.values_list("training", "route")) == {(training.pk, "training")}
    assert _take(data, registrar).is_empty


def test_a_course_may_be_said_to_be_a_programme(registrar: Actor) -> None:
    data = changed("courses", ("p-1", "x-9"), ("Mechatronics", "Welding"))
    _take(data, registrar, Choices(courses={"course-1": "p-1"}))
    assert not Training.objects.exists()
    # The cohort remembers it.
    assert _take(data, registrar).is_empty


def test_what_differs_is_told_field_by_field_and_sealed_in_the_history(registrar: Actor) -> None:
    _take(good(), registrar)
    data = changed("users", ("Nurlanova", "Serikova"), ("timur@example.org", "t@example.org"))
    plan = _take(data, registrar)
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
    _take(good(), registrar)
    users = GOOD["users.csv"].replace(
        "u-2,,,true,timur,,Timur,Akhmetov,,S-002,timur@example.org,,,,,\r\n", ""
    )
    enrollments = GOOD["enrollments.csv"].replace(
        "e-2,,,class-1,org-1,u-2,student,,2026-09-01,\r\n", ""
    )
    demographics = GOOD["demographics.csv"].replace("u-2,,,2004-11-21,male\r\n", "")
    less = good(users=users, enrollments=enrollments, demographics=demographics)
    plan = _take(less, registrar)
    assert _counts(plan)["persons"] == {"unchanged": 1, "missing": 1}
    gone = Person.objects.get(external_id="u-2")
    assert gone.missing_since == AT
    assert gone.enrolments.get().missing_since == AT
    assert gone.enrolments.get().state == "enrolled"
    assert _take(less, registrar).is_empty
    plan = _take(good(), registrar)
    assert _counts(plan)["enrolments"] == {"unchanged": 2, "back": 1}
    assert Person.objects.get(external_id="u-2").missing_since is None


def test_a_mark_set_by_hand_is_kept_unless_somebody_says_otherwise(registrar: Actor) -> None:
    _take(good(**_MARKS), registrar)
    Mark.objects.update(by=Origin.HAND, score=Decimal(45))
    plan = _take(good(**_MARKS), registrar)
    assert [(each.id, each.rule) for each in plan.conflicts] == [("mark:r-1", "set_by_hand")]
    assert plan.is_empty
    assert Mark.objects.get().score == Decimal(45)
    plan = _take(good(**_MARKS), registrar, Choices(overwrite={"mark:r-1"}))
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
    _take(good(), registrar)
    data = _with_state("completed", "2027-01-30")
    enrolment = Enrolment.objects.get(external_id="e-1")
    enrolment.states.update(by=Origin.HAND)
    plan = _take(data, registrar)
    assert [(each.id, each.rule, each.here, each.said) for each in plan.conflicts] == [
        ("state:e-1", "set_by_hand", "enrolled 2026-09-01", "completed 2027-01-30")
    ]
    assert plan.is_empty
    _take(data, registrar, Choices(overwrites_all=True))
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.state_on) == ("completed", date(2027, 1, 30))
    assert list(enrolment.states.order_by("id").values_list("state", "until")) == [
        ("enrolled", date(2027, 1, 30)),
        ("completed", None),
    ]
    assert _take(data, registrar).is_empty


def test_a_state_that_may_not_follow_is_told_and_kept(registrar: Actor) -> None:
    _take(_with_state("completed", "2027-01-30"), registrar)
    plan = _take(_with_state("on_leave", "2027-02-01"), registrar)
    assert [(each.rule, each.may_overwrite) for each in plan.conflicts] == [
        ("may_not_follow", False)
    ]
    assert Enrolment.objects.get(external_id="e-1").state == "completed"


def test_another_day_of_beginning_is_taken_over(registrar: Actor) -> None:
    _take(good(), registrar)
    plan = _take(changed("enrollments", ("2026-09-01", "2026-09-15")), registrar)
    assert [each.fields for each in plan.differences] == [
        (("enrolled_on", "2026-09-01", "2026-09-15"),)
    ]
    assert Enrolment.objects.get(external_id="e-1").state_on == date(2026, 9, 15)


def test_an_account_given_to_somebody_else_is_not_taken_for_the_same_person(
    registrar: Actor,
) -> None:
    _take(good(), registrar)
    users = GOOD["users.csv"].replace("Aigul,Nurlanova", "Dmitri,Sokolov")
    demographics = GOOD["demographics.csv"].replace("2005-03-08", "1999-01-01")
    data = good(users=users, demographics=demographics)
    plan = _take(data, registrar)
    assert [(each.id, each.rule) for each in plan.conflicts] == [("person:u-1", "other_person")]
    assert Person.objects.get(external_id="u-1").names.get().full == "Nurlanova Aigul"


def test_a_renamed_account_stays_the_same_person(registrar: Actor) -> None:
    """Two users swap their account names and addresses; nobody becomes anybody else."""
    _take(good(), registrar)
    data = changed(
        "users",
        ("true,aigul", "true,swap"),
        ("true,timur", "true,aigul"),
        ("true,swap", "true,timur"),
    )
    assert _take(data, registrar).is_empty


def test_somebody_like_another_is_proposed_and_not_merged(registrar: Actor) -> None:
    name = name_of(NameKind.LOCAL, family="Нурланова", given="Айгуль")
    here = make_learner(make_place(PLACE), name, born_on="2005-03-08")
    plan = _take(good(), registrar)
    assert [(each.key, each.reasons) for each in plan.likely] == [(here.key, ("name", "born"))]
    likeness = Likeness.objects.get()
    assert likeness.first == here
    assert likeness.second.external_id == "u-1"


def test_an_enrolment_that_a_hand_made_is_found_again(registrar: Actor) -> None:
    _take(good(), registrar)
    person = Person.objects.get(external_id="u-1")
    cohort = Cohort.objects.get()
    Enrolment.objects.filter(person=person).delete()
    make_enrolment(person, cohort=cohort)
    plan = _take(good(), registrar)
    assert person.enrolments.count() == 1
    assert plan.counts["enrolments"]["unchanged"] == 2


def test_a_change_only_touches_what_it_names(registrar: Actor) -> None:
    _take(good(), registrar)
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
    plan = _take(data, registrar)
    assert _counts(plan) == {"persons": {"unchanged": 1, "missing": 1}}
    assert Person.objects.get(external_id="u-1").missing_since == AT


def test_a_plan_that_was_not_shown_is_not_applied(registrar: Actor) -> None:
    shown = _preview(good(), registrar)
    _take(changed("users", ("Timur", "Tamir")), registrar)
    with pytest.raises(ChangedMeanwhile):
        _take(good(), registrar, expected=shown.digest)


def test_only_a_registrar_of_the_workshop_may(registrar: Actor) -> None:
    make_place("kz-ektu")
    for actor in (PUBLIC, make_registrar("Other", scope="kz-ektu")):
        with pytest.raises(NotAllowed):
            _preview(good(), actor)
    roster = roster_of(read_package(good(), filename="x"), source="s", file="x")
    other = make_registrar("Lost", scope="no-such-place")
    with pytest.raises(NotFound):
        preview_roster(
            roster=roster, workshop="no-such-place", choices=Choices(), actor=other, at=AT
        )


def test_a_preview_writes_nothing(registrar: Actor) -> None:
    _preview(good(), registrar)
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
        _take(data, registrar)
    assert len({each["sql"].split(" VALUES ")[0] for each in asked}) <= 40
    with django_assert_max_num_queries(20):
        assert _take(data, registrar).is_empty
