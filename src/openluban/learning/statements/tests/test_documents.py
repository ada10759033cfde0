"""States and profiles: kept, added to, guarded by entity tags."""

from typing import Any

import orjson
import pytest

from openluban.learning.statements.models import Document
from openluban.learning.statements.tests.make import UNIT, Program, make_agent

pytestmark = pytest.mark.django_db
REGISTRATION = "3f0c5e0a-3b5c-4f0e-9a57-3d6c1a1b2c3d"
PLACES: dict[str, dict[str, Any]] = {
    "activities/state": {"agent": make_agent(), "activityId": UNIT, "stateId": "s"},
    "activities/profile": {"activityId": UNIT, "profileId": "s"},
    "agents/profile": {"agent": make_agent(), "profileId": "s"},
}


@pytest.mark.parametrize("resource", PLACES)
def test_a_document_is_kept_changed_and_taken_away(program: Program, resource: str) -> None:
    place = PLACES[resource]
    assert program.ask("GET", resource, **place).status_code == 404
    assert program.ask("PUT", resource, {"a": 1, "b": 1}, **place).status_code == 204
    first = program.ask("GET", resource, **place)
    assert orjson.loads(first.content) == {"a": 1, "b": 1}
    assert program.ask("PUT", resource, {"a": 2}, **place).status_code == 409
    wrong = {"if-match": '"x"'}
    assert program.ask("PUT", resource, {"a": 2}, headers=wrong, **place).status_code == 412
    assert program.ask("DELETE", resource, headers=wrong, **place).status_code == 412
    none = {"if-none-match": "*"}
    assert program.ask("PUT", resource, {"a": 2}, headers=none, **place).status_code == 412
    assert program.ask("POST", resource, {"b": 2, "c": 3}, **place).status_code == 204
    second = program.ask("GET", resource, **place)
    assert orjson.loads(second.content) == {"a": 1, "b": 2, "c": 3}
    assert second["ETag"] != first["ETag"]
    right = {"if-match": second["ETag"]}
    assert program.ask("PUT", resource, {"z": 1}, headers=right, **place).status_code == 204
    assert program.ask("DELETE", resource, **place).status_code == 204
    assert not Document.objects.exists()


def test_only_objects_are_added_to(program: Program) -> None:
    place = PLACES["activities/state"]
    program.ask("PUT", "activities/state", b"plain", kind="text/plain", **place)
    assert program.ask("POST", "activities/state", {"a": 1}, **place).status_code == 400
    assert program.ask("PUT", "activities/state", b"{", **place).status_code == 400
    assert program.ask("GET", "activities/state", **place).content == b"plain"


def test_names_are_listed_and_states_go_together(program: Program) -> None:
    place: dict[str, Any] = {"agent": make_agent(), "activityId": UNIT}
    for name in ("b", "a"):
        program.ask("PUT", "activities/state", {}, stateId=name, **place)
    program.ask("PUT", "activities/state", {}, stateId="c", registration=REGISTRATION, **place)
    listed = program.ask("GET", "activities/state", **place)
    assert orjson.loads(listed.content) == ["b", "a", "c"]
    of_one = program.ask("GET", "activities/state", registration=REGISTRATION, **place)
    assert orjson.loads(of_one.content) == ["c"]
    later = program.ask("GET", "activities/state", since="2100-01-01T00:00:00Z", **place)
    assert orjson.loads(later.content) == []
    program.ask("DELETE", "activities/state", registration=REGISTRATION, **place)
    assert Document.objects.count() == 2
    program.ask("DELETE", "activities/state", **place)
    assert not Document.objects.exists()


def test_profiles_do_not_go_together(program: Program) -> None:
    assert program.ask("DELETE", "agents/profile", agent=make_agent()).status_code == 400
    assert program.ask("PATCH", "agents/profile", agent=make_agent()).status_code == 405
