"""Reading long lists page by page: from a record on, never by number, whatever the rows before.

The list of a register, its JSON answer and its export all read through ``page_of``.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem

MOST = 200
"""The longest page."""
_LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by (``pk`` or a path such as ``country__sort_name``), ties by ``pk``.

    Records without a value come last in either direction.
    """

    column: str = "pk"
    descends: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some records, and the mark after which the next page begins (``""`` on the last)."""

    records: Sequence[Any]
    after: str = ""


def page_of(records: QuerySet[Any], order: Order, *, after: str = "", limit: int = 50) -> Page:
    """Return up to ``limit`` records after a mark; three queries at most, one as a rule.

    :raises Invalid: the mark is none that this list gave
    """
    columns = _columns(records.model, order.column)
    mark = _read(after, columns[-1]) if after else None
    found: list[Any] = []
    for part in _parts(records, order, mark, is_nullable=any(each.null for each in columns)):
        found.extend(part[: limit + 1 - len(found)])
        if len(found) > limit:
            return Page(found[:limit], _mark(found[limit - 1], order))
    return Page(found)


def _parts(
    records: QuerySet[Any], order: Order, mark: tuple[Any, int] | None, *, is_nullable: bool
) -> Iterator[QuerySet[Any]]:
    """Yield the stretches of the list that may still hold records, each served by an index."""
    column, beyond = order.column, "lt" if order.descends else "gt"
    by_key = records.order_by("-pk" if order.descends else "pk")
    if column == "pk":
        yield by_key.filter(**{f"pk__{beyond}": mark[1]}) if mark else by_key
        return
    by_column = records.order_by(*(_way(name, order) for name in (column, "pk")))
    if mark is None:
        yield by_column.filter(**{f"{column}__isnull": False}) if is_nullable else by_column
    elif mark[0] is not None:
        yield by_key.filter(**{column: mark[0], f"pk__{beyond}": mark[1]})
        yield by_column.filter(**{f"{column}__{beyond}": mark[0]})
    if is_nullable:
        without = by_key.filter(**{f"{column}__isnull": True})
        in_it = mark is not None and mark[0] is None
        yield without.filter(**{f"pk__{beyond}": mark[1]}) if mark and in_it else without


def _way(name: str, order: Order) -> Any:
    return F(name).desc() if order.descends else F(name).asc()


def _columns(model: type[Model], path: str) -> list["Field[Any, Any]"]:
    """Return the model's fields along a path; the last holds the value."""
    found: list[Field[Any, Any]] = []
    for name in path.split("__"):
        here = found[-1].related_model if found else model
        if not isinstance(here, type):
            raise FieldDoesNotExist(path)
        meta = here._meta
        found.append(meta.pk if name == "pk" else meta.get_field(name))  # type: ignore[arg-type]
    return found


def _mark(record: Any, order: Order) -> str:
    value = record
    for name in order.column.split("__"):
        value = getattr(value, name) if value is not None else None
    plain = value if value is None or isinstance(value, str | int) else str(value)
    text = json.dumps([plain, record.pk], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(mark: str, column: "Field[Any, Any]") -> tuple[Any, int]:
    try:
        padded = mark.encode("ascii") + b"=" * (-len(mark) % 4)
        plain, key = json.loads(urlsafe_b64decode(padded))
        value = None if plain is None else column.to_python(plain)
    except (ValueError, TypeError, RecursionError, binascii.Error, ValidationError):
        raise _refuse_mark() from None
    if type(key) is not int or abs(key) > _LARGEST_KEY or "\0" in str(value):
        raise _refuse_mark()
    return value, key


def _refuse_mark() -> Invalid:
    sentence = _("This list gave no such mark. Begin again from its first page.")
    return Invalid([Problem("unknown_mark", sentence, "after")])
