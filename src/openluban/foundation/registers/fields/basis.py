"""The one way a value takes from a cell, a form or JSON into a record, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem

JSON = Any
Cells = Mapping[str, str]
"""One row as text: header to cell. Forms, CSV, XLSX and JSON all come down to this."""


class Unreadable(ValueError):
    """A value that breaks a rule of its field."""

    def __init__(self, rule: str, sentence: Any, field: str, **details: object) -> None:
        super().__init__(rule)
        self.problem = Problem(rule, sentence, field, details=details)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as people see it: the text, its language if it is not the reader's, a link."""

    text: str
    language: str = ""
    url: str = ""
    is_ours: bool = False


class Finder:
    """Finds the database key of a record by its register and key; remembers, so imports are quick.

    This one finds nothing; ``registers.lookup`` has the one that looks.
    """

    def find(self, register: str, key: str) -> int | None:
        """Return the record's primary key, or None."""
        return None

    def nearest(self, register: str, key: str) -> str:
        """Return the known key most like the given one, or ``""``."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a register. ``name`` is the model's attribute, the header and the JSON member."""

    name: str
    label: Any
    help: Any = ""
    required: bool = False
    editable: bool = True
    kind: str = "text"
    sortable: bool = False
    filterable: bool = False
    stored_as: str = ""
    """The record's attribute where its name is another (for fields that are plain text)."""

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The columns it takes in a spreadsheet."""
        return (self.name,)

    @property
    def attribute(self) -> str:
        """The attribute that holds its value on the record."""
        return self.stored_as or self.name

    @property
    def order(self) -> str:
        """The column lists are sorted by."""
        return self.attribute

    def read(self, cells: Cells, finder: Finder) -> Any:
        """Return the value that the cells hold, None if they are empty.

        :raises Unreadable: they break a rule of the field
        """
        text = cells.get(self.name, "").strip()
        if not text:
            return self.empty()
        return self.parse(text, finder)

    def empty(self) -> Any:
        """Return the value of empty cells.

        :raises Unreadable: the field is required
        """
        if self.required:
            raise Unreadable("required", _("This must be filled in."), self.name)
        return self.nothing()

    def nothing(self) -> Any:
        """Return the value that stands for nothing."""
        return ""

    def parse(self, text: str, finder: Finder) -> Any:
        """Return the value of a cell that is not empty."""
        return text

    def write(self, record: Any) -> dict[str, str]:
        """Return the cells that ``read`` would read back."""
        value = getattr(record, self.attribute)
        return {self.name: "" if value is None else str(value)}

    def json(self, record: Any) -> JSON:
        """Return the value as JSON."""
        return getattr(record, self.attribute)

    def from_json(self, value: JSON) -> dict[str, str]:
        """Return the cells that a JSON value stands for.

        :raises Unreadable: the value has another type
        """
        if value is None:
            return {self.name: ""}
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unreadable("type", _("This must be text or a number."), self.name)
        return {self.name: str(value)}

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema of what ``json`` gives and ``from_json`` takes."""
        return {"type": "string"}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return what people see; several for several values."""
        value = getattr(record, self.attribute)
        return [Shown(str(value))] if value not in ("", None) else []

    def plain(self, value: Any) -> Any:
        """Return the value as plain JSON, for the history."""
        return value if value is None or isinstance(value, str | int | bool) else str(value)

    def related(self) -> tuple[str, ...]:
        """Return the relations a list must fetch along to show the field."""
        return ()
