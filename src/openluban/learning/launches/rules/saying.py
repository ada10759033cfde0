"""What an open course may say: which statements belong to a session (cmi5, 7 and 9)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

VERBS = "http://adlnet.gov/expapi/verbs/"
VOIDED = f"{VERBS}voided"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
NORMAL, BROWSE, REVIEW = "Normal", "Browse", "Review"
_BEGINS, _ENDS = "initialized", "terminated"
_COMPLETED, _PASSED, _FAILED = "completed", "passed", "failed"
_JUDGED = frozenset({_PASSED, _FAILED})
_OWN = frozenset({_BEGINS, _ENDS, _COMPLETED}) | _JUDGED
_TIMED = frozenset({_ENDS, _COMPLETED}) | _JUDGED
_UTC = ("Z", "z", "+00:00", "+0000", "+00")


class Fault(Exception):
    """A statement that the session may not make; ``is_foreign``: it is of another one."""

    def __init__(self, path: str, rule: str, *, is_foreign: bool = False) -> None:
        super().__init__(f"{path}: {rule}")
        self.path, self.rule, self.is_foreign = path, rule, is_foreign


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as its statements are judged by; ``began`` and ``ended`` in microseconds.

    ``verbs`` were said in it already; ``completed`` and ``passed`` in its registration.
    """

    account: tuple[str, str]
    registration: str
    session: str
    activity: str
    publisher: str
    mode: str = NORMAL
    mastery: Decimal | None = None
    verbs: frozenset[str] = frozenset()
    began: int | None = None
    ended: int | None = None
    completed: bool = False
    passed: bool = False

    def after(self, verb: str, happened: int) -> "Opened":
        """Return the session as it is after one of cmi5's own statements."""
        return replace(
            self,
            verbs=self.verbs | {verb},
            began=happened if verb == _BEGINS else self.began,
            ended=happened if verb == _ENDS else self.ended,
            completed=self.completed or verb == _COMPLETED,
            passed=self.passed or verb == _PASSED,
        )


def check(said: Mapping[str, Any], happened: int | None, opened: Opened) -> str:
    """Return which of cmi5's own verbs a statement says, "" for any that cmi5 merely allows.

    :raises Fault: the session may not say it
    """
    context = said.get("context") or {}
    _check_whose(said, context, opened)
    if said["verb"]["id"] == VOIDED:
        raise Fault("verb.id", "must not void: no course may", is_foreign=True)
    if happened is None or not str(said["timestamp"]).endswith(_UTC):
        raise Fault("timestamp", "is needed, in UTC")
    is_own = CATEGORY in _ids(context, "category")
    verb = _own_verb(said, opened) if is_own else ""
    _check_order(verb, happened, opened)
    if is_own:
        _check_verb(verb, opened)
        _check_result(verb, said.get("result") or {}, context, opened)
    return verb


def _check_whose(said: Mapping[str, Any], context: Mapping[str, Any], opened: Opened) -> None:
    account = said["actor"].get("account") or {}
    if (account.get("homePage"), account.get("name")) != opened.account:
        raise Fault("actor", "must be the actor of the launch", is_foreign=True)
    if said["actor"].get("objectType", "Agent") != "Agent":
        raise Fault("actor.objectType", "must be Agent", is_foreign=True)
    if str(context.get("registration", "")).lower() != opened.registration:
        raise Fault("context.registration", "must be that of the launch", is_foreign=True)
    if (context.get("extensions") or {}).get(SESSION) != opened.session:
        raise Fault(f"context.extensions.{SESSION}", "must be the session’s", is_foreign=True)
    if opened.publisher not in _ids(context, "grouping"):
        raise Fault("context.contextActivities.grouping", "must hold what the template holds")


def _own_verb(said: Mapping[str, Any], opened: Opened) -> str:
    verb = str(said["verb"]["id"])
    short = verb.removeprefix(VERBS)
    if short == verb or short not in _OWN:
        raise Fault("verb.id", "must be a verb that cmi5 gives to units, in its category")
    it = said["object"]
    if it.get("objectType", "Activity") != "Activity" or it["id"] != opened.activity:
        raise Fault("object.id", "must be the activityId of the launch", is_foreign=True)
    return short


def _check_order(verb: str, happened: int, opened: Opened) -> None:
    if opened.began is None and verb != _BEGINS:
        raise Fault("verb.id", "must be initialized in the first statement of a session")
    if opened.began is not None and happened < opened.began:
        raise Fault("timestamp", "must not lie before that of initialized")
    if opened.ended is not None and happened > opened.ended:
        raise Fault("timestamp", "must not lie after that of terminated")


def _check_verb(verb: str, opened: Opened) -> None:
    if verb in opened.verbs:
        raise Fault("verb.id", f"must not be {verb} twice in a session")
    if opened.mode != NORMAL and verb not in {_BEGINS, _ENDS}:
        raise Fault("verb.id", f"must be initialized or terminated in the mode {opened.mode}")
    if verb in _JUDGED and opened.verbs & _JUDGED:
        raise Fault("verb.id", "must not be both passed and failed in a session")
    if verb == _COMPLETED and opened.completed:
        raise Fault("verb.id", "must not be completed twice in a registration")
    if verb in _JUDGED and opened.passed:
        raise Fault("verb.id", "must not be passed or failed after passed in a registration")


def _check_result(
    verb: str, result: Mapping[str, Any], context: Mapping[str, Any], opened: Opened
) -> None:
    judged = {_PASSED: True, _FAILED: False}
    if result.get("success") is not judged.get(verb):
        raise Fault("result.success", "must be true in passed, false in failed, else absent")
    if result.get("completion") is not (True if verb == _COMPLETED else None):
        raise Fault("result.completion", "must be true in completed, else absent")
    if verb in _TIMED and "duration" not in result:
        raise Fault("result.duration", f"is needed in {verb}")
    moves = verb == _COMPLETED or verb in _JUDGED
    if (MOVE_ON in _ids(context, "category")) is not moves:
        raise Fault(
            "context.contextActivities.category", "holds moveon with a success or completion"
        )
    if "score" in result:
        _check_score(verb, result["score"], context, opened)


def _check_score(
    verb: str, score: Mapping[str, Any], context: Mapping[str, Any], opened: Opened
) -> None:
    if verb not in _JUDGED:
        raise Fault("result.score", "belongs to passed and failed")
    if "raw" in score and not {"min", "max"} <= score.keys():
        raise Fault("result.score", "must have min and max with raw")
    scaled = score.get("scaled")
    if scaled is not None and not 0 <= scaled <= 1:
        raise Fault("result.score.scaled", "must lie between 0 and 1")
    if opened.mastery is None or scaled is None:
        return
    if (Decimal(str(scaled)) >= opened.mastery) is not (verb == _PASSED):
        raise Fault("result.score.scaled", "does not go with the masteryScore")
    given = (context.get("extensions") or {}).get(MASTERY)
    if given is None or Decimal(str(given)) != opened.mastery:
        raise Fault(f"context.extensions.{MASTERY}", "must be the masteryScore of the launch")


def _ids(context: Mapping[str, Any], kind: str) -> set[str]:
    """Return the ids of a kind of context activities, be it one or a list of them."""
    given = (context.get("contextActivities") or {}).get(kind) or []
    return {each["id"] for each in (given if isinstance(given, list) else [given])}
