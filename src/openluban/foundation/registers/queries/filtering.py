"""From a reader's wishes to records: the one filter behind lists, counts and exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, QuerySet
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.among import among
from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Field, Unreadable
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Flag, Number
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.policies import may_accept, may_propose
from openluban.foundation.registers.queries.ordering import has_index, the_order
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.record import Audience, Standing
from openluban.foundation.search.finding import keys_matching
from openluban.kernel.actor import Actor

STANDINGS: dict[str, tuple[Any, dict[str, Any]]] = {
    "shown": (_("public"), {"is_shown__in": [True]}),
    "proposed": (
        _("proposed"),
        {"is_shown__in": [False], "standing": Standing.PROPOSED, "retired_at": None},
    ),
    "internal": (
        _("internal"),
        {
            "is_shown__in": [False],
            "standing": Standing.ACCEPTED,
            "audience": Audience.INTERNAL,
            "retired_at": None,
        },
    ),
    "declined": (_("declined"), {"is_shown__in": [False], "standing": Standing.DECLINED}),
    "retired": (_("retired as an error"), {"is_shown__in": [False], "retired_at__isnull": False}),
}
"""How records may stand: what people read, and the filter, which begins with an index."""
COUNTED = 10_000
"""Counting stops here; what is more reads "more than 10,000". No more are found by words."""
FOUND = 2_000
"""So many are found for a page of a list that nothing but words narrows; its count says so."""
_OF_CONTRIBUTORS = ("proposed", "declined")


def standings_for(actor: Actor) -> tuple[str, ...]:
    """Return the standings that somebody may ask for; the public sees one only and is not asked."""
    if may_accept(actor):
        return tuple(STANDINGS)
    return _OF_CONTRIBUTORS if may_propose(actor) else ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the reader may see, and what of it is wanted: columns that equal a value."""

    seen: QuerySet[Any]
    equal: Mapping[str, Any]

    def records(self) -> QuerySet[Any]:
        """Return the records that are wanted, in no order; best if they are few."""
        return self.seen.filter(**self.equal)

    def walked(self) -> QuerySet[Any]:
        """Return the same records for being walked in an order; best if they are many."""
        columns = {name: value for name, value in self.equal.items() if "__" not in name}
        spans = {name: value for name, value in self.equal.items() if "__" in name}
        equal = [Exact(Unindexed(F(name)), value) for name, value in columns.items()]
        return self.seen.filter(*equal, **spans)


class Unindexed(Func):
    """A column for which SQLite shall not use an index; PostgreSQL knows by itself."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Return the column with the sign that means nothing but this."""
        return super().as_sql(compiler, connection, template="+%(expressions)s", **extra)


def wanted_records(register: Register, wanted: Wanted, actor: Actor) -> QuerySet[Any]:
    """Return the records that the reader wants and may see, ready to be paged through.

    One query to look up each reference, one to count if there is a filter.
    """
    found = narrowed(register, wanted, actor)
    is_many = not wanted.filters or count_of(found.records()) > COUNTED
    column = the_order(register, wanted).column
    return in_order(found, column, wanted, actor, is_many=is_many)


def in_order(
    found: Narrowed, column: str, wanted: Wanted, actor: Actor, *, is_many: bool
) -> QuerySet[Any]:
    """Return the records, said so that the database uses the index that serves this order best.

    SQLite keeps no count of values: without a word it would sort a million records to show fifty,
    or look at a million to find two. It uses an index over a switch only where the switch is
    compared with a value.
    """
    model = found.seen.model
    is_public = actor.kind == "public" and not wanted.words
    if is_public and has_index(model, {"is_shown", *wanted.filters}, column):
        return found.records().filter(is_shown__in=[True])
    if not is_many:
        return found.records()
    if is_public and has_index(model, {"is_shown"}, column):
        return found.walked().filter(is_shown__in=[True])
    return found.walked()


def count_of(found: QuerySet[Any]) -> int:
    """Count the records, but not further than just over ``COUNTED``."""
    return int(found.order_by()[: COUNTED + 1].count())


def narrowed(
    register: Register, wanted: Wanted, actor: Actor, *, most: int | None = None
) -> Narrowed:
    """Return what the reader wants of what may be seen; by words at most just over ``most``.

    What was retired or declined is found only by asking for it. A filter that names nothing known
    finds nothing, so that nobody mistakes all for some.
    """
    seen: QuerySet[Any] = visible(register, actor)
    if wanted.standing:
        if wanted.standing not in standings_for(actor):
            return Narrowed(seen.none(), {})
        seen = seen.filter(**STANDINGS[wanted.standing][1])
    elif actor.kind != "public":
        seen = seen.filter(retired_at=None).exclude(standing=Standing.DECLINED)
    if wanted.words:
        at_most = (most or COUNTED) + 1
        keys = keys_matching(wanted.words, register.key, actor=actor, at_most=at_most)
        # Asked for once: both the count and the page stand on them.
        seen = seen.filter(among("key", keys))
    equal: dict[str, Any] = {}
    for name, cell in wanted.filters.items():
        condition = _condition(register.field_named(name), cell, actor)
        if condition is None:
            return Narrowed(seen.none(), {})
        equal |= condition
    return Narrowed(seen, equal)


def _condition(field: Field, cell: str, actor: Actor) -> dict[str, Any] | None:
    if isinstance(field, Reference):
        return _reference(field, cell, actor)
    if isinstance(field, Day):
        return _within(field, cell, actor)
    if isinstance(field, Flag):
        return {field.name: cell == "yes"}
    if isinstance(field, Chosen) and cell not in field.options:
        return None
    if isinstance(field, Number):
        return _equal(field, cell, actor)
    return {field.name: cell}


def _reference(field: Reference, cell: str, actor: Actor) -> dict[str, Any] | None:
    other = find_register(field.register)
    if other is None:
        return None
    number = visible(other, actor).filter(key=cell.lower()).values_list("pk", flat=True).first()
    return None if number is None else {field.attribute: number}


def _within(field: Day, cell: str, actor: Actor) -> dict[str, Any] | None:
    try:
        day = field.parse(cell, RecordFinder(actor))
    except Unreadable:
        return None
    return {f"{field.order}__gte": day.earliest, f"{field.order}__lte": day.latest}


def _equal(field: Number, cell: str, actor: Actor) -> dict[str, Any] | None:
    try:
        return {field.name: field.parse(cell, RecordFinder(actor))}
    except Unreadable:
        return None
