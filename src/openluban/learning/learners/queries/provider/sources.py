"""A collection of the standard: filtered, sorted and cut to a page, here or in the database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from openluban.learning.learners.formats.oneroster.asking import Asked, Code, Part, Unfit

Thing = dict[str, Any]
"""One object as JSON."""
_LOOKUPS = {"=": "", ">": "__gt", ">=": "__gte", "<": "__lt", "<=": "__lte", "~": "__icontains"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a collection, and how many there are in all."""

    things: list[Thing]
    total: int


class Source(Protocol):
    """A collection."""

    def page(self, asked: Asked) -> Page:
        """Return a page.

        :raises Unfit: a field is not known
        """
        ...


def _value(thing: Thing, path: str) -> str | None:
    found: Any = thing
    for step in path.split("."):
        if isinstance(found, list):
            found = found[0] if found else None
        if not isinstance(found, dict) or step not in found:
            return None
        found = found[step]
    return str(found)


@dataclass(frozen=True, slots=True)
class Few:
    """A collection that is always small: held in memory; ``fields`` are all it may have."""

    things: Sequence[Thing]
    fields: frozenset[str]

    def page(self, asked: Asked) -> Page:
        """Return a page."""
        for part in asked.parts:
            self._check(part.field, Code.FILTER)
        kept = [each for each in self.things if _is_kept(each, asked)]
        if asked.sort:
            self._check(asked.sort, Code.SORT)
            kept.sort(key=lambda each: _value(each, asked.sort) or "", reverse=asked.is_descending)
        return Page(kept[asked.offset : asked.offset + asked.limit], len(kept))

    def _check(self, field: str, code: Code) -> None:
        if field.partition(".")[0] not in self.fields:
            raise Unfit(code, f"there is no field {field}")


@dataclass(frozen=True, slots=True)
class Grouped:
    """A collection that the database makes of many rows; ``fields`` are all it may have.

    A plain page is cut there. Fields are made of several columns: to filter or sort by them, all
    groups are made, never all rows.
    """

    rows: QuerySet[Any, Any]
    make: Callable[[Any], Thing]
    fields: frozenset[str]

    def page(self, asked: Asked) -> Page:
        """Return a page."""
        if asked.parts or asked.sort:
            things = [self.make(row) for row in self.rows.iterator()]
            return Few(things, self.fields).page(asked)
        total = self.rows.count()
        if asked.offset >= total:
            return Page([], total)
        cut = self.rows[asked.offset : asked.offset + asked.limit]
        return Page([self.make(row) for row in cut], total)


def _is_kept(thing: Thing, asked: Asked) -> bool:
    if not asked.parts:
        return True
    found = [_holds(_value(thing, part.field), part) for part in asked.parts]
    return any(found) if asked.is_any else all(found)


def _holds(value: str | None, part: Part) -> bool:
    if value is None:
        return part.sign == "!="
    return {
        "=": value == part.value,
        "!=": value != part.value,
        ">": value > part.value,
        ">=": value >= part.value,
        "<": value < part.value,
        "<=": value <= part.value,
        "~": part.value.casefold() in value.casefold(),
    }[part.sign]


@dataclass(frozen=True, slots=True)
class Many:
    """A collection in the database.

    ``lookups``: field to a column, or to a function from lookup and value to a condition.
    ``constants``: fields that have one value for all. ``sorts``: field to columns.
    """

    rows: QuerySet[Any]
    make: Callable[[Iterable[Any]], Iterable[Thing]]
    lookups: Mapping[str, str | Callable[[str, str], Q]]
    constants: Mapping[str, str]
    sorts: Mapping[str, str]

    def page(self, asked: Asked) -> Page:
        """Return a page; the number of queries does not depend on its size."""
        rows = self.rows
        if asked.parts:
            rows = rows.filter(self._condition(asked))
        order = "pk"
        if asked.sort:
            if asked.sort not in self.sorts:
                raise Unfit(Code.SORT, f"there is no sorting by {asked.sort}")
            order = self.sorts[asked.sort]
        sign = "-" if asked.is_descending else ""
        rows = rows.order_by(*dict.fromkeys((f"{sign}{order}", f"{sign}pk")))
        total = rows.count()
        if asked.offset >= total:
            return Page([], total)
        return Page(list(self.make(rows[asked.offset : asked.offset + asked.limit])), total)

    def _condition(self, asked: Asked) -> Q:
        whole = Q()
        for part in asked.parts:
            one = self._one(part)
            whole = whole | one if asked.is_any else whole & one
        return whole

    def _one(self, part: Part) -> Q:
        if part.field in self.constants:
            is_kept = _holds(self.constants[part.field], part)
            return Q(pk__isnull=not is_kept)
        lookup = self.lookups.get(part.field)
        if lookup is None:
            raise Unfit(Code.FILTER, f"there is no filter by {part.field}")
        sign = "=" if part.sign == "!=" else part.sign
        try:
            if callable(lookup):
                found = lookup(_LOOKUPS[sign], part.value)
            else:
                found = Q(**{f"{lookup}{_LOOKUPS[sign]}": part.value})
                self.rows.filter(found)  # refuses what is no day, before the database does
        except (ValueError, TypeError, ValidationError) as fault:
            raise Unfit(Code.FILTER, f"the value for {part.field} does not fit") from fault
        return ~found if part.sign == "!=" else found


@dataclass(frozen=True, slots=True)
class Chain:
    """Collections one after the other; each is filtered and sorted by itself."""

    parts: tuple[Source, ...]

    def page(self, asked: Asked) -> Page:
        """Return a page."""
        things: list[Thing] = []
        total = 0
        for part in self.parts:
            room = asked.limit - len(things)
            first = max(0, asked.offset - total) if not things else 0
            found = part.page(replace(asked, limit=max(room, 1), offset=first))
            things += found.things[: max(room, 0)]
            total += found.total
        return Page(things, total)
