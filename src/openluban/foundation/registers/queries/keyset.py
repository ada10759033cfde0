"""Pages of a list by key: the next page costs what the first costs, however long the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.fields import DateField, DecimalField, Field, IntegerField

_LONGEST_ID = 18
_LONGEST_VALUE = 400
_WORST_DECIMAL = 30


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: a column (``country__sort_name``), then the id.

    Records without a value come last, whichever way the list runs.
    """

    column: str
    descending: bool
    is_nullable: bool
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: after (or before) the record with this value and id."""

    value: Any
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """Records and, where there are more, the places from which to go on."""

    records: list[Any]
    earlier: str = ""
    later: str = ""


def order_by(model: type[Model], column: str, *, descending: bool) -> Order:
    """Return the order over a column of the model or of a record that it refers to."""
    *relations, last = column.split("__")
    is_nullable = False
    owner: Any = model
    for name in relations:
        relation = owner._meta.get_field(name)
        is_nullable |= relation.null
        owner = relation.related_model
    field = owner._meta.get_field(last)
    return Order(column, descending, is_nullable or field.null, _reader(field))


def _reader(field: "Field[Any, Any]") -> Callable[[str], Any]:
    if isinstance(field, DateField):
        return date.fromisoformat
    if isinstance(field, DecimalField):
        return _decimal
    return int if isinstance(field, IntegerField) else str


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or abs(number.adjusted()) > _WORST_DECIMAL:
        raise ValueError(text)
    return number


def read_cursor(text: str, order: Order) -> Cursor | None:
    """Read ``17.astana`` (or ``17``: no value); None for anything else."""
    number, dot, value = text.partition(".")
    if not number.isdecimal() or not number.isascii() or len(number) > _LONGEST_ID:
        return None
    if not dot:
        return Cursor(None, int(number)) if order.is_nullable else None
    if "\0" in value or len(value) > _LONGEST_VALUE:
        return None
    try:
        return Cursor(order.read(value), int(number))
    except ValueError:
        return None


def _write_cursor(record: Any, order: Order) -> str:
    value = record
    for name in order.column.split("__"):
        value = getattr(value, name, None)
    return str(record.pk) if value is None else f"{record.pk}.{value}"


def page_of(
    found: QuerySet[Any], order: Order, *, after: str = "", before: str = "", size: int
) -> Page:
    """Return the first page, or the one after or before a place; one query, two if values lack."""
    backwards = bool(before)
    cursor = read_cursor(before or after, order)
    records = _read(found, order, cursor, backwards=backwards and cursor is not None, most=size + 1)
    has_more = len(records) > size
    del records[size:]
    if backwards and cursor is not None:
        records.reverse()
        has_earlier, has_later = has_more, True
    else:
        has_earlier, has_later = cursor is not None, has_more
    return Page(
        records,
        _write_cursor(records[0], order) if records and has_earlier else "",
        _write_cursor(records[-1], order) if records and has_later else "",
    )


def _read(
    found: QuerySet[Any], order: Order, cursor: Cursor | None, *, backwards: bool, most: int
) -> list[Any]:
    """Read records with a value and those without one apart, so that an index serves both."""
    stretches = [False, True] if order.is_nullable else [False]
    if backwards:
        stretches.reverse()
    start = cursor is not None and cursor.value is None
    if cursor is not None:
        stretches = stretches[stretches.index(start) :]
    records: list[Any] = []
    sign = "-" if order.descending != backwards else ""
    for is_null in stretches:
        part = found
        if order.is_nullable:
            part = part.filter(**{f"{order.column}__isnull": is_null})
        if cursor is not None and is_null == start:
            part = part.filter(_beyond(order, cursor, "lt" if sign else "gt"))
        columns = [f"{sign}id"] if is_null else [f"{sign}{order.column}", f"{sign}id"]
        records += part.order_by(*columns)[: most - len(records)]
        if len(records) == most:
            break
    return records


def _beyond(order: Order, cursor: Cursor, way: str) -> Q:
    beyond_id = Q(**{f"id__{way}": cursor.id})
    if cursor.value is None:
        return beyond_id
    # The first condition alone lets the database start at the right place of its index.
    reached = Q(**{f"{order.column}__{way}e": cursor.value})
    return reached & (Q(**{f"{order.column}__{way}": cursor.value}) | beyond_id)
