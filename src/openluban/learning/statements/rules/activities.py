"""Activities and their definitions, those of questions among them."""

from typing import Any

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.known import once

_ACTIVITY = frozenset({"objectType", "id", "definition"})
_COMPONENTS = ("choices", "scale", "source", "target", "steps")
_QUESTION = frozenset({"interactionType", "correctResponsesPattern", *_COMPONENTS})
_DEFINITION = _QUESTION | {"name", "description", "type", "moreInfo", "extensions"}
_COMPONENT = frozenset({"id", "description"})
_INTERACTIONS = frozenset(
    {
        *("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance"),
        *("sequencing", "likert", "numeric", "other"),
    }
)
_LISTS_OF = {
    "choice": {"choices"},
    "sequencing": {"choices"},
    "likert": {"scale"},
    "matching": {"source", "target"},
    "performance": {"steps"},
}


@once
def activity(value: Any, path: str) -> None:
    """Require an activity."""
    types.members(value, _ACTIVITY, path)
    if value.get("objectType", "Activity") != "Activity":
        raise Unfit(f"{path}.objectType", "must be Activity")
    types.iri(value.get("id"), f"{path}.id")
    if "definition" in value:
        definition(value["definition"], f"{path}.definition")


def definition(value: Any, path: str) -> None:
    """Require a definition of an activity."""
    types.members(value, _DEFINITION, path)
    if "name" in value:
        types.language_map(value["name"], f"{path}.name")
    if "description" in value:
        types.language_map(value["description"], f"{path}.description")
    if "type" in value:
        types.iri(value["type"], f"{path}.type")
    if "moreInfo" in value:
        types.iri(value["moreInfo"], f"{path}.moreInfo")
    if "extensions" in value:
        types.extensions(value["extensions"], f"{path}.extensions")
    if not _QUESTION.isdisjoint(value):
        _question(value, path)


def _question(value: dict[str, Any], path: str) -> None:
    kind = value.get("interactionType")
    if type(kind) is not str or kind not in _INTERACTIONS:
        raise Unfit(f"{path}.interactionType", "must be one of the interactions of the standard")
    if "correctResponsesPattern" in value:
        answers = value["correctResponsesPattern"]
        if type(answers) is not list or any(type(each) is not str for each in answers):
            raise Unfit(f"{path}.correctResponsesPattern", "must be a list of strings")
    for name in _COMPONENTS:
        if name in value:
            if name not in _LISTS_OF.get(kind, ()):
                raise Unfit(f"{path}.{name}", f"does not belong to the interaction {kind}")
            _components(value[name], f"{path}.{name}")


def _components(value: Any, path: str) -> None:
    if type(value) is not list:
        raise Unfit(path, "must be a list")
    seen = set()
    for place, each in enumerate(value):
        here = f"{path}[{place}]"
        types.members(each, _COMPONENT, here)
        types.text(each.get("id"), f"{here}.id")
        if each["id"] in seen:
            raise Unfit(f"{here}.id", "must be given once")
        seen.add(each["id"])
        if "description" in each:
            types.language_map(each["description"], f"{here}.description")
