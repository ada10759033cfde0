"""Marks: the digests that statements are found by."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from openluban.learning.statements.rules.agents import identity

VERB, REGISTRATION = 1, 2
AGENT, RELATED_AGENT = 3, 4
ACTIVITY, RELATED_ACTIVITY = 5, 6
"""``AGENT`` and ``ACTIVITY``: actor or object; the related ones stand anywhere else in it."""

_RELATED = {AGENT: RELATED_AGENT, ACTIVITY: RELATED_ACTIVITY}

Mark = tuple[int, bytes]
NOBODY = bytes(16)
_MOST, _LONGEST = 50_000, 200
_digests: dict[str, bytes] = {}
"""Digests of identifiers that came before: most come many times."""


def digest_of(words: str) -> bytes:
    """Return the 16 bytes that stand for an identifier."""
    known = _digests.get(words)
    if known is None:
        known = sha256(words.encode()).digest()[:16]
        if len(words) <= _LONGEST:
            if len(_digests) >= _MOST:
                _digests.clear()
            _digests[words] = known
    return known


def actor_of(statement: dict[str, Any]) -> bytes:
    """Return the digest of who did it; zeros for an anonymous group."""
    who = identity(statement["actor"])
    return digest_of(who) if who else NOBODY


def marks_of(statement: dict[str, Any]) -> set[Mark]:
    """Return everything that a statement is found by, but for its authority."""
    found = {(VERB, digest_of(statement["verb"]["id"]))}
    _part(statement, found, direct=True)
    inner = statement["object"]
    if inner.get("objectType") == "SubStatement":
        _part(inner, found, direct=False)
    found.difference_update([(_RELATED[kind], value) for kind, value in found if kind in _RELATED])
    return found


def _part(part: dict[str, Any], found: set[Mark], *, direct: bool) -> None:
    agents, activities = (AGENT, ACTIVITY) if direct else (RELATED_AGENT, RELATED_ACTIVITY)
    _people(part["actor"], agents, found)
    it = part["object"]
    kind = it.get("objectType", "Activity")
    if kind == "Activity":
        found.add((activities, digest_of(it["id"])))
    elif kind in {"Agent", "Group"}:
        _people(it, agents, found)
    if "context" in part:
        _context(part["context"], found, direct=direct)


def _context(context: dict[str, Any], found: set[Mark], *, direct: bool) -> None:
    if direct and "registration" in context:
        registration = context["registration"].lower().encode()
        found.add((REGISTRATION, sha256(registration).digest()[:16]))
    if "contextActivities" in context:
        for each in context_activities(context):
            found.add((RELATED_ACTIVITY, digest_of(each["id"])))
    for each in context_people(context):
        _people(each, RELATED_AGENT, found)


def context_activities(context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the activities of a context, of every kind."""
    for given in context.get("contextActivities", {}).values():
        if type(given) is list:
            yield from given
        else:
            yield given


def context_people(context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the agents and groups of a context."""
    for name in ("instructor", "team"):
        if name in context:
            yield context[name]
    for each in context.get("contextAgents", ()):
        yield each["agent"]
    for each in context.get("contextGroups", ()):
        yield each["group"]


def _people(who: dict[str, Any], kind: int, found: set[Mark]) -> None:
    """Add the digests of an agent, or of a group and its members."""
    own = identity(who)
    if own:
        found.add((kind, digest_of(own)))
    for each in who.get("member", ()):
        found.add((kind, digest_of(identity(each))))


def named_in(statement: dict[str, Any]) -> list[tuple[str, dict[str, Any] | None]]:
    """Return the IRIs of verbs and activities, with definitions where they come with one."""
    found: list[tuple[str, dict[str, Any] | None]] = [(statement["verb"]["id"], None)]
    it = statement["object"]
    kind = it.get("objectType", "Activity")
    if kind == "Activity":
        found.append((it["id"], it.get("definition")))
    if "context" in statement and "contextActivities" in statement["context"]:
        context = context_activities(statement["context"])
        found += [(each["id"], each.get("definition")) for each in context]
    return found + named_in(it) if kind == "SubStatement" else found
