"""Agents and groups: what they must be, and who is the same."""

from typing import Any

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.known import once

_AGENT = frozenset({"objectType", "name", "mbox", "mbox_sha1sum", "openid", "account"})
_GROUP = _AGENT | {"member"}
_ACCOUNT = frozenset({"homePage", "name"})
_IDENTIFIERS = {"mbox": types.mailto, "mbox_sha1sum": types.sha1, "openid": types.iri}


def actor(value: Any, path: str) -> None:
    """Require an agent or a group."""
    if type(value) is not dict:
        raise Unfit(path, "must be an agent or a group")
    if value.get("objectType") == "Group":
        group(value, path)
    else:
        agent(value, path)


@once
def agent(value: Any, path: str) -> None:
    """Require an agent: exactly one identifier."""
    types.members(value, _AGENT, path)
    if value.get("objectType", "Agent") != "Agent":
        raise Unfit(f"{path}.objectType", "must be Agent")
    if _identifiers(value, path) != 1:
        raise Unfit(path, "must have exactly one of mbox, mbox_sha1sum, openid, account")


def group(value: Any, path: str) -> None:
    """Require a group: identified by one identifier, or anonymous with members."""
    types.members(value, _GROUP, path)
    if value.get("objectType") != "Group":
        raise Unfit(f"{path}.objectType", "must be Group")
    found = _identifiers(value, path)
    if found > 1:
        raise Unfit(path, "must have at most one of mbox, mbox_sha1sum, openid, account")
    if "member" not in value:
        if not found:
            raise Unfit(f"{path}.member", "is needed in a group without an identifier")
        return
    members = value["member"]
    if type(members) is not list:
        raise Unfit(f"{path}.member", "must be a list of agents")
    if not members and not found:
        raise Unfit(f"{path}.member", "must hold an agent in a group without an identifier")
    for place, each in enumerate(members):
        agent(each, f"{path}.member[{place}]")


def _identifiers(value: dict[str, Any], path: str) -> int:
    """Return how many identifiers there are, each found to be one."""
    found = 0
    if "name" in value:
        types.text(value["name"], f"{path}.name")
    for name, check in _IDENTIFIERS.items():
        if name in value:
            found += 1
            check(value[name], f"{path}.{name}")
    if "account" in value:
        found += 1
        account = value["account"]
        types.members(account, _ACCOUNT, f"{path}.account")
        types.iri(account.get("homePage"), f"{path}.account.homePage")
        types.text(account.get("name"), f"{path}.account.name")
    return found


def identity(value: dict[str, Any]) -> str:
    """Return what makes an agent or group the same as another, ``""`` for an anonymous group.

    A mail address and its SHA-1 are different identifiers: the standard compares them as given.
    """
    if "mbox" in value:
        return f"mbox {value['mbox']}"
    if "account" in value:
        account = value["account"]
        return f"account {account['homePage']} {account['name']}"
    if "mbox_sha1sum" in value:
        return f"sha1 {value['mbox_sha1sum'].lower()}"
    return f"openid {value['openid']}" if "openid" in value else ""


def identifier_alone(value: dict[str, Any]) -> dict[str, Any]:
    """Return an agent or group with no more than tells it from others."""
    kept = {name: value[name] for name in (*_IDENTIFIERS, "account") if name in value}
    if value.get("objectType") != "Group":
        return {"objectType": "Agent"} | kept if "objectType" in value else kept
    if kept:
        return {"objectType": "Group"} | kept
    return {"objectType": "Group", "member": [identifier_alone(each) for each in value["member"]]}
