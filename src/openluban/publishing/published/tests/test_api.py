"""The reconciliation as JSON."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account
from openluban.foundation.api.use_cases.issue_token import issue_token
from openluban.foundation.registers.tests.make import AT, make_account
from openluban.publishing.published.checking import LIMITS

pytestmark = pytest.mark.usefixtures("register")

BASE = "/api/v1/reconciliation"
ROW = {
    "id": "A1",
    "subject": "network size",
    "scope": "Tianjin",
    "claim": "Luban Workshops established",
    "number": 20,
    "unit": "workshops",
    "as_of": "2022-09",
}


@pytest.fixture
def program(settings: Any) -> dict[str, str]:
    """Return what a program of a contributor sends along."""
    settings.LUBAN_API_RATE = 1_000_000
    account: Account = make_account("Carl", "contributor", "tute")
    _token, secret = issue_token(name="t", only_reads=False, actor=actor_for(account), at=AT)
    return {"authorization": f"Bearer {secret}"}


def check(rows: Any, headers: dict[str, str]) -> Any:
    return Client().post(f"{BASE}/check", {"rows": rows}, "application/json", headers=headers)


def test_every_verdict_or_those_of_one_kind() -> None:
    every = Client().get(BASE).json()["items"]
    explained = Client().get(f"{BASE}?verdict=explained").json()["items"]
    assert len(every) == 161
    assert explained == [one for one in every if one["verdict"] == "explained"]


def test_one_verdict_with_its_records_rivals_and_explanation() -> None:
    told = Client().get(f"{BASE}/F001").json()
    (part,) = told["parts"]
    assert told["verdict"] == "explained"
    assert (told["computed"], told["guessed"], told["sureness"]) == (9, False, 1)
    assert part["explanation"]["at"] == "2025-08-30"
    assert part["explanation"]["computed"] == 10
    assert part["records"] == [
        {
            "role": "added",
            "register": "workshops",
            "key": "kz-enu",
            "name": "Second Kazakhstan Luban Workshop (ENU Astana)",
            "note": "",
        }
    ]
    rivals = Client().get(f"{BASE}/f130").json()["parts"][0]["rivals"]
    assert {rival["number"] for rival in rivals} == {"2", "4"}


def test_what_is_not_there_and_what_is_no_verdict() -> None:
    assert Client().get(f"{BASE}/f999").status_code == 404
    answer = Client().get(f"{BASE}?verdict=perhaps")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "verdict"


def test_the_same_question_is_answered_from_the_askers_copy() -> None:
    first = Client().get(f"{BASE}/f001")
    again = Client().get(f"{BASE}/f001", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_rows_are_checked_for_those_who_are_known(program: dict[str, str]) -> None:
    (told,) = check([ROW], program).json()["items"]
    assert (told["id"], told["verdict"], told["computed"]) == ("A1", "agrees", 20)
    assert told["guessed"]
    assert check([ROW], {}).status_code == 401


def test_a_file_is_checked_as_well(program: dict[str, str]) -> None:
    head, claim = "id,claim,number,unit,as_of", "Luban Workshops established by Tianjin"
    text = f"{head}\nA1,{claim},20,workshops,2022-09\n"
    file = SimpleUploadedFile("mine.csv", text.encode())
    answer = Client().post(f"{BASE}/check", {"file": file}, headers=program)
    assert answer.json()["items"][0]["verdict"] == "agrees"


@pytest.mark.parametrize(
    ("rows", "field", "row"),
    [
        ([], "rows", None),
        ("nonsense", "rows", None),
        ([1], "rows", 1),
        ([ROW, {**ROW, "claim": " "}], "claim", 2),
        ([{**ROW, "colour": "red"}], "colour", 1),
        ([{**ROW, "unit": ["workshops"]}], "unit", 1),
        ([{**ROW, "claim": "x" * 2_001}], "claim", 1),
        ([ROW] * (LIMITS.max_rows + 1), "rows", None),
    ],
    ids=lambda given: str(given)[:20],
)
def test_what_cannot_be_checked_is_said_by_row_and_column(
    program: dict[str, str], rows: Any, field: str, row: int | None
) -> None:
    answer = check(rows, program)
    assert answer.status_code == 422
    problem = answer.json()["problems"][0]
    assert (problem["field"], problem["row"]) == (field, row)
