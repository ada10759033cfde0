"""What a statement must be, in either edition of xAPI."""

from typing import Any

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.activities import activity
from openluban.learning.statements.rules.agents import actor, agent, group, identity
from openluban.learning.statements.rules.contexts import context, reference
from openluban.learning.statements.rules.known import once
from openluban.learning.statements.rules.outcomes import attachments, result

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
_INNER = frozenset(
    {"actor", "verb", "object", "result", "context", "timestamp", "attachments", "objectType"}
)
_STATEMENT = (_INNER - {"objectType"}) | {"id", "stored", "authority", "version"}
_VERB = frozenset({"id", "display"})
_PAIR = 2


def statement(value: Any, *, edition: int) -> int | None:
    """Require a statement of an edition of xAPI, 1 or 2; return its own time in microseconds.

    :raises Unfit: it breaks a rule; the first one found is named with its path
    """
    types.members(value, _STATEMENT, "")
    if "id" in value:
        types.uuid(value["id"], "id")
    happened = _body(value, "", edition)
    if "stored" in value:
        types.moment(value["stored"], "stored")
    if "version" in value:
        _version(value["version"], edition)
    if "authority" in value:
        authority(value["authority"], "authority")
    if value["verb"]["id"] == VOIDED and value["object"].get("objectType") != "StatementRef":
        raise Unfit("object.objectType", "must be StatementRef in a statement that voids")
    return happened


def _body(value: dict[str, Any], before: str, edition: int) -> int | None:
    """Require what statements and statements inside of them have in common."""
    if "actor" not in value:
        raise Unfit(f"{before}actor", "is needed")
    actor(value["actor"], f"{before}actor")
    _verb(value.get("verb"), f"{before}verb")
    kind = _object(value.get("object"), before, edition)
    if "result" in value:
        result(value["result"], f"{before}result")
    if "context" in value:
        context(
            value["context"], f"{before}context", edition=edition, of_activity=kind == "Activity"
        )
    if "attachments" in value:
        attachments(value["attachments"], f"{before}attachments")
    if "timestamp" in value:
        return types.moment(value["timestamp"], f"{before}timestamp")
    return None


@once
def _verb(value: Any, path: str) -> None:
    types.members(value, _VERB, path)
    types.iri(value.get("id"), f"{path}.id")
    if "display" in value:
        types.language_map(value["display"], f"{path}.display")


def _object(value: Any, before: str, edition: int) -> str:
    """Require the object of a statement; return what it is."""
    path = f"{before}object"
    if type(value) is not dict:
        raise Unfit(path, "must be an object")
    kind = value.get("objectType", "Activity")
    if kind == "Activity":
        activity(value, path)
    elif kind == "Agent":
        agent(value, path)
    elif kind == "Group":
        group(value, path)
    elif kind == "StatementRef":
        reference(value, path)
    elif kind == "SubStatement" and not before:
        types.members(value, _INNER, path)
        _body(value, "object.", edition)
    else:
        raise Unfit(f"{path}.objectType", "is none that may stand here")
    return str(kind)


def _version(value: Any, edition: int) -> None:
    known = ("1.0.",) if edition == 1 else ("1.0.", "2.0.")
    fits = type(value) is str and value[4:].isdecimal() and value.startswith(known)
    if not fits and value != "1.0":
        raise Unfit("version", "must be 1.0.x" if edition == 1 else "must be 1.0.x or 2.0.x")


def authority(value: Any, path: str) -> None:
    """Require an agent, or the two members of an OAuth consumer and its user.

    The consumer is identified by an account; the group itself by nothing.
    """
    actor(value, path)
    if value.get("objectType") != "Group":
        return
    if identity(value):
        raise Unfit(path, "must be an agent, or a group without an identifier")
    members = value["member"]
    if len(members) != _PAIR or not any("account" in each for each in members):
        raise Unfit(f"{path}.member", "must hold two agents, one of them an account")
