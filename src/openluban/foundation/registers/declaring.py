"""Declaring a register: one place from which all its screens, files and addresses come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.record import Record
from openluban.foundation.search.texts import declare_texts


@dataclass(frozen=True, kw_only=True)
class Register:
    """What is kept under one name.

    ``key`` is the segment of its addresses and its name in files. ``columns`` are shown in the
    list unless the reader chooses others; ``sorts`` are field names a list can be sorted by, the
    first being the default (``-`` for newest first). ``searched`` are fields whose words find a
    record. ``wing`` groups registers in the navigation. ``listed`` registers stand in it.
    ``parent`` names the field whose record shows these records on its page. ``title_language``
    names the field that holds the language of a title which is plain text, else it is English.
    """

    key: str
    model: type[Record]
    title: Any
    singular: Any
    about: Any
    wing: Any
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    sorts: tuple[str, ...]
    filters: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    title_field: str = "name"
    title_language: str = ""
    listed: bool = True
    parent: str = ""
    ways_in: tuple[tuple[Any, str], ...] = ()
    """Words and address of further pages where contributors bring records in."""
    when_empty: Any = ""
    """How it gets filled, said while nothing stands in it; empty: by people who enter records."""
    check: Callable[[dict[str, Any]], Sequence[Any]] | None = field(default=None)
    """Rule over the values of a whole row: returns problems (``kernel.refusals.Problem``)."""
    more_words: Callable[[Any], Sequence[str]] | None = field(default=None)
    """Further words of a record's own that find it; asked when it is saved."""
    is_sought: bool = False
    """Records are found across languages, ranked by what their names and texts say."""
    texts: Callable[[Sequence[str]], Mapping[str, Mapping[str, str]]] | None = field(default=None)
    """What is written in records, for everybody to read, by key and language; they are sought too.
    Asked when a record is saved, and when what was found is shown; one query."""
    reading: str = ""
    """Where people read a record who searched for it, beneath its address (``read/``)."""
    check_change: Callable[[Any, dict[str, Any]], Sequence[Any]] | None = field(default=None)
    """Rule over what forms, files and programs change: gets the record as it is (None if it is new)
    and the values that were given, and returns problems."""

    def problems_of_change(self, before: Any, values: dict[str, Any]) -> Sequence[Any]:
        """Return what the register's own rule has against a change, or against a new record."""
        return self.check_change(before, values) if self.check_change is not None else ()

    def field_named(self, name: str) -> Field:
        """Return the field; KeyError if there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @cached_property
    def by_attribute(self) -> dict[str, Field]:
        """The fields by the record's attribute that holds their value."""
        return {each.attribute: each for each in self.fields}

    @cached_property
    def searched_fields(self) -> tuple[Field, ...]:
        """The fields whose words find a record."""
        return tuple(self.field_named(name) for name in self.searched)

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """All columns of a spreadsheet of this register: key, fields, close, evidence."""
        own = [header for each in self.fields for header in each.headers]
        return tuple(dict.fromkeys(("key", *own, "closed_on", "audience", *EVIDENCE_HEADERS)))

    @cached_property
    def related(self) -> tuple[str, ...]:
        """Relations to fetch along with records."""
        return tuple(name for each in self.fields for name in each.related())

    def url(self, key: str = "") -> str:
        """Return the address of the list, or of one record."""
        return f"/{self.key}/{key}/" if key else f"/{self.key}/"


EVIDENCE_HEADERS = ("source", "confidence", "note")
"""Columns every spreadsheet may have: what the row rests on."""

_REGISTERS: dict[str, Register] = {}


def declare(register: Register) -> Register:
    """Add a register; declaring a key twice is a fault of the code."""
    if register.key in _REGISTERS:
        message = f"register {register.key} is declared twice"
        raise ValueError(message)
    _REGISTERS[register.key] = register
    if register.texts is not None:
        declare_texts(register.key, register.texts)
    return register


def registers() -> list[Register]:
    """Return all registers, the lowest module's first (so that files load in this order)."""
    return list(_REGISTERS.values())


def find_register(key: str) -> Register | None:
    """Return the register under a key, or None."""
    return _REGISTERS.get(key)


def register_of(model: type[Record]) -> Register:
    """Return the register of a model; LookupError if none declares it."""
    for register in _REGISTERS.values():
        if register.model is model:
            return register
    raise LookupError(model)
