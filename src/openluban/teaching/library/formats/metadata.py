"""``resource.json``: what a folder says of the resource that it holds."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.markup.languages import language_of

NAME = "resource.json"
LARGEST = 100_000
_TEXTS = (
    "key", "kind", "original_language", "rights", "credit", "lead_college", "host_institution",
    "programme",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a resource; empty where the file says nothing."""

    values: dict[str, str] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)


def read_metadata(text: str) -> Metadata:
    """Return what the file says.

    :raises Unfit: it is no JSON object, has members that are not known, or values of a wrong type
    """
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        raise unfit("metadata.not_json", _("This is not JSON."), NAME, line) from fault
    if not isinstance(given, dict):
        raise unfit("metadata.not_json", _("This must be a JSON object."), NAME, 1)
    unknown = sorted(set(given) - {*_TEXTS, "name"})
    if unknown:
        sentence = _("“%(given)s” is not known here.")
        raise unfit("metadata.unknown", sentence, NAME, _line(text, unknown[0]), given=unknown[0])
    values = {each: _text(text, each, given[each]) for each in _TEXTS if each in given}
    if "original_language" in values:
        written = values["original_language"]
        values["original_language"] = language_of(written) or written
    return Metadata(values, _names(text, given.get("name", {})))


def _text(text: str, member: str, value: Any) -> str:
    if not isinstance(value, str):
        raise unfit("metadata.type", _("“%(given)s” must be a text."), NAME, _line(text, member),
                    given=member)  # fmt: skip
    return value.strip()


def _names(text: str, given: Any) -> dict[str, str]:
    if isinstance(given, dict) and all(isinstance(name, str) for name in given.values()):
        names = {language_of(language): name.strip() for language, name in given.items()}
        if "" not in names:
            return names
    sentence = _('“name” must give a name for each language: {"en": "…", "zh": "…"}.')
    raise unfit("metadata.name", sentence, NAME, _line(text, "name"))


def _line(text: str, member: str) -> int:
    place = text.find(json.dumps(member, ensure_ascii=False))
    return text[: max(place, 0)].count("\n") + 1
