"""What is no statement: a table of changes to one that is, and where each is refused."""

from typing import Any

import pytest

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules.statements import statement
from openluban.learning.statements.tests.make import UNIT, make_agent, make_statement

_MAIL = {"mbox": "mailto:a@example.org"}
_SHA1 = {"mbox_sha1sum": "0" * 40}
_PART = {"actor": make_agent(), "verb": {"id": "urn:v"}, "object": {"id": "urn:o"}}
_SUB = {"objectType": "SubStatement", **_PART}
_FILE = {
    "usageType": "urn:u",
    "display": {"en": "A file"},
    "contentType": "text/plain",
    "length": 1,
    "sha2": "a" * 64,
}


def _question(**changes: Any) -> dict[str, Any]:
    definition = {"interactionType": "choice", "choices": [{"id": "a"}], **changes}
    return {"object": {"id": UNIT, "definition": definition}}


def _context(**members: Any) -> dict[str, Any]:
    return {"context": members}


GOOD: list[dict[str, Any]] = [
    {},
    {"id": None},
    {"actor": _MAIL},
    {"actor": _SHA1},
    {"actor": {"openid": "https://example.org/me"}},
    {"actor": {"objectType": "Group", "member": [_MAIL]}},
    {"actor": {"objectType": "Group", **_MAIL}},
    {"object": make_agent()},
    {"object": {"objectType": "Group", **_MAIL}},
    {"object": _SUB},
    {"object": {"objectType": "StatementRef", "id": "0" * 8 + "-0000-4000-8000-" + "0" * 12}},
    {"timestamp": "2026-11-01T10:00:00Z"},
    {"timestamp": "2026-11-01T10:00:00.123456789+08:00"},
    {"timestamp": "2016-12-31T23:59:60Z"},
    {"result": {"score": {"scaled": -1, "raw": 5, "min": 0, "max": 10}, "duration": "PT1H30.5S"}},
    {"result": {"duration": "P4W", "extensions": {"urn:x": None}}},
    {"version": "1.0.3"},
    {"version": "2.0.0"},
    {"attachments": [_FILE]},
    _question(),
    _context(registration="0" * 8 + "-0000-4000-8000-" + "0" * 12, platform="x", revision="1"),
    _context(contextActivities={"parent": {"id": UNIT}, "other": [{"id": UNIT}]}),
    _context(language="zh-Hans-CN", team={"objectType": "Group", **_MAIL}),
    _context(contextAgents=[{"objectType": "contextAgent", "agent": _MAIL}]),
]
BAD: list[tuple[dict[str, Any], str]] = [
    ({"actor": None}, "actor"),
    ({"verb": None}, "verb"),
    ({"object": None}, "object"),
    ({"id": "one"}, "id"),
    ({"colour": "red"}, "colour"),
    ({"actor": []}, "actor"),
    ({"actor": {"name": "Nobody"}}, "actor"),
    ({"actor": {**_MAIL, **_SHA1}}, "actor"),
    ({"actor": {"mbox": "a@example.org"}}, "actor.mbox"),
    ({"actor": {"mbox": "mailto:a"}}, "actor.mbox"),
    ({"actor": {"mbox_sha1sum": "xyz"}}, "actor.mbox_sha1sum"),
    ({"actor": {"openid": "me"}}, "actor.openid"),
    ({"actor": {"account": {"name": "p"}}}, "actor.account.homePage"),
    ({"actor": {"account": {"homePage": "urn:h"}}}, "actor.account.name"),
    ({"actor": {**_MAIL, "name": 7}}, "actor.name"),
    ({"actor": {**_MAIL, "objectType": "agent"}}, "actor.objectType"),
    ({"actor": {"objectType": "Group"}}, "actor.member"),
    ({"actor": {"objectType": "Group", "member": []}}, "actor.member"),
    ({"actor": {"objectType": "Group", "member": [{}]}}, "actor.member[0]"),
    ({"actor": {**_MAIL, "member": [_MAIL]}}, "actor.member"),
    ({"verb": {"id": "done"}}, "verb.id"),
    ({"verb": {"id": "urn:v", "display": "done"}}, "verb.display"),
    ({"verb": {"id": "urn:v", "display": {"a12345": "x"}}}, "verb.display"),
    ({"verb": {"id": "urn:v", "display": {"en": 1}}}, "verb.display.en"),
    ({"object": {"objectType": "Thing", "id": UNIT}}, "object.objectType"),
    ({"object": {"id": "pump"}}, "object.id"),
    ({"object": {"id": UNIT, "definition": {"type": "x"}}}, "object.definition.type"),
    ({"object": {"id": UNIT, "definition": None}}, "object.definition"),
    ({"object": {"objectType": "StatementRef", "id": "x"}}, "object.id"),
    ({"object": {**_SUB, "object": _SUB}}, "object.object.objectType"),
    ({"object": {**_SUB, "id": "0" * 8 + "-0000-4000-8000-" + "0" * 12}}, "object.id"),
    ({"object": {**_SUB, "actor": {}}}, "object.actor"),
    (_question(interactionType="guess"), "object.definition.interactionType"),
    (_question(choices=[{"id": "a"}, {"id": "a"}]), "object.definition.choices[1].id"),
    (_question(scale=[]), "object.definition.scale"),
    (_question(correctResponsesPattern="a"), "object.definition.correctResponsesPattern"),
    ({"result": {"score": {"scaled": 1.1}}}, "result.score.scaled"),
    ({"result": {"score": {"raw": 11, "max": 10}}}, "result.score.raw"),
    ({"result": {"score": {"min": 2, "max": 1}}}, "result.score.min"),
    ({"result": {"score": {"raw": "5"}}}, "result.score.raw"),
    ({"result": {"score": {"raw": True}}}, "result.score.raw"),
    ({"result": {"success": "yes"}}, "result.success"),
    ({"result": {"completion": 1}}, "result.completion"),
    ({"result": {"response": 1}}, "result.response"),
    ({"result": {"duration": "1h"}}, "result.duration"),
    ({"result": {"duration": "P"}}, "result.duration"),
    ({"result": {"duration": "PT1.5M3S"}}, "result.duration"),
    ({"result": {"extensions": {"x": 1}}}, "result.extensions.x"),
    (_context(registration="x"), "context.registration"),
    (_context(language="a b"), "context.language"),
    (_context(statement={"id": "x"}), "context.statement.objectType"),
    (_context(team=_MAIL), "context.team.objectType"),
    (_context(contextActivities={"child": {"id": UNIT}}), "context.contextActivities.child"),
    (_context(contextActivities={"parent": [{}]}), "context.contextActivities.parent[0].id"),
    (_context(contextAgents={}), "context.contextAgents"),
    ({"object": make_agent(), **_context(platform="x")}, "context.platform"),
    ({"timestamp": "2026-11-01"}, "timestamp"),
    ({"timestamp": "2026-02-30T10:00:00Z"}, "timestamp"),
    ({"timestamp": "2026-11-01T10:00:00-00:00"}, "timestamp"),
    ({"timestamp": 7}, "timestamp"),
    ({"stored": "yesterday"}, "stored"),
    ({"version": "0.9"}, "version"),
    ({"version": "1.1.0"}, "version"),
    ({"authority": {"objectType": "Group", **_MAIL, "member": [_MAIL, _SHA1]}}, "authority"),
    ({"authority": {"objectType": "Group", "member": [_MAIL, _SHA1]}}, "authority.member"),
    ({"attachments": {}}, "attachments"),
    ({"attachments": [{**_FILE, "sha2": "x"}]}, "attachments[0].sha2"),
    ({"attachments": [{**_FILE, "length": -1}]}, "attachments[0].length"),
    ({"attachments": [{**_FILE, "contentType": "text"}]}, "attachments[0].contentType"),
    ({"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}, "object.objectType"),
]


@pytest.mark.parametrize("changes", GOOD, ids=str)
def test_a_statement_of_the_standard_is_taken(changes: dict[str, Any]) -> None:
    statement(make_statement(**changes), edition=2)


@pytest.mark.parametrize(("changes", "path"), BAD, ids=str)
def test_what_breaks_a_rule_is_refused_with_its_place(changes: dict[str, Any], path: str) -> None:
    made = make_statement() | changes
    if all(value is None for value in changes.values()):
        made = make_statement(**changes)
    with pytest.raises(Unfit) as refused:
        statement(made, edition=2)
    assert refused.value.details["path"] == path


@pytest.mark.parametrize("given", [None, [], "x", 7, True])
def test_what_is_no_object_is_no_statement(given: Any) -> None:
    with pytest.raises(Unfit):
        statement(given, edition=1)


def test_agents_in_the_context_belong_to_the_second_edition() -> None:
    made = make_statement(**_context(contextAgents=[]))
    statement(made, edition=2)
    with pytest.raises(Unfit, match="contextAgents"):
        statement(made, edition=1)


def test_the_first_edition_knows_no_statement_of_the_second() -> None:
    statement(make_statement(version="2.0.0"), edition=2)
    with pytest.raises(Unfit, match="version"):
        statement(make_statement(version="2.0.0"), edition=1)
