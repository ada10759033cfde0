"""What a statement says of the use of units and courses."""

from enum import StrEnum
from typing import Any

from openluban.learning.statements.rules.marks import digest_of


class Did(StrEnum):
    """What was done with a unit or course."""

    OPENED = "opened"
    COMPLETED = "completed"
    OTHER = "other"


_OPENED = frozenset(
    {
        *("accessed", "access", "attempted", "attended", "experienced", "initialized"),
        *("launched", "opened", "open", "played", "read", "started", "start", "viewed", "watched"),
    }
)
_COMPLETED = frozenset({"completed", "complete", "mastered", "passed", "satisfied"})
_WHOLES = ("parent", "grouping")


def did_of(verb: str) -> Did:
    """Return what a verb says was done; vocabularies differ, their last words hardly do."""
    word = verb.rstrip("/#").replace("#", "/").rpartition("/")[2].lower()
    if word in _OPENED:
        return Did.OPENED
    return Did.COMPLETED if word in _COMPLETED else Did.OTHER


def used_in(statement: dict[str, Any]) -> list[tuple[str, bool]]:
    """Return (digest in hexadecimal, whether as a whole that its part stands in) of what was used.

    A statement about an activity uses that, and what its context names as the parent or the
    grouping of it. Statements about people, statements or plans use nothing.
    """
    it = statement["object"]
    if it.get("objectType", "Activity") != "Activity":
        return []
    own = digest_of(it["id"]).hex()
    around = statement.get("context", {}).get("contextActivities", {})
    wholes: set[str] = set()
    for kind in _WHOLES:
        given = around.get(kind, [])
        some = given if isinstance(given, list) else (given,)
        wholes |= {digest_of(each["id"]).hex() for each in some}
    return [(own, False), *((whole, True) for whole in sorted(wholes - {own}))]
