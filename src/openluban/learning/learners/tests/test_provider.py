"""OneRoster for programs: tokens, scopes, pages, filters, faults, and the gradebook."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.learners.formats.oneroster.asking import Unfit, read_asked
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.tests.make import AT, make_enrolment, make_learner, make_place
from openluban.learning.learners.tests.provider import (
    GRADEBOOK,
    PLACE,
    ROSTERING,
    ask_token,
    make_house,
    signed_in,
)
from openluban.learning.learners.use_cases.roster_clients import (
    NoName,
    UnknownScope,
    make_client,
    revoke_client,
)

pytestmark = pytest.mark.django_db


def _code(response: Any) -> tuple[int, str]:
    field = response.json()["imsx_CodeMinor"]["imsx_codeMinorField"][0]
    assert field["imsx_codeMinorFieldName"] == "TargetEndSystem"
    return response.status_code, field["imsx_codeMinorFieldValue"]


def test_a_program_gets_a_token_for_the_scopes_it_holds(client: Client) -> None:
    house = make_house(("roster.readonly", "gradebook.readonly"))
    response = ask_token(house, client)
    told = response.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 3600)
    assert told["scope"].split()[0].endswith("/gradebook.readonly")
    assert response["Cache-Control"] == "no-store"
    assert ask_token(house, client, secret="wrong").status_code == 401  # noqa: S106
    assert ask_token(house, client, scope="other").json() == {"error": "invalid_scope"}
    other = ask_token(house, client, grant_type="password")
    assert other.json() == {"error": "unsupported_grant_type"}
    assert client.get("/ims/oneroster/token").status_code == 405
    assert house.secret not in str(list(RosterClient.objects.values()))


def test_without_a_good_token_nothing_is_told(client: Client) -> None:
    house = make_house()
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}):
        response = client.get(f"{ROSTERING}users", headers=headers)
        assert _code(response) == (401, "unauthorisedrequest")
    headers = signed_in(house, client)
    assert client.get(f"{ROSTERING}users", headers=headers).status_code == 200
    revoke_client(key=house.program.key, actor=house.registrar, at=AT)
    response = client.get(f"{ROSTERING}users", headers=headers)
    assert _code(response) == (401, "unauthorisedrequest")
    assert ask_token(house, client).status_code == 401


def test_a_scope_opens_what_is_its_own(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client, "roster.readonly")
    assert client.get(f"{ROSTERING}students", headers=headers).status_code == 200
    for place in (f"{ROSTERING}demographics", f"{GRADEBOOK}results"):
        assert _code(client.get(place, headers=headers)) == (403, "forbidden")
    place = f"{GRADEBOOK}lineItems/x"
    headers = signed_in(house, client, "gradebook.readonly")
    answer = client.put(place, "{}", content_type="application/json", headers=headers)
    assert _code(answer) == (403, "forbidden")
    assert _code(client.delete(place, headers=headers)) == (403, "forbidden")


def test_only_this_workshops_learners_are_told_and_no_synthetic_ones(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)
    students = client.get(f"{ROSTERING}students", headers=headers).json()["users"]
    assert [each["givenName"] for each in students] == ["FARRUKH", "DAVRON"]
    RosterClient.objects.update(sees_synthetic=True)
    answer = client.get(f"{ROSTERING}students", headers=headers)
    assert len(answer.json()["users"]) == 3


def test_objects_have_the_shapes_of_the_standard(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)

    def get(place: str) -> Any:
        return client.get(place, headers=headers).json()

    student = get(f"{ROSTERING}students/{house.first.person.key}")["user"]
    assert student["familyName"] == "RAKHIMOV"
    assert student["enabledUser"] == "true"
    assert student["dateLastModified"] == "2026-09-01T12:00:00.000Z"
    org = {
        "href": f"http://testserver{ROSTERING}orgs/{PLACE}",
        "sourcedId": PLACE,
        "type": "org",
    }
    assert student["roles"] == [{"roleType": "primary", "role": "student", "org": org}]
    taught = get(f"{ROSTERING}classes/{house.cohort.key}")["class"]
    assert taught["school"] == org
    assert taught["course"]["type"] == "course"
    term = get(f"{ROSTERING}terms/{taught['terms'][0]['sourcedId']}")["academicSession"]
    assert (term["type"], term["startDate"]) == ("term", "2026-09-01")
    periods = get(f"{ROSTERING}terms/{term['sourcedId']}/gradingPeriods")["academicSessions"]
    assert [each["type"] for each in periods] == ["gradingPeriod"]
    enrolment = get(f"{ROSTERING}enrollments")["enrollments"][0]
    assert enrolment["user"]["sourcedId"] == house.first.person.key
    assert (enrolment["role"], enrolment["beginDate"]) == ("student", "2026-09-01")
    person = get(f"{ROSTERING}demographics/{house.first.person.key}")["demographics"]
    assert person["birthDate"] == "2006-05-04"
    assert get(f"{ROSTERING}schools")["orgs"][0]["type"] == "school"
    assert get(f"{ROSTERING}courses")["courses"][0]["org"] == org
    teacher = get(f"{ROSTERING}classes/{house.cohort.key}/teachers")["users"][0]
    assert teacher["sourcedId"] == house.teacher.key
    for place in (
        f"teachers/{house.teacher.key}/classes",
        f"students/{house.first.person.key}/classes",
        f"users/{house.first.person.key}/classes",
        f"users/{house.teacher.key}/classes",
        f"schools/{PLACE}/classes",
        f"terms/{term['sourcedId']}/classes",
        f"courses/{taught['course']['sourcedId']}/classes",
    ):
        assert [each["sourcedId"] for each in get(f"{ROSTERING}{place}")["classes"]] == [
            house.cohort.key
        ]
    assert len(get(f"{ROSTERING}classes/{house.cohort.key}/students")["users"]) == 2
    assert get("/ims/oneroster/v1p2/rostering/v1p2/users")["users"]


def test_pages_are_numbered_and_linked(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)
    place = f"{ROSTERING}users"
    found, seen = [], 0
    for offset in (0, 1, 2):
        answer = client.get(place, {"limit": 1, "offset": offset}, headers=headers)
        assert answer["X-Total-Count"] == "3"
        found += [each["sourcedId"] for each in answer.json()["users"]]
        seen += 'rel="next"' in answer["Link"]
    assert found == [house.teacher.key, house.first.person.key, house.second.person.key]
    assert seen == 2
    assert client.get(place, {"offset": 9}, headers=headers).json() == {"users": []}
    whole = client.get(place, {"limit": 10}, headers=headers).json()["users"]
    assert [each["sourcedId"] for each in whole] == found


@pytest.mark.parametrize(
    ("kind", "asked", "many"),
    [
        ("students", "email='FARRUKH@example.org'", 1),
        ("students", "givenName='FARRUKH' OR givenName='DAVRON'", 2),
        ("students", "givenName='FARRUKH' AND status='active'", 1),
        ("students", "givenName~'arr'", 1),
        ("students", "status='tobedeleted'", 0),
        ("students", "dateLastModified>'2030-01-01'", 0),
        ("students", "familyName!='RAKHIMOV'", 0),
        ("classes", "title='M-26'", 1),
        ("classes", "school.sourcedId='tj-ttu' AND status='active'", 1),
        ("classes", "title='it''s'", 0),
        ("enrollments", "role='student'", 2),
        ("enrollments", "beginDate>='2026-09-01'", 2),
        ("teachers", "email~'@'", 1),
    ],
)
def test_filters(client: Client, kind: str, asked: str, many: int) -> None:
    house = make_house()
    headers = signed_in(house, client)
    answer = client.get(f"{ROSTERING}{kind}", {"filter": asked}, headers=headers)
    assert answer["X-Total-Count"] == str(many)


def test_sorting_and_choosing_fields(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)
    asked = {"sort": "givenName", "orderBy": "desc", "fields": "givenName,sourcedId"}
    found = client.get(f"{ROSTERING}students", asked, headers=headers).json()["users"]
    assert found[0] == {"givenName": "FARRUKH", "sourcedId": house.first.person.key}
    asked["orderBy"] = "asc"
    found = client.get(f"{ROSTERING}students", asked, headers=headers).json()["users"]
    assert found[0]["givenName"] == "DAVRON"


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("users/nobody", 404, "unknownobject"),
        ("classes/none/students", 404, "unknownobject"),
        ("schools/other/students", 404, "unknownobject"),
        ("no/such/place", 404, "unknownobject"),
        ("users?filter=shoe='42'", 400, "invalid_filter_field"),
        ("classes?filter=shoe='42'", 400, "invalid_filter_field"),
        ("users?filter=title", 400, "invalid_filter_field"),
        ("users?filter=" + "a='b' AND " * 9 + "a='b'", 400, "invalid_filter_field"),
        ("users?filter=status='a' AND status='b' OR status='c'", 400, "invalid_filter_field"),
        ("students?filter=dateLastModified>'soon'", 400, "invalid_filter_field"),
        ("users?sort=shoe", 400, "invalid_sort_field"),
        ("users?fields=shoe", 400, "invalid_selection_field"),
        ("users?fields=", 400, "invalid_selection_field"),
        ("users?limit=0", 400, "invaliddata"),
        ("users?limit=x", 400, "invaliddata"),
        ("users?offset=-1", 400, "invaliddata"),
        ("users?orderBy=up", 400, "invaliddata"),
    ],
)
def test_faults_are_told_as_the_standard_has_them(
    client: Client, place: str, status: int, code: str
) -> None:
    headers = signed_in(make_house(), client)
    assert _code(client.get(f"{ROSTERING}{place}", headers=headers)) == (status, code)


def test_nothing_of_rostering_can_be_written(client: Client) -> None:
    headers = signed_in(make_house(), client)
    answer = client.post(f"{ROSTERING}users", {}, headers=headers)
    assert _code(answer) == (405, "unsupported")
    assert answer.json()["imsx_codeMajor"] == "unsupported"


def test_no_query_string_is_a_fault_of_ours() -> None:
    for text in ("'", "a='", "a=''' OR", "a='b' XOR c='d'", "(" * 500):
        with pytest.raises(Unfit):
            read_asked({"filter": text})


def test_who_may_let_programs_ask() -> None:
    house = make_house()
    asked = {"workshop": PLACE, "scopes": ["roster.readonly"], "at": AT}
    with pytest.raises(NotAllowed):
        make_client(name="x", actor=PUBLIC, **asked)  # type: ignore[arg-type]
    with pytest.raises(NoName):
        make_client(name=" ", actor=house.registrar, **asked)  # type: ignore[arg-type]
    with pytest.raises(UnknownScope):
        make_client(name="x", workshop=PLACE, scopes=["everything"], actor=house.registrar, at=AT)
    with pytest.raises(NotFound):
        revoke_client(key=house.program.key, actor=PUBLIC, at=AT)


def test_the_number_of_queries_does_not_grow_with_the_page(
    client: Client, django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    house = make_house()
    headers = signed_in(house, client)
    for number in range(20):
        make_enrolment(make_learner(make_place(PLACE), born_on=f"2001-01-{number + 1:02}"),
                       cohort=house.cohort)  # fmt: skip
    for kind in ("users", "students", "enrollments", "demographics"):
        with django_assert_max_num_queries(8):
            answer = client.get(f"{ROSTERING}{kind}", headers=headers)
        assert len(next(iter(answer.json().values()))) >= 22


def test_students_are_those_who_are_or_were_enrolled_here(client: Client) -> None:
    house = make_house()
    place = make_place(PLACE)
    make_learner(place)
    begun = ("enrolled", "2025-09-01")
    make_enrolment(make_learner(place), ("applied", "2026-09-01"))
    make_enrolment(make_learner(place), begun, ("withdrawn", "2026-10-01"))
    done = make_enrolment(make_learner(place), begun, ("completed", "2026-06-30"))
    guest = make_enrolment(
        make_learner(make_place("uz-tstu")), cohort=house.cohort, workshop=house.cohort.workshop
    )
    headers = signed_in(house, client)
    known = {house.first.person.key, house.second.person.key, done.person.key, guest.person.key}
    for kind, name in (("students", "users"), ("demographics", "demographics")):
        found = client.get(f"{ROSTERING}{kind}", headers=headers).json()[name]
        assert {each["sourcedId"] for each in found} == known
    enrolled = client.get(f"{ROSTERING}enrollments", headers=headers).json()["enrollments"]
    assert {each["user"]["sourcedId"] for each in enrolled} <= known
