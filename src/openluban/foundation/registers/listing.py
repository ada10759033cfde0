"""The list of a register: what its reader asks for, as records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Flag, SeveralChosen
from openluban.foundation.registers.paging import Order, Page, page_of
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.record import Standing
from openluban.foundation.search.searching import keys_matching
from openluban.kernel.actor import Actor
from openluban.kernel.dates import ImpreciseDate, NotADate
from openluban.kernel.refusals import Invalid, Problem

STATES = ("proposed", "internal", "declined", "retired")
"""What may be asked for besides what everybody sees; the public asks in vain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader wants of a list: ``filters`` by field name, any of the values; ``q`` words.

    ``sort`` is one of the register's sorts, with ``-`` for the other way; ``""`` the default.
    ``state`` keeps one kind of records out of ``STATES``; ``""`` all that are not retired.
    """

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    q: str = ""
    sort: str = ""
    state: str = ""


def listed(register: Register, wanted: Wanted, *, actor: Actor) -> QuerySet[Any]:
    """Return the records that the actor may see and the reader wants, unsorted.

    :raises Invalid: a filter, a value of one, or the state is not known
    """
    records: QuerySet[Any] = register.model.objects.visible_to(actor)
    records = records.select_related(*register.related) if register.related else records
    if actor.kind != "public" or wanted.state:
        records = _in_state(records, wanted.state)
    for name, values in wanted.filters.items():
        if name not in register.filters:
            raise _refuse(name, _("This list has no such filter."), "unknown_filter")
        given = [value for value in values if value]
        if given:
            records = records.filter(_one_of(register.field_named(name), given))
    if wanted.q.strip():
        hidden = may_accept(actor)
        keys = keys_matching(wanted.q, register=register.key, with_hidden=hidden)
        records = records.filter(key__in=keys)
    return records


def order_of(register: Register, sort: str = "") -> Order:
    """Return the order that a sort stands for.

    :raises Invalid: the register has no such sort
    """
    asked = sort or register.sorts[0]
    name = asked.removeprefix("-")
    if name not in {each.removeprefix("-") for each in register.sorts}:
        raise _refuse("sort", _("This list cannot be sorted like that."), "unknown_sort")
    return Order(register.field_named(name).order, asked.startswith("-"))


def page_of_register(
    register: Register, wanted: Wanted, *, after: str = "", limit: int = 50, actor: Actor
) -> Page:
    """Return a page of a register's list.

    :raises Invalid: a filter, a value, the sort, the state or the mark is not known
    """
    records = listed(register, wanted, actor=actor)
    return page_of(records, order_of(register, wanted.sort), after=after, limit=limit)


def _in_state(records: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state == "retired":
        return records.exclude(retired_at=None)
    records = records.filter(retired_at=None)
    if not state:
        return records.exclude(standing=Standing.DECLINED)
    if state in {"proposed", "declined"}:
        return records.filter(standing=state)
    if state == "internal":
        return records.filter(audience="internal")
    raise _refuse("state", _("There are no records of this state."), "unknown_choice")


def _one_of(field: Field, values: Sequence[str]) -> Q:
    """Return the condition that a field has one of the values.

    :raises Invalid: a value is none the field can have
    """
    if isinstance(field, Reference):
        return Q(**{f"{field.name}__key__in": [value.lower() for value in values]})
    if isinstance(field, Chosen) and not set(values) <= set(field.options):
        raise _refuse(field.name, _("This is not one of the choices."), "unknown_choice")
    if isinstance(field, SeveralChosen):
        return _any(Q(**{f"{field.attribute}__icontains": f'"{value}"'}) for value in values)
    if isinstance(field, Day):
        return _any(_about(field, value) for value in values)
    if isinstance(field, Flag):
        return Q(**{f"{field.attribute}__in": [value in {"yes", "true"} for value in values]})
    return Q(**{f"{field.attribute}__in": list(values)})


def _any(conditions: Any) -> Q:
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


def _about(field: Field, text: str) -> Q:
    """Return the condition that a date may lie in the given day, month or year."""
    try:
        span = ImpreciseDate.read(text)
    except NotADate:
        sentence = _("Write a date such as 2025, 2025-08 or 2025-08-30.")
        raise _refuse(field.name, sentence, "impossible_date") from None
    begins, ends = f"{field.attribute}_earliest__lte", f"{field.attribute}_latest__gte"
    return Q(**{begins: span.latest, ends: span.earliest})


def _refuse(name: str, sentence: Any, rule: str) -> Invalid:
    return Invalid([Problem(rule, sentence, name)])
