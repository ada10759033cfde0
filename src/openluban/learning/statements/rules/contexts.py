"""The context of a statement; agents and groups in it belong to xAPI 2.0 alone."""

from typing import Any

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.activities import activity
from openluban.learning.statements.rules.agents import actor, agent, group
from openluban.learning.statements.rules.known import once

_CONTEXT = frozenset(
    {
        *("registration", "instructor", "team", "contextActivities", "revision", "platform"),
        *("language", "statement", "extensions"),
    }
)
_CONTEXT_OF_2 = _CONTEXT | {"contextAgents", "contextGroups"}
_ACTIVITIES = frozenset({"parent", "grouping", "category", "other"})
_REFERENCE = frozenset({"objectType", "id"})


def reference(value: Any, path: str) -> None:
    """Require a reference to another statement."""
    types.members(value, _REFERENCE, path)
    if value.get("objectType") != "StatementRef":
        raise Unfit(f"{path}.objectType", "must be StatementRef")
    types.uuid(value.get("id"), f"{path}.id")


def context(value: Any, path: str, *, edition: int, of_activity: bool) -> None:
    """Require a context of an edition of xAPI, 1 or 2.

    ``of_activity``: the statement's object is one; only then are there platform and revision.
    """
    types.members(value, _CONTEXT if edition == 1 else _CONTEXT_OF_2, path)
    for name in ("revision", "platform"):
        if name in value:
            types.text(value[name], f"{path}.{name}")
            if not of_activity:
                raise Unfit(f"{path}.{name}", "belongs to statements about activities alone")
    if "contextActivities" in value:
        _activities(value["contextActivities"], f"{path}.contextActivities")
    _small(value, path)
    _people(value, path)


def _small(value: dict[str, Any], path: str) -> None:
    if "registration" in value:
        types.uuid(value["registration"], f"{path}.registration")
    if "language" in value:
        types.language(value["language"], f"{path}.language")
    if "statement" in value:
        reference(value["statement"], f"{path}.statement")
    if "extensions" in value:
        types.extensions(value["extensions"], f"{path}.extensions")


def _people(value: dict[str, Any], path: str) -> None:
    if "instructor" in value:
        actor(value["instructor"], f"{path}.instructor")
    if "team" in value:
        group(value["team"], f"{path}.team")
    if "contextAgents" in value:
        _relevant(value["contextAgents"], f"{path}.contextAgents", "agent")
    if "contextGroups" in value:
        _relevant(value["contextGroups"], f"{path}.contextGroups", "group")


@once
def _activities(value: Any, path: str) -> None:
    types.members(value, _ACTIVITIES, path)
    for name, given in value.items():
        if type(given) is list:
            for place, each in enumerate(given):
                activity(each, f"{path}.{name}[{place}]")
        else:
            activity(given, f"{path}.{name}")


def _relevant(value: Any, path: str, which: str) -> None:
    """Require a list of contextAgent or contextGroup objects."""
    if type(value) is not list:
        raise Unfit(path, "must be a list")
    kind = f"context{which.title()}"
    for place, each in enumerate(value):
        here = f"{path}[{place}]"
        types.members(each, frozenset({"objectType", which, "relevantTypes"}), here)
        if each.get("objectType") != kind:
            raise Unfit(f"{here}.objectType", f"must be {kind}")
        check = agent if which == "agent" else group
        check(each.get(which), f"{here}.{which}")
        if "relevantTypes" in each:
            _relevant_types(each["relevantTypes"], f"{here}.relevantTypes")


def _relevant_types(value: Any, path: str) -> None:
    if type(value) is not list or not value:
        raise Unfit(path, "must be a list of IRIs, not empty")
    for place, each in enumerate(value):
        types.iri(each, f"{path}[{place}]")
