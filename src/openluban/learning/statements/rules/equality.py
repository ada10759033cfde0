"""Whether two statements say the same, as the standard compares them."""

import re
from typing import Any

from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.rules.types import moment

_HUNDREDTHS = re.compile(r"(\.\d\d)\d+(?=S)")
"""What is finer than a hundredth of a second; the standard does not compare it."""
_NOT_COMPARED = frozenset({"id", "stored", "authority", "version", "attachments"})


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Test whether two statements of one id are one statement.

    What the store adds, how activities and verbs are worded, the order of members of an anonymous
    group and of activities in a context are no part of it.
    """
    first, second = _whole(one), _whole(other)
    if "timestamp" not in one or "timestamp" not in other:
        # One of them has the time that the store gave it.
        first.pop("timestamp", None)
        second.pop("timestamp", None)
    return first == second


def _whole(statement: dict[str, Any]) -> dict[str, Any]:
    found = _plain(statement)
    timestamp = statement.get("timestamp")
    if timestamp is not None:
        # The standard lets a store cut what is finer than a millisecond.
        found["timestamp"] = moment(timestamp, "timestamp") // 1000
    return found


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in part.items() if name not in _NOT_COMPARED}
    found["actor"] = _who(part["actor"])
    found["verb"] = part["verb"]["id"]
    it = part["object"]
    kind = it.get("objectType", "Activity")
    if kind == "Activity":
        found["object"] = it["id"]
    elif kind in {"Agent", "Group"}:
        found["object"] = _who(it)
    elif kind == "StatementRef":
        found["object"] = it["id"].lower()
    else:
        found["object"] = _plain(it)
    if "context" in part:
        found["context"] = _context(part["context"])
    duration = part.get("result", {}).get("duration")
    if duration is not None:
        found["result"] = {**part["result"], "duration": _HUNDREDTHS.sub(r"\1", duration)}
    return found


def _who(value: dict[str, Any]) -> Any:
    own = identity(value)
    return own or sorted(identity(each) for each in value["member"])


def _context(context: dict[str, Any]) -> dict[str, Any]:
    found = {**context}
    for name in ("instructor", "team"):
        if name in found:
            found[name] = _who(found[name])
    if "registration" in found:
        found["registration"] = found["registration"].lower()
    if "contextActivities" in found:
        found["contextActivities"] = {
            name: sorted(each["id"] for each in (given if type(given) is list else [given]))
            for name, given in found["contextActivities"].items()
        }
    return found
