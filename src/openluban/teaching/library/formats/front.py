"""Front matter: lines of ``name: value`` between ``---`` before a text."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

_LONGEST = 200
"""Lines between the marks; more are no front matter."""
_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9_-]{0,40})[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_MEANS = {
    "title": "title",
    "lang": "language", "language": "language",
    "order": "number", "position": "number", "weight": "number", "number": "number",
    "slug": "slug", "unit": "slug",
    "license": "rights", "licence": "rights", "rights": "rights",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Front:
    """What is said before a text, and the text; its lines keep their numbers.

    ``values`` know title, language, number, slug and rights. ``notes`` (rule, sentence, details,
    line) tell what else stands there.
    """

    body: str
    values: dict[str, str] = field(default_factory=dict)
    notes: tuple[tuple[str, Any, dict[str, object], int], ...] = ()


def front_of(text: str) -> Front:
    """Part a text from its front matter; only plain values are read, nothing is carried out."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return Front(text)
    marks = (place for place, line in enumerate(lines[1 : _LONGEST + 2], 1) if _is_mark(line))
    end = next(marks, 0)
    inside = lines[1:end]
    if not end or not any(_LINE.match(line) for line in inside) or not all(map(_fits, inside)):
        return Front(text)
    values: dict[str, str] = {}
    notes = []
    for number, line in enumerate(inside, start=2):
        found = _LINE.match(line)
        if found is None:
            continue  # what belongs to the value above, which is noted
        name, value = found["name"], _plain(found["value"] or "")
        meaning = _MEANS.get(name.lower(), "")
        if meaning and value:
            values.setdefault(meaning, value)
        else:
            sentence = _("“%(given)s” of the front matter has no place here; it is left out.")
            notes.append(("front.unknown", sentence, {"given": name}, number))
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :]) + "\n"
    return Front(body, values, tuple(notes))


def _is_mark(line: str) -> bool:
    return line.rstrip() in {"---", "..."}


def _fits(line: str) -> bool:
    """Test whether a line can stand in front matter: a value, what belongs to one, a remark."""
    return not line.strip() or line.startswith((" ", "\t", "-", "#")) or bool(_LINE.match(line))


def _plain(value: str) -> str:
    """Return a value without quotes and remark; ``""`` for what is none by itself (lists)."""
    value = value.strip()
    for quote in "\"'":
        if len(value) > 1 and value[0] == quote and value.endswith(quote):
            return value[1:-1].strip()
    value = re.split(r"\s#", value, maxsplit=1)[0].strip()
    return "" if value.startswith(("[", "{", "|", ">", "&", "*", "!")) else value
