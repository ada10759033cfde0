"""A row of text to the values of a record: the one reader behind forms, files and the API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Cells, Finder, Unreadable
from openluban.foundation.registers.fields.simple import Day
from openluban.foundation.registers.record import Audience
from openluban.kernel.refusals import Problem

CLOSED = Day(name="closed_on", label=_("Closed"), help=_("From this day on it no longer counts."))
_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.ASCII)
_KEY_LENGTH = 80


@dataclass(slots=True)
class ParsedRow:
    """What a row holds: attribute to value for what was given, and what it rests on."""

    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    confidence: str = ""
    note: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_row(register: Register, cells: Cells, finder: Finder, *, partial: bool = False) -> ParsedRow:
    """Read a row; faults end up in ``problems``, each naming its field and rule.

    ``partial`` leaves out fields none of whose columns are there (an edit of some fields).
    """
    row = ParsedRow(key=cells.get("key", "").strip().lower(), note=cells.get("note", "").strip())
    if row.key and (len(row.key) > _KEY_LENGTH or not _KEY.fullmatch(row.key)):
        row.problems.append(
            Problem("bad_key", _("A key has small letters, digits, and - _ . between them."), "key")
        )
    for each in register.fields:
        if partial and not any(header in cells for header in each.headers):
            continue
        try:
            row.values[each.attribute] = each.read(cells, finder)
        except Unreadable as unreadable:
            row.problems.append(unreadable.problem)
    _read_rest(row, cells, finder)
    if register.check is not None and not row.problems:
        row.problems.extend(register.check(row.values))
    return row


def _read_rest(row: ParsedRow, cells: Cells, finder: Finder) -> None:
    if "closed_on" in cells:
        try:
            row.values["closed_on"] = CLOSED.read(cells, finder)
        except Unreadable as unreadable:
            row.problems.append(unreadable.problem)
    audience = cells.get("audience", "").strip()
    if audience:
        if audience in Audience.values:
            row.values["audience"] = audience
        else:
            row.problems.append(
                Problem("unknown_choice", _("Write public or internal."), "audience")
            )
    row.source = cells.get("source", "").strip()
    row.confidence = cells.get("confidence", "").strip()
    if row.confidence and row.confidence not in Confidence.values:
        row.problems.append(
            Problem("unknown_choice", _("Write high, medium or low."), "confidence")
        )


def cells_of(register: Register, record: Any) -> dict[str, str]:
    """Return a record as the row that ``read_row`` would read back."""
    cells = {"key": record.key}
    for each in register.fields:
        cells.update(each.write(record))
    cells.update(CLOSED.write(record))
    cells["audience"] = record.audience
    return cells


def plain_values(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by attribute as plain JSON, for the history."""
    by_attribute = {each.attribute: each for each in register.fields}
    plain = {}
    for attribute, value in values.items():
        known = by_attribute.get(attribute, CLOSED if attribute == "closed_on" else None)
        plain[attribute] = known.plain(value) if known else value
    return plain
