"""The later and the earlier of several days, compared with another part by part.

"The later of two days is not after D" says that neither is after D. Said so, a database compares
columns, which it can look up and estimate, where it would have to compute a value for every row.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import IsNull, Lookup
from django.db.models.sql.compiler import SQLCompiler

ALWAYS = date(1, 1, 1)
NEVER = date(9999, 12, 31)


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
