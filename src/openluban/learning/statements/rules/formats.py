"""Statements in the formats ``ids`` and ``canonical``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openluban.learning.statements.rules.agents import identifier_alone

Definitions = Callable[[str], Mapping[str, Any] | None]
"""Says what is known of an activity by its IRI."""

_MAPS = ("name", "description")
_COMPONENTS = ("choices", "scale", "source", "target", "steps")


def ids(statement: dict[str, Any]) -> dict[str, Any]:
    """Return a statement in which agents, activities and verbs are their identifiers alone."""
    return _changed(statement, _bare, identifier_alone, lambda verb: {"id": verb["id"]})


def _bare(activity: dict[str, Any]) -> dict[str, Any]:
    return {"id": activity["id"]}


def canonical(
    statement: dict[str, Any], languages: Sequence[str], known: Definitions
) -> dict[str, Any]:
    """Return a statement with what is known of its activities, each text in one language."""

    def whole(activity: dict[str, Any]) -> dict[str, Any]:
        definition = known(activity["id"]) or activity.get("definition")
        if definition is None:
            return activity
        return {**activity, "definition": in_one_language(definition, languages)}

    def verb(given: dict[str, Any]) -> dict[str, Any]:
        if "display" not in given:
            return given
        return {**given, "display": best_of(given["display"], languages)}

    return _changed(statement, whole, lambda agent: agent, verb)


def in_one_language(definition: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """Return a definition with each of its texts in the best of its languages."""
    found = dict(definition)
    for name in _MAPS:
        if name in found:
            found[name] = best_of(found[name], languages)
    for name in _COMPONENTS:
        if name in found:
            found[name] = [
                {**each, "description": best_of(each["description"], languages)}
                if "description" in each
                else each
                for each in found[name]
            ]
    return found


def best_of(texts: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return the one text in the language that is liked best: its tag, then its beginning."""
    for wanted in languages:
        for tag in texts:
            if tag.lower() == wanted:
                return {tag: texts[tag]}
        for tag in texts:
            if tag.lower().split("-")[0] == wanted.split("-")[0]:
                return {tag: texts[tag]}
    return dict(list(texts.items())[:1])


def languages_of(header: str) -> list[str]:
    """Return the tags of an Accept-Language header, best first; none for what cannot be read."""
    found = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _semicolon, rest = part.partition(";")
        name, _equals, value = rest.strip().partition("=")
        try:
            weight = float(value) if name == "q" else 1.0
        except ValueError:
            weight = 0.0
        if tag.strip() and tag.strip() != "*" and weight > 0:
            found.append((-weight, place, tag.strip().lower()))
    return [tag for _weight, _place, tag in sorted(found)]


Change = Callable[[dict[str, Any]], dict[str, Any]]


def _changed(part: dict[str, Any], activity: Change, agent: Change, verb: Change) -> dict[str, Any]:
    """Return a statement, or one inside another, with its pieces changed."""
    found = {**part, "actor": agent(part["actor"]), "verb": verb(part["verb"])}
    it = part["object"]
    kind = it.get("objectType", "Activity")
    if kind == "Activity":
        found["object"] = activity(it)
    elif kind in {"Agent", "Group"}:
        found["object"] = agent(it)
    elif kind == "SubStatement":
        found["object"] = _changed(it, activity, agent, verb)
    if "authority" in part:
        found["authority"] = agent(part["authority"])
    if "context" in part:
        found["context"] = _context(part["context"], activity, agent)
    return found


def _context(context: dict[str, Any], activity: Change, agent: Change) -> dict[str, Any]:
    found = {**context}
    for name in ("instructor", "team"):
        if name in found:
            found[name] = agent(found[name])
    for name, which in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in found:
            found[name] = [{**each, which: agent(each[which])} for each in found[name]]
    if "contextActivities" in found:
        found["contextActivities"] = {
            name: [activity(each) for each in (given if type(given) is list else [given])]
            for name, given in found["contextActivities"].items()
        }
    return found
