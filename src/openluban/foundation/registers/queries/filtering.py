"""From a reader's wishes to records: the one filter behind lists, counts and exports."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Field, Unreadable
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Flag, Number
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.policies import may_accept, may_propose
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.record import Audience, Standing
from openluban.foundation.search.finding import keys_matching
from openluban.kernel.actor import Actor

STANDINGS: dict[str, tuple[Any, dict[str, Any]]] = {
    "shown": (_("public"), {"is_shown": True}),
    "proposed": (
        _("proposed"),
        {"is_shown": False, "standing": Standing.PROPOSED, "retired_at": None},
    ),
    "internal": (
        _("internal"),
        {
            "is_shown": False,
            "standing": Standing.ACCEPTED,
            "audience": Audience.INTERNAL,
            "retired_at": None,
        },
    ),
    "declined": (_("declined"), {"is_shown": False, "standing": Standing.DECLINED}),
    "retired": (_("retired as an error"), {"is_shown": False, "retired_at__isnull": False}),
}
"""How records may stand: what people read, and the filter. The first condition finds its index."""
MOST_FOUND = 10_001
"""Words that more records have than this narrow the list to some of them; its count says so."""
_OF_CONTRIBUTORS = ("proposed", "declined")


def standings_for(actor: Actor) -> tuple[str, ...]:
    """Return the standings that somebody may ask for; the public sees one only and is not asked."""
    if may_accept(actor):
        return tuple(STANDINGS)
    return _OF_CONTRIBUTORS if may_propose(actor) else ()


def wanted_records(register: Register, wanted: Wanted, actor: Actor) -> QuerySet[Any]:
    """Return the records that the reader wants and may see, in no order.

    What was retired or declined is found only by asking for it. A filter that names nothing known
    finds nothing, so that nobody mistakes all for some.
    """
    found = visible(register, actor)
    if wanted.standing:
        if wanted.standing not in standings_for(actor):
            return found.none()
        found = found.filter(**STANDINGS[wanted.standing][1])
    elif actor.kind != "public":
        found = found.filter(retired_at=None).exclude(standing=Standing.DECLINED)
    for name, cell in wanted.filters.items():
        condition = _condition(register.field_named(name), cell, actor)
        if condition is None:
            return found.none()
        found = found.filter(**condition)
    if wanted.words:
        keys = keys_matching(wanted.words, register.key, actor=actor, at_most=MOST_FOUND)
        found = found.filter(key__in=keys)
    return found


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
