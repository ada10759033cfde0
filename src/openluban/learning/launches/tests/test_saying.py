"""What an open unit may say, and what is refused with which status."""

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from openluban.learning.launches.models import Package, Progress, Session
from openluban.learning.launches.sessions import GRACE, MOST_STATEMENTS
from openluban.learning.launches.tests.make import (
    Opened,
    json_of,
    make_course,
    make_enrolled,
    open_unit,
)
from openluban.learning.learners.public import Consent
from openluban.learning.statements.tests.make import VOIDED, enclosed_of, make_documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]
EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def unit() -> Opened:
    """A unit that a learner opened, and that has begun."""
    make_course()
    opened = open_unit(make_enrolled().actor)
    opened.say("initialized")
    return opened


def code_of(unit: Opened, statement: dict[str, Any]) -> tuple[int, str]:
    answer = unit.send(statement)
    said = json_of(answer) if answer.status_code != 200 else {}
    return answer.status_code, said.get("path", "") if isinstance(said, dict) else ""


FOREIGN: dict[str, Change] = {
    "actor": lambda said: said["actor"]["account"].update(name="another"),
    "context.registration": lambda said: said["context"].update(registration=str(uuid4())),
    f"context.extensions.{EXTENSIONS}/sessionid": lambda said: said["context"].update(
        extensions={f"{EXTENSIONS}/sessionid": str(uuid4())}
    ),
    "object.id": lambda said: said["object"].update(id="https://elsewhere.example/unit"),
    "verb.id": lambda said: said["verb"].update(id=VOIDED),
}


@pytest.mark.parametrize("path", FOREIGN)
def test_what_is_of_another_is_forbidden(path: str, unit: Opened) -> None:
    statement = unit.statement("completed", 1)
    FOREIGN[path](statement)
    if path == "verb.id":
        statement["object"] = {"objectType": "StatementRef", "id": str(uuid4())}
    assert code_of(unit, statement) == (403, path)
    assert Progress.objects.get().completed_at is None


def _categories(said: dict[str, Any]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = said["context"]["contextActivities"]["category"]
    return found


BROKEN: dict[str, tuple[str, Change]] = {
    "no id": ("id", lambda said: said.pop("id")),
    "an attachment": (
        "attachments",
        lambda said: said.update(
            attachments=[enclosed_of(b"a")[1] | {"fileUrl": "https://elsewhere.example/a"}]
        ),
    ),
    "no time": ("timestamp", lambda said: said.pop("timestamp")),
    "another zone": ("timestamp", lambda said: said.update(timestamp="2999-01-01T00:00:00+03:00")),
    "before the beginning": (
        "timestamp",
        lambda said: said.update(timestamp="2020-01-01T00:00:00Z"),
    ),
    "no template": (
        "context.contextActivities.grouping",
        lambda said: said["context"]["contextActivities"].pop("grouping"),
    ),
    "a verb of the system": (
        "verb.id",
        lambda said: said["verb"].update(id="https://w3id.org/xapi/adl/verbs/satisfied"),
    ),
    "no duration": ("result.duration", lambda said: said["result"].pop("duration")),
    "no completion": ("result.completion", lambda said: said["result"].pop("completion")),
    "a success": ("result.success", lambda said: said["result"].update(success=True)),
    "a score": ("result.score", lambda said: said["result"].update(score={"scaled": 1})),
    "no moveon": (
        "context.contextActivities.category",
        lambda said: _categories(said).pop(),
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_breaks_a_rule_is_refused(what: str, unit: Opened) -> None:
    path, change = BROKEN[what]
    statement = unit.statement("completed", 1)
    change(statement)
    assert code_of(unit, statement) == (400, path)
    assert Progress.objects.get().completed_at is None


def test_nothing_comes_before_initialized_and_nothing_twice() -> None:
    make_course()
    unit = open_unit(make_enrolled().actor)
    assert code_of(unit, unit.statement("completed", 1)) == (400, "verb.id")
    unit.say("initialized")
    assert code_of(unit, unit.statement("initialized", 1)) == (400, "verb.id")
    unit.say("completed")
    assert code_of(unit, unit.statement("completed", 2)) == (400, "verb.id")


def test_what_came_before_in_one_parcel_is_judged_by_time() -> None:
    make_course()
    unit = open_unit(make_enrolled().actor)
    late = [unit.statement("terminated", 2), unit.statement("initialized")]
    assert unit.send(*late, unit.statement("completed", 1)).status_code == 200
    assert Session.objects.get().ended_at is not None


def test_a_statement_that_cmi5_allows_needs_only_the_template(unit: Opened) -> None:
    seen = unit.statement("initialized", 1)
    seen["verb"] = {"id": "http://id.tincanapi.com/verb/viewed"}
    seen["object"] = {"objectType": "Activity", "id": "https://elsewhere.example/picture"}
    del seen["context"]["contextActivities"]["category"]
    assert unit.send(seen).status_code == 200
    assert unit.program.find()[0]["id"] == seen["id"]


def judged(unit: Opened) -> None:
    """Let the unit be one that is passed with three quarters."""
    package = Package.objects.get()
    for block in package.structure["parts"]:
        for each in block["parts"]:
            each["mastery"], each["move_on"] = "0.75", "Passed"
    package.save()


def _scored(unit: Opened, verb: str, scaled: float, mastery: float | None = 0.75) -> dict[str, Any]:
    said = unit.statement(verb, 1)
    said["result"]["score"] = {"scaled": scaled}
    if mastery is not None:
        said["context"]["extensions"][f"{EXTENSIONS}/masteryscore"] = mastery
    return said


def test_passed_and_failed_follow_the_mastery_score(unit: Opened) -> None:
    judged(unit)
    score = "result.score.scaled"
    assert code_of(unit, _scored(unit, "passed", 0.5)) == (400, score)
    assert code_of(unit, _scored(unit, "failed", 0.75)) == (400, score)
    extension = f"context.extensions.{EXTENSIONS}/masteryscore"
    assert code_of(unit, _scored(unit, "passed", 0.8, None)) == (400, extension)
    raw = _scored(unit, "passed", 0.8)
    raw["result"]["score"]["raw"] = 8
    assert code_of(unit, raw) == (400, "result.score")
    assert unit.send(_scored(unit, "passed", 0.8)).status_code == 200
    assert str(Progress.objects.get().score) == "0.8000"
    assert code_of(unit, _scored(unit, "failed", 0.1)) == (400, "verb.id")


def test_after_terminated_only_what_was_under_way(unit: Opened) -> None:
    unit.say("completed", "terminated")
    late = unit.statement("initialized", 1)
    late["verb"] = {"id": "http://id.tincanapi.com/verb/viewed"}
    del late["context"]["contextActivities"]["category"]
    after = late | {"id": str(uuid4()), "timestamp": unit.statement("completed", 60)["timestamp"]}
    assert code_of(unit, after) == (400, "timestamp")
    assert unit.send(late).status_code == 200
    over = datetime.now(UTC) - GRACE - timedelta(seconds=1)
    Session.objects.update(ended_at=over)
    again = late | {"id": str(uuid4())}
    assert unit.send(again).status_code == 403


def test_a_consent_that_is_withdrawn_ends_it(unit: Opened) -> None:
    Consent.objects.update(withdrawn_on=datetime.now(UTC).date())
    assert unit.send(unit.statement("completed", 1)).status_code == 403


def test_the_same_statement_again_is_no_fault(unit: Opened) -> None:
    done = unit.statement("completed", 1)
    assert unit.send(done).status_code == 200
    assert unit.send(done).status_code == 200


def test_documents_are_its_own_and_launch_data_are_read_only(unit: Opened) -> None:
    assert unit.state("place", "PUT", {"page": 2}).status_code == 204
    assert json_of(unit.state("place")) == {"page": 2}
    for method in ("PUT", "POST", "DELETE"):
        assert unit.state("LMS.LaunchData", method, {"moveOn": "Passed"}).status_code == 403
    other = {"objectType": "Agent", "account": {"homePage": "http://testserver/", "name": "x"}}
    asked: dict[str, Any] = {
        "stateId": "a",
        "activityId": unit.activity,
        "registration": unit.registration,
    }
    ask = unit.program.ask
    assert ask("GET", "activities/state", agent=other, **asked).status_code == 403
    for name, value in (("activityId", "urn:other"), ("registration", str(uuid4()))):
        mine = asked | {name: value}
        assert ask("GET", "activities/state", agent=unit.actor, **mine).status_code == 403
    del asked["stateId"]
    assert ask("DELETE", "activities/state", agent=unit.actor, **asked).status_code == 403
    profile: dict[str, Any] = {"profileId": "cmi5LearnerPreferences", "agent": unit.actor}
    said = {"languagePreference": "ru", "audioPreference": "off"}
    unseen = {"if-match": "*"}
    assert ask("PUT", "agents/profile", said, headers=unseen, **profile).status_code == 204
    assert ask("GET", "agents/profile", profileId="a", agent=other).status_code == 403
    own: dict[str, Any] = {"profileId": "a", "agent": unit.actor}
    assert ask("PUT", "agents/profile", said, headers=unseen, **own).status_code == 403
    activity: dict[str, Any] = {"profileId": "a", "activityId": unit.activity}
    assert ask("PUT", "activities/profile", said, headers=unseen, **activity).status_code == 403
    assert ask("GET", "activities/profile", **activity).status_code == 404


def test_a_page_has_not_much_to_say(unit: Opened) -> None:
    assert unit.state("place", "PUT", {"page": "x" * 200_000}).status_code == 413
    Session.objects.update(count=MOST_STATEMENTS)
    answer = unit.send(unit.statement("completed", 1))
    assert (answer.status_code, json_of(answer)["code"]) == (403, "launches.too_much_said")


def test_it_reads_its_own_registration_alone(unit: Opened) -> None:
    other = open_unit(make_enrolled(name="Other").actor)
    other.say("initialized")
    assert {each["context"]["registration"] for each in unit.program.find()} == {unit.registration}
    assert unit.program.find(registration=other.registration) == []
    theirs = other.program.find()[0]["id"]
    answer = unit.program.ask("GET", "statements", statementId=theirs)
    assert answer.status_code == 404


def test_no_other_token_opens_it(unit: Opened) -> None:
    for token in ("~nobody:secret", f"~{unit.session.uuid}:secret", f"~{uuid4()}:secret"):
        unit.program.headers["authorization"] = f"Basic {b64encode(token.encode()).decode()}"
        assert unit.program.ask("GET", "statements").status_code == 401


def test_a_session_keeps_a_hundred_states_and_no_more(unit: Opened) -> None:
    assert unit.state("page", "PUT", {"at": 0}).status_code == 204
    make_documents("page", 97)
    assert unit.state("the last beside LMS.LaunchData", "PUT", {"at": 0}).status_code == 204
    for method in ("PUT", "POST"):
        refused = unit.state("one more", method, {"at": 1})
        assert (refused.status_code, json_of(refused)["code"]) == (403, "statements.too_many")
    assert unit.state("page", "POST", {"at": 2}).status_code == 204
    assert unit.state("page", "DELETE").status_code == 204
    assert unit.state("one more", "PUT", {"at": 1}).status_code == 204
