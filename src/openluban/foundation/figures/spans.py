"""The later and the earlier of several days, compared with another part by part.

"The later of two days is not after D" says that neither is after D. Said so, a database compares
columns, which it can look up and estimate, where it would have to compute a value for every row.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, Func, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import GreaterThan, In, IsNull, LessThanOrEqual, Lookup
from django.db.models.sql.compiler import SQLCompiler

ALWAYS = date(1, 1, 1)
NEVER = date(9999, 12, 31)


_DAY: ContextVar[date | None] = ContextVar("counted_day", default=None)


@contextmanager
def counted_on(day: date) -> Iterator[None]:
    """Say that records made in this block are counted on one day alone."""
    token = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(token)


def counted_day() -> date | None:
    """Return the day on which the records being made are counted; None if it may be any."""
    return _DAY.get()


class Since(Coalesce):
    """A first day; nothing means always."""

    def __init__(self, day: Any, **extra: Any) -> None:
        super().__init__(day, Value(ALWAYS), **extra)


class Until(Coalesce):
    """A day of ending, itself excluded; nothing means never."""

    def __init__(self, day: Any, **extra: Any) -> None:
        super().__init__(day, Value(NEVER), **extra)


class _PartByPart(Lookup):
    """Compares each part with a day and joins the answers; an open part is without a bound."""

    prepare_rhs = False  # each part prepares it
    joint: ClassVar[str]
    open_fits: ClassVar[bool]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        said: list[str] = []
        given: list[Any] = []
        for part in self.lhs.get_source_expressions():
            is_open = isinstance(part, Since | Until)
            day = part.get_source_expressions()[0] if is_open else part
            sql, values = compiler.compile(day.get_lookup(self.lookup_name)(day, self.rhs))
            if is_open and self.open_fits:
                empty, none = compiler.compile(day)
                sql = f"({empty} IS NULL OR {sql})"
                given += none
            said.append(sql)
            given += values
        return f"({self.joint.join(said)})", given


class _AllUpTo(_PartByPart):
    lookup_name, joint, open_fits = "lte", " AND ", True


class _AnyAfter(_PartByPart):
    lookup_name, joint, open_fits = "gt", " OR ", False


class _AllAfter(_PartByPart):
    lookup_name, joint, open_fits = "gt", " AND ", True


class _AnyUpTo(_PartByPart):
    lookup_name, joint, open_fits = "lte", " OR ", False


class _Nothing(IsNull):
    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        if self.rhs:
            raise EmptyResultSet
        return "1 = 1", []


class DayBy(Func):
    """A day that depends on a related record alone: known beforehand, by that record's number."""

    arity = 1
    output_field = DateField()

    def __init__(self, related: Any, days: Mapping[int, date], **extra: Any) -> None:
        super().__init__(related, **extra)
        self.days = days

    def as_sql(self, compiler: SQLCompiler, connection: Any, *_said: Any, **_extra: Any) -> Any:
        """Write the days out, those that are equal together."""
        related = self.get_source_expressions()[0]
        said = ["CASE"]
        given: list[Any] = []
        for day in sorted(set(self.days.values())):
            numbers = [number for number, known in self.days.items() if known == day]
            for part, word in (
                (In(related, numbers), "WHEN"),
                (Value(day, output_field=DateField()), "THEN"),
            ):
                sql, values = compiler.compile(part)
                said.append(f"{word} {sql}")
                given += values
        return f"{' '.join(said)} END", given

    def get_lookup(self, lookup: str) -> Any:
        """Return what compares it; with a known day, the related records are named instead."""
        return {"lte": _NamedUpTo, "gt": _NamedAfter}.get(lookup) or super().get_lookup(lookup)


class _Named(Lookup):
    prepare_rhs = False
    up_to: ClassVar[bool]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        if not isinstance(self.rhs, date):
            usual = LessThanOrEqual if self.up_to else GreaterThan
            return compiler.compile(usual(self.lhs, self.rhs))
        days = self.lhs.days.items()
        fitting = [number for number, day in days if (day <= self.rhs) == self.up_to]
        if not fitting:
            return "1 = 0", []
        return compiler.compile(In(self.lhs.get_source_expressions()[0], fitting))


class _NamedUpTo(_Named):
    lookup_name, up_to = "lte", True


class _NamedAfter(_Named):
    lookup_name, up_to = "gt", False


class LaterOf(Greatest):
    """The latest of first days."""

    def get_lookup(self, lookup: str) -> Any:
        """Return what compares it; "not after" and "after" go part by part."""
        return {"lte": _AllUpTo, "gt": _AnyAfter}.get(lookup) or super().get_lookup(lookup)


class EarlierOf(Least):
    """The earliest of days of ending, each an ``Until``: so there is one always."""

    def get_lookup(self, lookup: str) -> Any:
        """Return what compares it; "after" and "not after" go part by part."""
        own = {"lte": _AnyUpTo, "gt": _AllAfter, "isnull": _Nothing}
        return own.get(lookup) or super().get_lookup(lookup)
