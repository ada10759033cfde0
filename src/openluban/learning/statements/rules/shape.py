"""How the bytes of a statement as they came become the statement that is given out."""

from typing import Any

import orjson

from openluban.learning.statements.rules.types import moment, moment_text

ID, TIMESTAMP, VERSION, REWRITE, OF_2 = 1, 2, 4, 8, 16
"""What the bytes hold; ``REWRITE``: something in them is given out otherwise than it came;
``OF_2``: it came by xAPI 2."""


def shape_of(statement: dict[str, Any], edition: int) -> int:
    """Return what the bytes of a statement hold that came by an edition of xAPI."""
    has = 0 if edition == 1 else OF_2
    if "id" in statement:
        has |= ID
    if "timestamp" in statement:
        has |= TIMESTAMP if statement["timestamp"].endswith("Z") else TIMESTAMP | REWRITE
    if "version" in statement:
        has |= VERSION if statement["version"] != "1.0" else VERSION | REWRITE
    if "stored" in statement or "authority" in statement or _has_single(statement):
        has |= REWRITE
    return has


def _has_single(statement: dict[str, Any]) -> bool:
    given = _grouped(statement)
    if statement["object"].get("objectType") == "SubStatement":
        given = [*given, *_grouped(statement["object"])]
    return any(type(each) is not list for each in given)


def _grouped(part: dict[str, Any]) -> list[Any]:
    if "context" not in part or "contextActivities" not in part["context"]:
        return []
    return list(part["context"]["contextActivities"].values())


def given_out(raw: bytes, has: int, added: dict[str, Any]) -> bytes:
    """Return a statement as JSON with what the store adds: id, timestamp, version and so on.

    ``added`` names all of them; what came with the statement stays as it came.
    """
    if has & REWRITE:
        return orjson.dumps(rewritten(orjson.loads(raw), added))
    own = {
        name: value
        for name, value, flag in (
            ("id", added["id"], ID),
            ("timestamp", added["timestamp"], TIMESTAMP),
            ("version", added["version"], VERSION),
        )
        if not has & flag
    }
    own |= {"stored": added["stored"], "authority": added["authority"]}
    return orjson.dumps(own)[:-1] + b"," + raw.lstrip()[1:]


def rewritten(statement: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Return a statement with what the store adds, and what it gives out otherwise."""
    whole = {**statement}
    for name in ("id", "version", "timestamp"):
        whole.setdefault(name, added[name])
    if not whole["timestamp"].endswith("Z"):
        whole["timestamp"] = moment_text(moment(whole["timestamp"], "timestamp"))
    if whole["version"] == "1.0":
        whole["version"] = "1.0.0"
    whole["stored"], whole["authority"] = added["stored"], added["authority"]
    _as_lists(whole)
    if whole["object"].get("objectType") == "SubStatement":
        whole["object"] = {**whole["object"]}
        _as_lists(whole["object"])
    return whole


def _as_lists(part: dict[str, Any]) -> None:
    if not _grouped(part):
        return
    context = {**part["context"]}
    grouped = context["contextActivities"]
    context["contextActivities"] = {
        name: given if type(given) is list else [given] for name, given in grouped.items()
    }
    part["context"] = context
