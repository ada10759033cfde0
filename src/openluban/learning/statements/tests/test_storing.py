"""Storing and asking, as programs do."""

from typing import Any
from urllib.parse import urlencode

import orjson
import pytest
from django.core import signing
from django.db import connection

from openluban.learning.statements.formats.multipart import read_parts, written
from openluban.learning.statements.models import Attached, Attachment, Mark, Statement
from openluban.learning.statements.rules.scopes import READ, READ_MINE, STATE, WRITE
from openluban.learning.statements.tests.make import (
    DONE,
    UNIT,
    VOIDED,
    Program,
    enclosed_of,
    make_agent,
    make_key,
    make_source,
    make_statement,
    reference_to,
)

pytestmark = pytest.mark.django_db


def test_a_statement_is_kept_byte_for_byte(program: Program) -> None:
    one = make_statement()
    sent = orjson.dumps(one, option=orjson.OPT_INDENT_2).replace(b"pump", b"p\\u0075mp")
    assert program.ask("POST", "statements", sent).status_code == 200
    assert bytes(Statement.objects.get().raw) == sent
    told = orjson.loads(program.ask("GET", "statements", statementId=one["id"]).content)
    assert {name: told[name] for name in one} == one
    assert told["authority"]["account"]["name"] == "tablet"
    assert told["timestamp"] == told["stored"]
    assert told["version"] == "2.0.0"


def test_each_statement_of_a_list_keeps_its_own_bytes(program: Program) -> None:
    ones = [make_statement(f"p{number}") for number in range(3)]
    sent = b" [ " + b" ,\n".join(orjson.dumps(one).replace(b":", b" : ") for one in ones) + b" ] "
    # Colons stand in IRIs too: what is sent must be JSON all the same.
    sent = sent.replace(b"http : //", b"http://").replace(b"https : //", b"https://")
    assert program.ask("POST", "statements", sent).status_code == 200
    kept = [bytes(raw) for raw in Statement.objects.order_by("id").values_list("raw", flat=True)]
    assert [orjson.loads(raw) for raw in kept] == ones
    assert all(raw in sent for raw in kept)


def test_the_same_again_changes_nothing_and_another_is_refused(program: Program) -> None:
    one = make_statement(timestamp="2026-11-01T10:00:00Z")
    program.post(one)
    program.post({**one, "timestamp": "2026-11-01T18:00:00+08:00", "verb": {"id": DONE}})
    assert Statement.objects.count() == 1
    other = {**one, "result": {"success": False}}
    assert program.ask("POST", "statements", other).status_code == 409
    assert program.ask("PUT", "statements", other, statementId=one["id"]).status_code == 409
    assert program.ask("PUT", "statements", one, statementId=one["id"]).status_code == 204
    assert bytes(Statement.objects.get().raw) == orjson.dumps(one)


def test_all_of_a_list_are_stored_or_none(program: Program) -> None:
    one, two = make_statement(), make_statement(verb={"id": "bad"})
    answer = program.ask("POST", "statements", [one, two])
    assert answer.status_code == 400
    assert orjson.loads(answer.content)["path"] == "[1].verb.id"
    assert not Statement.objects.exists()
    assert not Mark.objects.exists()
    assert program.ask("POST", "statements", [one, one]).status_code == 400


def test_moments_of_storing_grow_and_are_each_ones_own(program: Program) -> None:
    uuids = program.post(*[make_statement() for _ in range(20)]) + program.post(make_statement())
    found = program.find(ascending=True)
    assert [each["id"] for each in found] == uuids
    stored = [each["stored"] for each in found]
    assert sorted(set(stored)) == stored
    assert [each["id"] for each in program.find(since=stored[4], until=stored[9])] == uuids[9:4:-1]


def test_a_late_statement_keeps_its_own_time(program: Program) -> None:
    program.post(make_statement(timestamp="2020-01-01T08:00:00.5+08:00"))
    (told,) = program.find()
    assert told["timestamp"] == "2020-01-01T00:00:00.500000Z"
    assert told["stored"] > "2025"


def test_pages_lead_through_everything_once(program: Program) -> None:
    uuids = program.post(*[make_statement() for _ in range(25)])
    for ascending in (True, False):
        seen: list[dict[str, Any]] = []
        asked: dict[str, Any] = {"limit": 10, "ascending": ascending, "agent": make_agent()}
        answer = orjson.loads(program.ask("GET", "statements", **asked).content)
        seen += answer["statements"]
        program.post(make_statement("somebody-else"))
        while answer["more"]:
            token = answer["more"].partition("more=")[2]
            answer = orjson.loads(program.ask("GET", "statements", more=token).content)
            seen += answer["statements"]
        ids = [each["id"] for each in seen]
        assert ids == (uuids if ascending else uuids[::-1])


def test_a_page_is_for_the_key_that_asked(program: Program) -> None:
    program.post(*[make_statement() for _ in range(3)])
    asked: dict[str, Any] = {"limit": 1, "agent": make_agent("person-one")}
    program.post(*[make_statement("person-one") for _ in range(2)])
    answer = orjson.loads(program.ask("GET", "statements", **asked).content)
    token = answer["more"].partition("more=")[2]
    other = Program(make_key(make_source("other")))
    assert other.ask("GET", "statements", more=token).status_code == 400
    assert program.ask("GET", "statements", more=token[:-2]).status_code == 400
    assert "person-one" not in str(signing.loads(token, salt="statements.more"))


REGISTRATION = "3f0c5e0a-3b5c-4f0e-9a57-3d6c1a1b2c3d"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"agent": make_agent("p1")}, "a"),
        ({"agent": make_agent("teacher")}, ""),
        ({"agent": make_agent("teacher"), "related_agents": True}, "b"),
        ({"agent": make_agent("tablet"), "related_agents": True}, "abc"),
        ({"agent": make_agent("p3")}, "c"),
        ({"verb": "urn:read"}, "b"),
        ({"activity": UNIT}, "a"),
        ({"activity": UNIT, "related_activities": True}, "ab"),
        ({"registration": REGISTRATION}, "b"),
        ({"registration": REGISTRATION.upper(), "verb": "urn:read"}, "b"),
        ({"registration": REGISTRATION, "verb": DONE}, ""),
        ({"agent": make_agent("p2"), "activity": UNIT, "related_activities": True}, "b"),
    ],
)
def test_questions_find(program: Program, asked: dict[str, Any], expected: str) -> None:
    context = {
        "registration": REGISTRATION,
        "instructor": make_agent("teacher"),
        "contextActivities": {"grouping": {"id": UNIT}},
    }
    group = {"objectType": "Group", "member": [make_agent("p3")]}
    made = {
        "a": make_statement("p1"),
        "b": make_statement("p2", verb={"id": "urn:read"}, object={"id": "urn:x"}, context=context),
        "c": make_statement(actor=group, object={"id": "urn:y"}),
    }
    program.post(*made.values())
    found = {each["id"] for each in program.find(**asked)}
    assert found == {made[letter]["id"] for letter in expected}


def test_a_statement_about_another_is_found_by_what_that_is_found_by(program: Program) -> None:
    first = make_statement("p1", verb={"id": "urn:first"})
    second = reference_to(first["id"], "urn:second")
    third = reference_to(second["id"], "urn:third")
    # The reference comes before what it refers to.
    program.post(third)
    program.post(second)
    program.post(first)
    found = {each["id"] for each in program.find(verb="urn:first")}
    assert found == {first["id"], second["id"], third["id"]}
    assert len(program.find(agent=make_agent("p1"))) == 3
    assert len(program.find(verb="urn:third")) == 1


@pytest.mark.parametrize("late", [False, True])
def test_voiding_holds_whichever_comes_first(program: Program, late: bool) -> None:  # noqa: FBT001
    one = make_statement()
    voiding = reference_to(one["id"], VOIDED)
    for each in (voiding, one) if late else (one, voiding):
        program.post(each)
    assert program.ask("GET", "statements", statementId=one["id"]).status_code == 404
    assert program.ask("GET", "statements", voidedStatementId=one["id"]).status_code == 200
    assert [each["id"] for each in program.find()] == [voiding["id"]]
    program.post(reference_to(voiding["id"], VOIDED))
    assert program.ask("GET", "statements", statementId=voiding["id"]).status_code == 200


def test_a_source_voids_its_own_statements_alone() -> None:
    mine = Program(make_key(make_source("mine")))
    theirs = Program(make_key(make_source("theirs"), WRITE))
    (uuid,) = mine.post(make_statement())
    assert theirs.ask("POST", "statements", reference_to(uuid, VOIDED)).status_code == 403
    assert mine.ask("GET", "statements", statementId=uuid).status_code == 200
    late = make_statement()
    theirs.post(reference_to(late["id"], VOIDED))
    mine.post(late)
    assert mine.ask("GET", "statements", statementId=late["id"]).status_code == 200


def test_attachments_come_back_as_they_went(program: Program) -> None:
    content = b"\r\n--x\r\n\x00\xff" * 3
    enclosed, named = enclosed_of(content, "image/png")
    one = make_statement(attachments=[named])
    kind, body = written(orjson.dumps(one), [enclosed])
    assert program.ask("POST", "statements", body, kind=kind).status_code == 200
    answer = program.ask("GET", "statements", statementId=one["id"], attachments=True)
    boundary = answer["Content-Type"].partition('"')[2].rstrip('"')
    json, found = read_parts(answer.content, boundary)
    assert orjson.loads(json)["id"] == one["id"]
    assert found[enclosed.sha2].content == content
    assert Attachment.objects.count() == Attached.objects.count() == 1


def test_scopes_hold() -> None:
    mine, theirs = make_source("mine"), make_source("theirs")
    writer = Program(make_key(mine, WRITE))
    reader = Program(make_key(theirs, READ))
    own = Program(make_key(theirs, READ_MINE, WRITE))
    state = Program(make_key(mine, STATE))
    (uuid,) = writer.post(make_statement())
    (other,) = own.post(make_statement())
    assert writer.ask("GET", "statements").status_code == 403
    assert reader.ask("POST", "statements", make_statement()).status_code == 403
    assert {each["id"] for each in reader.find()} == {uuid, other}
    assert {each["id"] for each in own.find()} == {other}
    assert own.ask("GET", "statements", statementId=uuid).status_code == 404
    assert state.ask("GET", "statements").status_code == 403
    assert writer.ask("GET", "agents/profile", agent=make_agent()).status_code == 403


def test_only_who_may_define_changes_what_is_known_of_an_activity(program: Program) -> None:
    named = {"id": UNIT, "definition": {"name": {"en": "Pump"}}}
    program.post(make_statement(object=named))
    program.post(make_statement(object={"id": UNIT, "definition": {"name": {"ru": "Насос"}}}))
    plain = Program(make_key(make_source("plain"), WRITE))
    plain.post(make_statement(object={"id": UNIT, "definition": {"name": {"en": "Wrong"}}}))
    told = orjson.loads(program.ask("GET", "activities", activityId=UNIT).content)
    assert told["definition"]["name"] == {"en": "Pump", "ru": "Насос"}
    found = orjson.loads(
        program.ask(
            "GET", "statements", format="canonical", headers={"accept-language": "ru;q=0.9, de"}
        ).content
    )["statements"]
    assert {str(each["object"]["definition"]["name"]) for each in found} == {"{'ru': 'Насос'}"}


def test_ids_are_identifiers_alone(program: Program) -> None:
    who = {"name": "Ann", **make_agent()}
    program.post(make_statement(actor=who, object={"id": UNIT, "definition": {}}))
    (told,) = program.find(format="ids")
    assert told["actor"] == make_agent()
    assert told["object"] == {"id": UNIT}
    assert told["verb"] == {"id": DONE}


def test_both_editions_are_told_in_their_own_words(program: Program) -> None:
    old = Program(program.headers["authorization"], version="1.0")
    answer = old.ask("GET", "statements")
    assert answer["X-Experience-API-Version"] == "1.0.3"
    assert program.ask("GET", "statements")["X-Experience-API-Version"] == "2.0.0"
    assert "X-Experience-API-Consistent-Through" in answer
    silent = Program(make_key(make_source("old", version="1.0.3")))
    del silent.headers["x-experience-api-version"]
    answer = silent.ask("GET", "statements")
    assert (answer.status_code, answer["X-Experience-API-Version"]) == (400, "1.0.3")


@pytest.mark.parametrize("version", ["", "0.9", "1.1.0", "2.1", "two", "1.0.3, 2.0.0"])
def test_other_versions_are_refused(program: Program, version: str) -> None:
    program.headers["x-experience-api-version"] = version
    assert program.ask("GET", "statements").status_code == 400


def test_a_form_carries_a_request_of_the_first_edition_alone(program: Program) -> None:
    one = make_statement()
    given = {
        "statementId": one["id"],
        "content": orjson.dumps(one).decode(),
        "Authorization": program.headers["authorization"],
    }
    for version, status in (("2.0.0", 400), ("1.0.3", 204)):
        body = urlencode({**given, "X-Experience-API-Version": version})
        kind = "application/x-www-form-urlencoded"
        sent = program.client.generic("POST", "/xAPI/statements?method=PUT", body, kind)
        assert sent.status_code == status
    assert Statement.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there")
def test_what_waits_for_a_statement_is_found_by_an_index() -> None:
    """SQLite uses an index with a condition for a query alone that it can read the same in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM statements_statement WHERE target IN (%s)", ["x"]
        )
        plan = str(cursor.fetchall())
    assert "statement_target" in plan
