"""Marks: the digests that statements are found by."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from openluban.learning.statements.rules.agents import identity

VERB, REGISTRATION = 1, 2
AGENT, RELATED_AGENT = 3, 4
ACTIVITY, RELATED_ACTIVITY = 5, 6
"""``AGENT`` and ``ACTIVITY``: actor or object; the related ones stand anywhere else in it."""

Mark = tuple[int, bytes]
NOBODY = bytes(16)


def digest_of(words: str) -> bytes:
    """Return the 16 bytes that stand for an identifier."""
    return sha256(words.encode()).digest()[:16]


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
    for kind, related in ((AGENT, RELATED_AGENT), (ACTIVITY, RELATED_ACTIVITY)):
        found -= {(related, value) for direct, value in found if direct == kind}
    return found


def _part(part: dict[str, Any], found: set[Mark], *, direct: bool) -> None:
    agents, activities = (AGENT, ACTIVITY) if direct else (RELATED_AGENT, RELATED_ACTIVITY)
    found.update((agents, value) for value in _people(part["actor"]))
    it = part["object"]
    kind = it.get("objectType", "Activity")
    if kind == "Activity":
        found.add((activities, digest_of(it["id"])))
    elif kind in {"Agent", "Group"}:
        found.update((agents, value) for value in _people(it))
    if "context" in part:
        _context(part["context"], found, direct=direct)


def _context(context: dict[str, Any], found: set[Mark], *, direct: bool) -> None:
    if direct and "registration" in context:
        found.add((REGISTRATION, digest_of(context["registration"].lower())))
    for each in context_activities(context):
        found.add((RELATED_ACTIVITY, digest_of(each["id"])))
    for each in context_people(context):
        found.update((RELATED_AGENT, value) for value in _people(each))


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


def _people(who: dict[str, Any]) -> Iterator[bytes]:
    """Yield the digests of an agent, or of a group and its members."""
    own = identity(who)
    if own:
        yield digest_of(own)
    for each in who.get("member", ()):
        yield digest_of(identity(each))


def named_in(statement: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the IRIs of verbs and activities, with definitions where they come with one."""
    for part in _parts(statement):
        yield part["verb"]["id"], None
        it = part["object"]
        if it.get("objectType", "Activity") == "Activity":
            yield it["id"], it.get("definition")
        for each in context_activities(part.get("context", {})):
            yield each["id"], each.get("definition")


def _parts(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield statement
    if statement["object"].get("objectType") == "SubStatement":
        yield statement["object"]
