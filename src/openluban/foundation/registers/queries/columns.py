"""The columns that a list of a register may show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import Chosen
from openluban.foundation.registers.rows import CLOSED

KEY = Field(name="key", label=_("Key"))
CONFIDENCE = Chosen(name="confidence", label=_("Confidence"), options=dict(Confidence.choices))


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its field, and whether numbers stand in it."""

    field: Field

    @property
    def name(self) -> str:
        """The field's name, as in addresses."""
        return self.field.name

    @property
    def label(self) -> Any:
        """The heading."""
        return self.field.label

    @property
    def is_numeric(self) -> bool:
        """Whether it is set flush to the end."""
        return self.field.kind == "number"

    @property
    def leads_elsewhere(self) -> bool:
        """Whether its values are links to other records."""
        return isinstance(self.field, Reference | AnyReference)


def columns_of(register: Register) -> tuple[ListColumn, ...]:
    """Return every column a list of the register may show, in the order of the fields."""
    return tuple(ListColumn(field) for field in (*register.fields, CLOSED, CONFIDENCE, KEY))


def chosen_columns(register: Register, wanted: tuple[str, ...]) -> tuple[ListColumn, ...]:
    """Return the columns to show: those wanted, else those the register declares."""
    by_name = {column.name: column for column in columns_of(register)}
    return tuple(by_name[name] for name in wanted or register.columns)
