"""Pages of learners: who sees what, in how many queries, and that forms do what they say."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.queries.reading import person_seen
from openluban.learning.learners.rules.names import name_of
from openluban.learning.learners.rules.words import ContactKind, NameKind, Route
from openluban.learning.learners.tests.make import (
    AT,
    PASSPORT,
    make_cohort,
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.use_cases.find_likenesses import find_likenesses

pytestmark = pytest.mark.django_db
_MOST_QUERIES = 15  # 12 and those that find out who is signed in


def _many(count: int) -> list[Person]:
    place = make_place()
    made = []
    for number in range(count):
        name = name_of(NameKind.PASSPORT, family=f"NAME{number:03}", given="A")
        person = make_learner(place, name, born_on="")
        make_enrolment(person)
        made.append(person)
    return made


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_is_paged_by_keys_that_name_nobody() -> None:
    _many(120)
    rosa = client_of(make_registrar())

    first = rosa.get("/learners/")
    pager = first.context["pager"]
    second = rosa.get(f"/learners/{pager.next_url}")
    third = rosa.get(f"/learners/{second.context['pager'].next_url}")
    back = rosa.get(f"/learners/{third.context['pager'].previous_url}")

    def shown(answer: object) -> list[str]:
        return [row.cells[0].text for row in answer.context["table"].rows]  # type: ignore[attr-defined]

    every = shown(first) + shown(second) + shown(third)
    assert every == [f"NAME{number:03} A" for number in range(120)]
    assert shown(back) == shown(second)
    assert "name" not in pager.next_url.lower()
    assert first["Cache-Control"] == "no-store, private"


def test_a_page_asks_as_much_for_fifty_as_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _many(60)
    rosa = client_of(make_registrar())
    rosa.get("/learners/")
    with django_assert_max_num_queries(_MOST_QUERIES):
        rosa.get("/learners/?state=enrolled")


def test_a_name_is_looked_for_in_any_script_and_in_no_address() -> None:
    person = make_learner(make_place())
    rosa = client_of(make_registrar())

    for words in ("рахимов", "Rahimov far"):
        answer = rosa.post("/learners/", {"q": words})
        assert [row.cells[0].url for row in answer.context["table"].rows] == [
            f"/learners/{person.key}/"
        ]
    assert not rosa.post("/learners/", {"q": "petrov"}).context["table"].rows
    assert rosa.get("/learners/?q=petrov").context["table"].rows


def test_filters_narrow_the_list() -> None:
    cohort = make_cohort(make_place())
    one, other = make_learner(cohort.workshop), make_learner(cohort.workshop)
    make_enrolment(one, cohort=cohort)
    make_enrolment(other, ("enrolled", "2025-09-01"), ("completed", "2026-06-30"))
    rosa = client_of(make_registrar())

    for query, key in (
        (f"cohort={cohort.key}", one.key),
        ("state=completed", other.key),
        ("state=enrolled&route=degree&workshop=tj-ttu", one.key),
    ):
        rows = rosa.get(f"/learners/?{query}").context["table"].rows
        assert [row.cells[0].url for row in rows] == [f"/learners/{key}/"], query
    assert not rosa.get("/learners/?mark=missing").context["table"].rows


def test_each_sees_what_is_theirs_and_others_not_even_that_there_is_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cohort = make_cohort(make_place())
    person = make_learner(
        cohort.workshop, contacts=((ContactKind.PHONE, "+992 55"),), birth_place="Hisor"
    )
    make_enrolment(person, cohort=cohort)
    make_enrolment(person, ("completed", "2024-06-30"), route=Route.TEACHERS)
    address = f"/learners/{person.key}/"

    kept = client_of(make_registrar())
    with django_assert_max_num_queries(_MOST_QUERIES + 2):
        assert "+992 55" in _text(kept, address)
    own = client_of(make_learner_account(person))
    assert "Hisor" in _text(own, address)
    assert own.get("/learners/me/")["Location"] == address
    taught = _text(client_of(make_teacher(of=cohort)), address)
    assert "RAKHIMOV" in taught
    assert not [word for word in ("+992 55", "Hisor", "2006", "completed") if word in taught]
    strangers = [
        make_teacher("Tanja"),
        make_registrar("Ruslan", "kz-ektu"),
        make_officer(),
        make_contributor(),
    ]
    for stranger in strangers:
        assert client_of(stranger).get(address).status_code == 404
        with pytest.raises(NotFound):
            person_seen(person.key, stranger)
    assert Client().get(address).status_code == 302


def test_a_registrar_registers_and_enrols_in_the_browser() -> None:
    cohort = make_cohort(make_place())
    rosa = client_of(make_registrar())

    refused = rosa.post("/learners/add/", {"workshop": "tj-ttu", "born_on": "soon"})
    assert refused.status_code == 422
    details = {"workshop": "tj-ttu", "passport_family": "NAZAROVA", "sex": "2"}
    made = rosa.post("/learners/add/", details | {"born_on": "12.05.2004"})
    person = Person.objects.get()
    assert str(person.born_on) == "2004-05-12"
    assert made["Location"] == f"/learners/{person.key}/"

    wish = {
        "workshop": "tj-ttu",
        "route": "degree",
        "course": f"programme:{cohort.programme.key if cohort.programme else ''}",
        "cohort": cohort.key,
        "state": "enrolled",
        "on": "2026-01-15",
    }
    assert rosa.post(f"/learners/{person.key}/enrol/", {**wish, "on": ""}).status_code == 422
    assert rosa.post(f"/learners/{person.key}/enrol/", wish).status_code == 303
    enrolment = person.enrolments.get()
    moved = {"state": "on_leave", "on": "2026年2月1日"}
    assert rosa.post(f"/learners/enrolments/{enrolment.key}/move/", moved).status_code == 303
    mark = {"stage": "run", "score": "8,5", "out_of": "10", "on": "2026-03-01", "remark": "good"}
    assert rosa.post(f"/learners/enrolments/{enrolment.key}/mark/", mark).status_code == 303
    assert str(Mark.objects.get().score) == "8.50"
    page = _text(rosa, f"/learners/{person.key}/")
    assert "on leave" in page
    assert "good" in page


def test_every_form_is_shown() -> None:
    cohort = make_cohort(make_place())
    person = make_learner(cohort.workshop)
    enrolment = make_enrolment(
        person, ("enrolled", "2025-09-01"), ("on_leave", "2026-01-01"), cohort=cohort
    )
    china = make_enrolment(person, route=Route.CHINA, programme=None)
    rosa = client_of(make_registrar())
    here, there = f"/learners/{person.key}", "/learners/enrolments"
    for address in (
        *(f"{here}/{form}/" for form in ("edit", "enrol", "numbers", "account", "consents")),
        *(f"{there}/{enrolment.key}/{form}/" for form in ("move", "back", "mark")),
        f"{there}/{china.key}/china/",
        f"{here}/erase/",
        "/learners/add/",
        "/learners/cohorts/",
        "/learners/cohorts/add/",
        "/learners/trainings/add/",
        f"/learners/cohorts/{cohort.key}/",
        "/learners/alike/",
    ):
        _text(rosa, address)


def test_data_are_taken_along_as_json_and_the_history_says_so() -> None:
    person = make_learner(make_place())
    make_enrolment(person)
    own = client_of(make_learner_account(person))

    data = own.post(f"/learners/{person.key}/learner.json").json()

    assert [name["full"] for name in data["names"]][1] == "RAKHIMOV FARRUKH"
    assert data["enrolments"][0]["states"] == [{"state": "enrolled", "on": "2026-09-01"}]
    assert "data taken along" in _text(own, f"/learners/{person.key}/")


def test_consents_and_the_wish_to_be_erased() -> None:
    person = make_learner(make_place())
    own = client_of(make_learner_account(person))
    here = f"/learners/{person.key}"

    given = {"purpose": "token", "text_version": "2026-1", "on": "2026-01-01"}
    assert own.post(f"{here}/consents/", given).status_code == 303
    assert own.post(f"{here}/consents/withdraw/", {"purpose": "token"}).status_code == 303
    own.post(f"{here}/erasure/")
    assert own.get(f"{here}/erase/").status_code == 404

    rosa = client_of(make_registrar())
    assert rosa.get("/learners/?mark=asked").context["table"].rows
    assert rosa.post(f"{here}/erase/", {"meant": "0"}).status_code == 422
    assert rosa.post(f"{here}/erase/", {"meant": "1"}).status_code == 303
    assert rosa.get(f"{here}/").status_code == 404


def test_a_pair_is_looked_at_and_decided() -> None:
    place = make_place()
    make_learner(place, PASSPORT)
    make_learner(place)
    actor = make_registrar()
    rosa = client_of(actor)
    assert find_likenesses(actor=actor, at=AT) == 1
    pair = Likeness.objects.get()

    assert "same name" in _text(rosa, "/learners/alike/")
    address = f"/learners/alike/{pair.pk}/"
    assert "Фаррух" in _text(rosa, address)
    for nothing in ({}, {"decision": ""}, {"decision": "third"}):
        assert rosa.post(address, nothing).status_code == 422
    assert rosa.post(address, {"decision": "first"}).status_code == 422
    assert rosa.post(address, {"decision": "first", "reason": "one"}).status_code == 303
    gone = pair.second.key
    assert rosa.get(f"/learners/{gone}/")["Location"] == f"/learners/{pair.first.key}/"
    parted = f"/learners/{pair.first.key}/part/{gone}/"
    assert rosa.post(parted, {"reason": "two"}).status_code == 303
    assert rosa.get(f"/learners/{gone}/").status_code == 200


def test_cohorts_are_made_and_get_a_teacher() -> None:
    make_place()
    rosa = client_of(make_registrar())
    teacher = make_teacher()
    cells = {"workshop": "tj-ttu", "name": "M-27", "starts_on": "2027-09-01"}

    assert rosa.post("/learners/cohorts/add/", {**cells, "starts_on": ""}).status_code == 422
    assert rosa.post("/learners/cohorts/add/", cells).status_code == 303
    cohort = Cohort.objects.get()
    assert cohort.starts_on == date(2027, 9, 1)
    here = f"/learners/cohorts/{cohort.key}"
    assert client_of(teacher).get(f"{here}/").status_code == 404
    rosa.post(f"{here}/teachers/", {"email": "tahir@example.org"})
    assert client_of(teacher).get(f"{here}/").status_code == 200
    rosa.post(f"{here}/teachers/", {"dismiss": teacher.key})
    assert client_of(teacher).get(f"{here}/").status_code == 404


def test_invented_persons_say_so_everywhere() -> None:
    cohort = make_cohort(make_place(), is_synthetic=True)
    person = make_learner(cohort.workshop, is_synthetic=True)
    enrolment = make_enrolment(person, cohort=cohort)
    rosa = client_of(make_registrar())
    for address in (
        "/learners/",
        f"/learners/{person.key}/",
        f"/learners/{person.key}/edit/",
        f"/learners/{person.key}/erase/",
        f"/learners/enrolments/{enrolment.key}/mark/",
        f"/learners/cohorts/{cohort.key}/",
    ):
        assert "invented" in _text(rosa, address), address
