"""The gradebook for programs: line items and results, and the marks that come of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.history.models import Entry
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.tests.make import AT, make_enrolment, make_learner, make_place
from openluban.learning.learners.tests.provider import (
    GRADEBOOK,
    PLACE,
    make_house,
    signed_in,
)
from openluban.learning.learners.use_cases.roster_clients import (
    make_client,
)

pytestmark = pytest.mark.django_db


def _code(response: Any) -> tuple[int, str]:
    field = response.json()["imsx_CodeMinor"]["imsx_codeMinorField"][0]
    assert field["imsx_codeMinorFieldName"] == "TargetEndSystem"
    return response.status_code, field["imsx_codeMinorFieldValue"]


def _line(cohort: str, **other: Any) -> dict[str, Any]:
    line = {
        "title": "Sorter",
        "assignDate": "2026-10-01T00:00:00.000Z",
        "dueDate": "2026-11-01T00:00:00.000Z",
        "class": {"sourcedId": cohort},
        "category": {"sourcedId": "marks"},
        "resultValueMin": 0,
        "resultValueMax": 100,
    }
    return {"lineItem": line | other}


def _result(line: str, student: str, **other: Any) -> dict[str, Any]:
    result = {
        "lineItem": {"sourcedId": line},
        "student": {"sourcedId": student},
        "scoreStatus": "fully graded",
        "score": 80,
        "scoreDate": "2026-11-02",
    }
    return {"result": result | other}


def test_a_result_that_is_put_becomes_a_mark(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)

    def put(place: str, body: Any) -> int:
        kind = "application/json"
        answer = client.put(f"{GRADEBOOK}{place}", body, content_type=kind, headers=headers)
        return answer.status_code

    student = house.first.person.key
    assert put("lineItems/li-1", _line(house.cohort.key)) == 201
    assert put("lineItems/li-1", _line(house.cohort.key, description="x")) == 200
    assert put("results/r-1", _result("li-1", student)) == 201
    mark = Mark.objects.get()
    assert (mark.enrolment, mark.score, mark.title, mark.by) == (
        house.first,
        80,
        "Sorter",
        "import",
    )
    place = f"{GRADEBOOK}classes/{house.cohort.key}/lineItems/li-1/results"
    told = client.get(place, headers=headers).json()["results"]
    assert [(each["sourcedId"], each["score"]) for each in told] == [("r-1", 80)]
    # More than the scale holds is told again as it came, and is no mark.
    assert put("results/r-1", _result("li-1", student, score=300)) == 200
    assert client.get(place, headers=headers).json()["results"][0]["score"] == 300
    assert Mark.objects.get().missing_since is not None
    assert put("results/r-1", _result("li-1", student, score=90)) == 200
    assert Mark.objects.get().score == 90
    Mark.objects.update(by="hand", score=95)
    assert put("results/r-1", _result("li-1", student, score=10)) == 200
    assert Mark.objects.get().score == 95
    assert client.delete(f"{GRADEBOOK}results/r-1", headers=headers).status_code == 204
    assert client.get(place, headers=headers).json()["results"] == []
    assert client.delete(f"{GRADEBOOK}lineItems/li-1", headers=headers).status_code == 204
    assert _code(client.get(f"{GRADEBOOK}lineItems/li-1", headers=headers))[0] == 404
    assert Entry.objects.filter(action="learners.result_put").count() == 4


def test_marks_made_here_are_told_as_results(client: Client) -> None:
    house = make_house()
    Mark.objects.create(
        enrolment=house.first, title="Sorter", score="41.5", out_of="50", on="2026-10-01",
        by="hand", recorded_at=AT,
    )  # fmt: skip
    headers = signed_in(house, client)
    place = f"{GRADEBOOK}classes/{house.cohort.key}"
    line = client.get(f"{place}/lineItems", headers=headers).json()["lineItems"][0]
    assert (line["title"], line["resultValueMax"]) == ("Sorter", 50)
    category = client.get(f"{place}/categories", headers=headers).json()["categories"][0]
    assert line["category"]["sourcedId"] == category["sourcedId"]
    of_line = f"{place}/lineItems/{line['sourcedId']}/results"
    of_student = f"{place}/students/{house.first.person.key}/results"
    for each in (of_line, of_student, f"{place}/results", f"{GRADEBOOK}results"):
        found = client.get(each, headers=headers).json()["results"]
        assert [(one["score"], one["lineItem"]["sourcedId"]) for one in found] == [
            (41.5, line["sourcedId"])
        ]
        one = client.get(f"{GRADEBOOK}results/{found[0]['sourcedId']}", headers=headers)
        assert one.json()["result"] == found[0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"lineItem": []}',
        '{"lineItem": {"sourcedId": "other"}}',
        _line("no-such-class"),
        _line("{cohort}", title=""),
        _line("{cohort}", title=["x"]),
        _line("{cohort}", title="x" * 1_001),
        _line("{cohort}", assignDate="soon"),
        _line("{cohort}", dueDate="0001-01-01T00:00:00Z"),
        _line("{cohort}", resultValueMax="NaN"),
        _line("{cohort}", resultValueMax=1e300),
        _line("{cohort}", resultValueMax=True),
        _line("{cohort}", resultValueMin=200),
        _line("{cohort}", **{"class": "x"}),
        "x" * 200_000,
    ],
)
def test_a_line_item_that_is_none_is_refused(client: Client, body: Any) -> None:
    house = make_house()
    headers = signed_in(house, client)
    if isinstance(body, dict) and body["lineItem"]["class"] == {"sourcedId": "{cohort}"}:
        body = {"lineItem": body["lineItem"] | {"class": {"sourcedId": house.cohort.key}}}
    answer = client.put(
        f"{GRADEBOOK}lineItems/li-1", body, content_type="application/json", headers=headers
    )
    assert _code(answer) in {(400, "invaliddata"), (404, "unknownobject")}


def test_a_result_is_only_taken_for_who_is_in_the_class(client: Client) -> None:
    house = make_house()
    headers = signed_in(house, client)
    kind = "application/json"
    place = f"{GRADEBOOK}lineItems/li-1"
    client.put(place, _line(house.cohort.key), content_type=kind, headers=headers)
    other = make_learner(make_place(PLACE))
    make_enrolment(other)
    for said in (
        _result("li-1", other.key),
        _result("li-1", house.first.person.key, scoreStatus="splendid"),
        _result("li-1", house.first.person.key, score="many"),
    ):
        answer = client.put(f"{GRADEBOOK}results/r", said, content_type=kind, headers=headers)
        assert _code(answer) == (400, "invaliddata")
    second, secret = make_client(
        name="Other", workshop=PLACE, scopes=house.program.scopes, actor=house.registrar, at=AT
    )
    house.program, house.secret = second, secret
    headers = signed_in(house, client)
    assert _code(client.delete(place, headers=headers)) == (403, "forbidden")


def _marked(house: Any, titles: int) -> None:
    for enrolment in (house.first, house.second):
        Mark.objects.bulk_create(
            Mark(
                enrolment=enrolment, title=f"Work {number:02}", score="5", out_of="10",
                on="2026-10-01", by="hand", recorded_at=AT,
            )
            for number in range(titles)
        )  # fmt: skip


def test_lists_of_line_items_are_cut_in_the_database(client: Client) -> None:
    house = make_house()
    _marked(house, 12)
    headers = signed_in(house, client)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{GRADEBOOK}lineItems?limit=5&offset=5", headers=headers)
    said = [each["sql"] for each in asked if "learners_mark" in each["sql"]]
    assert said
    assert all("COUNT(" in each or "LIMIT 5 OFFSET 5" in each for each in said)
    found = answer.json()["lineItems"]
    assert [each["title"] for each in found] == [f"Work {number:02}" for number in range(5, 10)]
    assert answer["X-Total-Count"] == "12"
    none = client.get(f"{GRADEBOOK}lineItems?limit=5&offset=50", headers=headers)
    assert none.json()["lineItems"] == []


def test_results_of_a_line_read_no_other_mark(client: Client) -> None:
    house = make_house()
    _marked(house, 12)
    Mark.objects.filter(title="Work 03").update(stage="build")
    headers = signed_in(house, client)
    place = f"{GRADEBOOK}classes/{house.cohort.key}/lineItems"
    lines = client.get(f"{place}?filter=title='build, Work 03'", headers=headers).json()
    line = lines["lineItems"][0]["sourcedId"]
    with CaptureQueriesContext(connection) as asked:
        found = client.get(f"{place}/{line}/results?limit=1", headers=headers).json()["results"]
    said = [each["sql"] for each in asked if '"learners_mark"."score"' in each["sql"]]
    assert len(said) == 1
    assert "LIMIT 1" in said[0]
    assert [each["lineItem"]["sourcedId"] for each in found] == [line]
    same = client.get(f"{GRADEBOOK}results?filter=lineItem.sourcedId='{line}'", headers=headers)
    assert same["X-Total-Count"] == "2"
    other = client.get(f"{GRADEBOOK}results?filter=lineItem.sourcedId!='{line}'", headers=headers)
    assert other["X-Total-Count"] == "22"
