"""Writing through the JSON interface: what is taken, what is refused, and how."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.harness.asking import JSON, bearer, read, send
from tests.harness.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_officer_enters_a_record_that_counts_at_once(cast: Cast) -> None:
    body = {
        "key": "kz-new",
        "name": {"en": "New", "kk": "Жаңа"},
        "aliases": [{"language": "en", "name": "Brand new"}],
        "country": "kz",
        "latitude": "51.1",
        "source": "China Daily 2025-08-29 'New'",
        "confidence": "high",
        "reason": "Unveiled.",
    }
    answer = send(cast, "officer", "POST /workshops", body)
    assert answer.status_code == 201
    assert answer["Location"].endswith("/api/v1/workshops/kz-new")
    told = read("/workshops/kz-new").json()
    assert told == answer.json()
    assert (told["standing"], told["version"], told["confidence"]) == ("accepted", 1, "high")
    assert told["aliases"] == body["aliases"]
    assert told["evidence"][0]["publisher"] == "China Daily"


def test_a_contributor_proposes_and_an_officer_accepts(cast: Cast) -> None:
    body = {"name": {"en": "Theirs"}, "country": "kz", "key": "kz-theirs", "audience": "internal"}
    answer = send(cast, "contributor", "POST /workshops", body)
    assert answer.status_code == 201
    assert (answer.json()["standing"], answer.json()["audience"]) == ("proposed", "public")
    assert read("/workshops/kz-theirs").status_code == 404
    waiting = send(cast, "officer", "GET /proposals?limit=1").json()["items"][0]
    assert waiting["record"] == "kz-theirs"
    done = send(cast, "officer", f"POST /proposals/{waiting['id']}/accept", {"reason": "Yes."})
    assert (done.status_code, done.json()["state"]) == (200, "accepted")
    assert read("/workshops/kz-theirs").json()["standing"] == "accepted"
    again = send(cast, "officer", f"POST /proposals/{waiting['id']}/accept", {})
    assert (again.status_code, again.json()["code"]) == (409, "registers.not_waiting")


def test_a_change_says_which_version_it_was_made_from(cast: Cast) -> None:
    renamed = {"name": {"en": "Renamed"}}
    assert send(cast, "officer", "PATCH /workshops/tj-ttu", renamed).status_code == 428
    tag = read("/workshops/tj-ttu")["ETag"]
    first = send(cast, "officer", "PATCH /workshops/tj-ttu", renamed, **{"if-match": tag})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert first["ETag"] == '"2"'
    late = send(cast, "officer", "PATCH /workshops/tj-ttu", renamed, **{"if-match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "registers.changed_meanwhile")
    late = send(cast, "officer", "PATCH /workshops/tj-ttu", {**renamed, "version": 1})
    assert late.status_code == 409


@pytest.mark.parametrize(
    "member",
    ["standing", "scope", "is_shown", "is_disputed", "retired_at", "id", "changed_at", "audience"],
)
def test_nobody_assigns_what_is_not_theirs_to_assign(cast: Cast, member: str) -> None:
    body = {"version": 1, member: "accepted"}
    answer = send(cast, "officer", "PATCH /workshops/tj-ttu", body)
    assert answer.status_code == 422
    assert [each["rule"] for each in answer.json()["problems"]] == ["unknown_member"]


def test_every_fault_of_a_body_is_named(cast: Cast) -> None:
    body = {"nmae": {"en": "x"}, "name": {"en": "x\0y"}, "country": "kz"}
    problems = send(cast, "officer", "POST /workshops", body).json()["problems"]
    assert [each["field"] for each in problems] == ["nmae", "name"]
    assert "“name”" in problems[0]["sentence"]
    odd = {"name": 3, "country": ["kz"], "aliases": "none", "latitude": True}
    problems = send(cast, "officer", "POST /workshops", odd).json()["problems"]
    assert {each["field"]: each["rule"] for each in problems} == dict.fromkeys(odd, "type")
    body = {"name": {"en": "x"}, "country": "kzz", "latitude": "95"}
    problems = send(cast, "officer", "POST /workshops", body).json()["problems"]
    assert [each["rule"] for each in problems] == ["unknown_reference", "out_of_range"]


def test_what_the_database_forbids_is_refused(cast: Cast) -> None:
    held = read("/memberships?limit=1").json()["items"][0]
    body = {name: held[name] for name in ("bloc", "country", "kind")}
    answer = send(cast, "officer", "POST /memberships", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "registers.already_there")


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b'"text"', JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"{}", "text/plain", 415),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b"x" * 1_000_001, JSON, 413),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(
    cast: Cast, body: bytes, media_type: str, status: int
) -> None:
    answer = Client().post(
        "/api/v1/workshops",
        data=body,
        content_type=media_type,
        headers=bearer(cast, "officer"),
    )
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_record_is_closed_retired_and_hidden(cast: Cast) -> None:
    why = {"reason": "It is so."}
    send(cast, "officer", "POST /workshops/tj-ttu/close", {**why, "on": "2025-08"})
    assert read("/workshops/tj-ttu").json()["closed_on"] == "2025-08"
    bad = send(cast, "officer", "POST /workshops/tj-ttu/close", {**why, "on": "2025-13"})
    assert bad.json()["problems"][0]["field"] == "on"
    send(cast, "officer", "POST /workshops/tj-ttu/retire", why)
    assert read("/workshops/tj-ttu").status_code == 404
    body = {"audience": "internal"}
    answer = send(cast, "officer", "POST /workshops/kz-ektu/audience", body)
    assert answer.json()["audience"] == "internal"
    assert read("/workshops/kz-ektu").status_code == 404


def test_a_preferred_claim_becomes_the_value(cast: Cast) -> None:
    claims = read("/gates/tj-ttu-opened").json()["evidence"]
    claim = next(each for each in claims if each["field"] == "passed_on")
    answer = send(
        cast, "officer", f"POST /claims/{claim['id']}/prefer", {"reason": "An eyewitness."}
    )
    assert answer.status_code == 200
    told = read("/gates/tj-ttu-opened").json()
    assert told["passed_on"] == claim["value"]
    assert [each["id"] for each in told["evidence"] if each["is_preferred"]] == [claim["id"]]


def test_a_file_is_previewed_then_taken_over_whole_or_not_at_all(cast: Cast) -> None:
    rows = "key,name_en,country\nkz-new,New,kz\ntj-ttu,Renamed,tj\n"

    def bring(text: str, query: str = "") -> Any:
        file = SimpleUploadedFile("workshops.csv", text.encode())
        return Client().post(
            f"/api/v1/workshops/import{query}",
            {"file": file},
            headers=bearer(cast, "officer"),
        )

    preview = bring(rows, "?preview=true").json()
    assert (preview["new"], preview["changed"], preview["problems"]) == (1, 1, [])
    assert read("/workshops/kz-new").status_code == 404
    broken = bring(rows + "kz-other,Other,nowhere\n")
    assert broken.status_code == 422
    assert [(each["row"], each["field"]) for each in broken.json()["problems"]] == [(4, "country")]
    assert read("/workshops/kz-new").status_code == 404
    assert bring(rows).json()["new"] == 1
    assert read("/workshops/kz-new").status_code == 200
