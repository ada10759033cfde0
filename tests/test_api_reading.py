"""Reading through the JSON interface: lists, copies, and that nothing leaks."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import set_audience
from tests.harness.asking import read, send
from tests.harness.cast import Cast

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sort", ["name", "-name", "country", "-country"])
def test_pages_give_every_record_once_and_in_order(cast: Cast, sort: str) -> None:
    whole = [each["key"] for each in read(f"/workshops?limit=200&sort={sort}").json()["items"]]
    pieces: list[str] = []
    after = ""
    while True:
        page = read(f"/workshops?limit=7&sort={sort}&after={after}").json()
        pieces += [each["key"] for each in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert pieces == whole
    assert len(set(pieces)) == len(pieces) > 30


def test_records_without_a_date_come_last_in_either_direction(cast: Cast) -> None:
    for sort in ("since", "-since"):
        dates = [each["since"] for each in read(f"/parties?limit=200&sort={sort}").json()["items"]]
        gaps = [place for place, day in enumerate(dates) if day is None]
        assert gaps == list(range(len(dates) - len(gaps), len(dates)))


def test_a_list_is_filtered_searched_and_cut_to_members(cast: Cast) -> None:
    found = read("/workshops?country=kz&fields=country").json()["items"]
    assert {each["country"] for each in found} == {"kz"}
    assert all(set(each) == {"key", "country"} for each in found)
    assert [each["key"] for each in read("/workshops?q=таджикистан").json()["items"]] == ["tj-ttu"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=ten", "limit"),
        ("sort=colour", "sort"),
        ("after=nonsense", "after"),
        ("standing=lost", "standing"),
        ("fields=key,colour", "fields"),
        ("q=%00", "q"),
    ],
)
def test_a_question_that_is_not_understood_is_refused_by_name(
    cast: Cast, query: str, field: str
) -> None:
    answer = read(f"/workshops?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [problem["field"] for problem in answer.json()["problems"]] == [field]


def test_a_filter_with_an_unknown_choice_is_refused(cast: Cast) -> None:
    answer = read("/gates?gate=painted")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["rule"] == "unknown_choice"


def test_a_list_costs_the_same_queries_whatever_its_length(cast: Cast) -> None:
    counts = []
    for limit in (1, 30):
        with CaptureQueriesContext(connection) as queries:
            assert len(read(f"/workshops?limit={limit}").json()["items"]) == limit
        counts.append(len(queries))
    of_the_state = 1
    assert counts == [of_the_state + 1] * 2


def test_proposed_and_internal_records_are_in_no_public_list(cast: Cast) -> None:
    keys = {each["key"] for each in read("/workshops?limit=200").json()["items"]}
    assert keys.isdisjoint({"proposed-one", "internal-one"})
    answer = send(cast, "officer", "GET /workshops?limit=200").json()
    assert keys | {"proposed-one", "internal-one"} == {each["key"] for each in answer["items"]}


def test_a_reference_to_an_internal_record_names_nothing(cast: Cast) -> None:
    officer = cast.people["officer"].actor
    held = read("/cities?country=tj&limit=1&fields=country").json()["items"][0]
    set_audience(
        register_key="countries", key="tj", audience=Audience.INTERNAL, actor=officer, at=NOW
    )
    assert held["country"] == "tj"
    assert read(f"/cities/{held['key']}").json()["country"] is None
    told = send(cast, "officer", f"GET /cities/{held['key']}").json()
    assert told["country"] == "tj"


def test_what_happened_while_a_record_was_internal_stays_between_officers(cast: Cast) -> None:
    officer = cast.people["officer"].actor
    place: dict[str, Any] = {"register_key": "workshops", "key": "internal-one"}
    edit_record(**place, cells={"name_en": "Secret"}, reason="quiet", actor=officer, at=NOW)
    set_audience(**place, audience=Audience.PUBLIC, reason="hush", actor=officer, at=NOW)
    edit_record(**place, cells={"name_en": "Open"}, reason="said", actor=officer, at=NOW)
    told = read("/workshops/internal-one/history").json()["items"]
    assert [entry["reason"] for entry in told] == ["said"]
    assert {entry["by"] for entry in told} == {"person"}
    known = send(cast, "officer", "GET /workshops/internal-one/history").json()["items"]
    assert {"said", "hush", "quiet"} <= {entry["reason"] for entry in known}
    assert "Officer" in {entry["by"] for entry in known}


def test_a_contributor_sees_the_proposals_of_their_institution_only(cast: Cast) -> None:
    own = send(cast, "contributor", "GET /proposals").json()["items"]
    others = send(cast, "stranger", "GET /proposals").json()["items"]
    assert {each["kind"] for each in own} == {"new", "change"}
    assert others == []


def test_a_copy_holds_until_something_changes(cast: Cast) -> None:
    first = read("/workshops?limit=1")
    assert first["Cache-Control"] == "no-cache"
    again = read("/workshops?limit=1", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    send(cast, "officer", "POST /blocs", {"name": {"en": "New"}, "kind": "region"})
    assert read("/workshops?limit=1", **{"if-none-match": first["ETag"]}).status_code == 200


def test_what_an_officer_reads_is_kept_for_nobody_else(cast: Cast) -> None:
    told = send(cast, "officer", "GET /workshops/internal-one")
    assert told.status_code == 200
    assert told["Cache-Control"] == "private, no-cache"
    assert "Authorization" in told["Vary"]
    assert read("/workshops/internal-one").status_code == 404
    mark = {"if-none-match": told["ETag"]}
    assert read("/workshops/internal-one", **mark).status_code == 404


def test_words_come_in_the_language_that_is_asked_for(cast: Cast) -> None:
    answers = {
        language: read("/figures/workshops", **{"accept-language": language}).json()["title"]
        for language in ("en", "zh-hans", "ru")
    }
    assert answers["en"] == "Workshops"
    assert "Accept-Language" in read("/figures/workshops")["Vary"]
