"""What the page of one record shows."""

from dataclasses import dataclass
from typing import Any

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field, Shown
from openluban.foundation.registers.fields.simple import Text
from openluban.foundation.registers.fields.texts import Aliases, Localized
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.columns import ListColumn, chosen_columns
from openluban.foundation.registers.queries.listing import states_of
from openluban.foundation.registers.queries.showing import Names, names_of, shown_values
from openluban.foundation.registers.rows import CLOSED
from openluban.foundation.ui.joining import listed
from openluban.kernel.actor import Actor

_TITLE_PARTS = 3


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of the record with its values; ``is_prose`` ones are texts to be read."""

    name: str
    label: Any
    values: tuple[Shown, ...]
    is_prose: bool


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A record in words. ``names`` are (language, wording) of its other names.

    ``states`` are codes as in lists; ``closed`` is its last day in words.
    """

    key: str
    version: int
    title: Shown
    names: tuple[tuple[str, Shown], ...]
    aliases: tuple[Shown, ...]
    states: tuple[str, ...]
    closed: str
    is_shown: bool
    confidence: str
    values: tuple[FieldValue, ...]


def record_facts(register: Register, record: Any, language: str, actor: Actor) -> RecordFacts:
    """Return what a loaded record says; few queries for names of what it refers to."""
    columns = tuple(ListColumn(field) for field in register.fields)
    names = names_of([record], columns, language, actor)
    closed = CLOSED.show(record, language)
    title, others = _title(register, record, language, actor, names)
    return RecordFacts(
        record.key,
        record.version,
        title,
        others,
        _aliases(register, record, language),
        states_of(record),
        closed[0].text if closed else "",
        record.is_shown,
        record.get_confidence_display(),
        tuple(_values(register, record, language, actor, names)),
    )


def _title(
    register: Register, record: Any, language: str, actor: Actor, names: Names
) -> tuple[Shown, tuple[tuple[str, Shown], ...]]:
    """Return the title and its other languages; records without a name are told by their facts."""
    field = _title_field(register)
    if field is not None:
        shown = field.show(record, language)
        if shown:
            return shown[0], _others(getattr(record, field.name), language)
    parts = []
    for column in chosen_columns(register, ())[:_TITLE_PARTS]:
        values = shown_values(column.field, record, language, actor=actor, names=names)
        parts.append(listed(value.text for value in values))
    told = " · ".join(part for part in parts if part)
    return Shown(told or record.key), ()


def _title_field(register: Register) -> Localized | None:
    for field in register.fields:
        if field.name == register.title_field == "name" and isinstance(field, Localized):
            return field
    return None


def _others(text: Any, language: str) -> tuple[tuple[str, Shown], ...]:
    shown, _words = text.best(language)
    return tuple(
        (spoken, Shown(words, spoken, is_ours=spoken in text.ours))
        for spoken, words in text
        if spoken != shown
    )


def _aliases(register: Register, record: Any, language: str) -> tuple[Shown, ...]:
    found: list[Shown] = []
    for field in register.fields:
        if isinstance(field, Aliases):
            found += field.show(record, language)
    return tuple(found)


def _values(
    register: Register, record: Any, language: str, actor: Actor, names: Names
) -> list[FieldValue]:
    found = []
    for field in register.fields:
        if isinstance(field, Aliases) or field is _title_field(register):
            continue
        values = shown_values(field, record, language, actor=actor, names=names)
        if values:
            found.append(FieldValue(field.name, field.label, values, _is_prose(field, values)))
    return found


_LONG = 120


def _is_prose(field: Field, values: tuple[Shown, ...]) -> bool:
    is_text = isinstance(field, Localized) or (isinstance(field, Text) and field.long)
    return is_text and len(values[0].text) > _LONG


def may_change(actor: Actor, facts: RecordFacts) -> bool:
    """Test whether officers' deeds are offered: nothing happens to what was retired."""
    return may_accept(actor) and "retired" not in facts.states
