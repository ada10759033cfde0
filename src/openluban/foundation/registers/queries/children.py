"""Records of other registers that are shown on a record's page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from openluban.foundation.registers.declaring import Register, registers
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.queries.columns import ListColumn, chosen_columns
from openluban.foundation.registers.queries.keyset import order_by, page_of
from openluban.foundation.registers.queries.listing import ListRow, list_row
from openluban.foundation.registers.queries.showing import names_of, with_references
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor

MOST = 20


@dataclass(frozen=True, slots=True)
class Children:
    """The first records of a register that belong to one record, in the register's order."""

    register: Register
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    has_more: bool


def child_registers(register: Register) -> list[Register]:
    """Return the registers whose records belong to records of this one."""
    found = []
    for each in registers():
        field = each.field_named(each.parent) if each.parent else None
        if isinstance(field, Reference) and field.register == register.key:
            found.append(each)
    return found


def children_of(child: Register, record: Any, language: str, actor: Actor) -> Children:
    """Return what belongs to a record; a fixed number of queries."""
    found: QuerySet[Any] = visible(child, actor).filter(
        **{f"{child.parent}_id": record.pk}, retired_at=None
    )
    found = with_references(found.exclude(standing=Standing.DECLINED), child)
    columns = tuple(column for column in chosen_columns(child, ()) if column.name != child.parent)
    sort = next((name for name in child.sorts if name.removeprefix("-") != child.parent), "")
    column = child.field_named(sort.removeprefix("-")).order if sort else "id"
    # On a record's page things stand in the order in which they happened.
    order = order_by(child.model, column, descending=False)
    page = page_of(found, order, size=MOST)
    names = names_of(page.records, columns, language, actor)
    rows = tuple(list_row(columns, each, language, actor, names) for each in page.records)
    return Children(child, columns, rows, bool(page.later))
