"""A row of text to the values of a record: the one reader behind forms, files and the API."""

import re
from collections.abc import Collection, Mapping
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
_NO_KEYS = frozenset({"add", "import"})
"""A register's own pages stand under these names, beside those of its records."""
_AUDIENCES = frozenset(Audience.values)
_CONFIDENCES = frozenset(Confidence.values)


@dataclass(slots=True)
class ParsedRow:
    """What a row holds: attribute to value for what was given, and what it rests on."""

    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    confidence: str = ""
    note: str = ""
    problems: list[Problem] = field(default_factory=list)


class RowReader:
    """Reads rows that have the same columns; faults end up in a row's ``problems``.

    Fields none of whose columns are there are left out.
    """

    def __init__(self, register: Register, headers: Collection[str], finder: Finder) -> None:
        self._check = register.check
        self._finder = finder
        self._fields = [
            (each.attribute, each.read)
            for each in register.fields
            if any(header in headers for header in each.headers)
        ]
        if "closed_on" in headers:
            self._fields.append(("closed_on", CLOSED.read))

    def read(self, cells: Cells) -> ParsedRow:
        """Read a row; each problem names its field and rule."""
        row = ParsedRow(cells.get("key", "").strip().lower())
        if row.key and (len(row.key) > _KEY_LENGTH or not _KEY.fullmatch(row.key)):
            sentence = _("A key has small letters, digits, and - _ . between them.")
            row.problems.append(Problem("bad_key", sentence, "key"))
        elif row.key in _NO_KEYS:
            sentence = _("“%(given)s” cannot be a key: it is part of other addresses.")
            row.problems.append(Problem("bad_key", sentence, "key", details={"given": row.key}))
        for attribute, read in self._fields:
            try:
                row.values[attribute] = read(cells, self._finder)
            except Unreadable as unreadable:
                row.problems.append(unreadable.problem)
        _read_rest(row, cells)
        if self._check is not None and not row.problems:
            row.problems.extend(self._check(row.values))
        return row


def read_row(
    register: Register, cells: Cells, finder: Finder, *, partial: bool = False
) -> ParsedRow:
    """Read a single row, as ``RowReader`` does.

    ``partial`` leaves out fields none of whose columns are there (an edit of some fields).
    """
    headers = cells.keys() if partial else {*register.headers} - {"closed_on"} | cells.keys()
    return RowReader(register, headers, finder).read(cells)


def _read_rest(row: ParsedRow, cells: Cells) -> None:
    audience = cells.get("audience", "").strip()
    if audience:
        if audience in _AUDIENCES:
            row.values["audience"] = audience
        else:
            row.problems.append(
                Problem("unknown_choice", _("Write public or internal."), "audience")
            )
    row.source = cells.get("source", "").strip()
    row.note = cells.get("note", "").strip()
    row.confidence = cells.get("confidence", "").strip()
    if row.confidence and row.confidence not in _CONFIDENCES:
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
    by_attribute = register.by_attribute
    plain = {}
    for attribute, value in values.items():
        known = by_attribute.get(attribute, CLOSED if attribute == "closed_on" else None)
        plain[attribute] = known.plain(value) if known else value
    return plain
