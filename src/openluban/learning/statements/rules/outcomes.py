"""Results and attachments of statements."""

from typing import Any

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.known import once

_RESULT = frozenset({"score", "success", "completion", "response", "duration", "extensions"})
_SCORE = frozenset({"scaled", "raw", "min", "max"})
_ATTACHMENT = frozenset(
    {"usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"}
)
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_SIGNED_AS = "application/octet-stream"


def result(value: Any, path: str) -> None:
    """Require a result."""
    types.members(value, _RESULT, path)
    if "score" in value:
        _score(value["score"], f"{path}.score")
    if "success" in value:
        types.boolean(value["success"], f"{path}.success")
    if "completion" in value:
        types.boolean(value["completion"], f"{path}.completion")
    if "response" in value:
        types.text(value["response"], f"{path}.response")
    if "duration" in value:
        types.duration(value["duration"], f"{path}.duration")
    if "extensions" in value:
        types.extensions(value["extensions"], f"{path}.extensions")


@once
def _score(value: Any, path: str) -> None:
    types.members(value, _SCORE, path)
    for name, each in value.items():
        types.number(each, f"{path}.{name}")
    if not -1 <= value.get("scaled", 0) <= 1:
        raise Unfit(f"{path}.scaled", "must lie between -1 and 1")
    low, high = value.get("min"), value.get("max")
    if low is not None and high is not None and not low < high:
        raise Unfit(f"{path}.min", "must be less than max")
    raw = value.get("raw")
    if raw is None:
        return
    if (low is not None and raw < low) or (high is not None and raw > high):
        raise Unfit(f"{path}.raw", "must lie between min and max")


def attachments(value: Any, path: str) -> None:
    """Require a list of descriptions of attachments."""
    if type(value) is not list:
        raise Unfit(path, "must be a list")
    for place, each in enumerate(value):
        _attachment(each, f"{path}[{place}]")


def _attachment(value: Any, path: str) -> None:
    types.members(value, _ATTACHMENT, path)
    types.iri(value.get("usageType"), f"{path}.usageType")
    types.language_map(value.get("display"), f"{path}.display")
    if "description" in value:
        types.language_map(value["description"], f"{path}.description")
    types.media_type(value.get("contentType"), f"{path}.contentType")
    types.whole(value.get("length"), f"{path}.length")
    types.sha2(value.get("sha2"), f"{path}.sha2")
    if "fileUrl" in value:
        types.iri(value["fileUrl"], f"{path}.fileUrl")
    if value["usageType"] == SIGNATURE and value["contentType"] != _SIGNED_AS:
        raise Unfit(f"{path}.contentType", f"must be {_SIGNED_AS} for a signature")
