"""Reading registers as JSON: lists, records, their history."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.access.actors import actor_of
from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.api.answering import kept_answer
from openluban.foundation.api.asking import Parameters, number, parameters, single
from openluban.foundation.api.describing import (
    AFTER,
    JSON,
    LIMIT,
    add,
    operation,
    page_schema,
    parameter,
)
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.api import schemas
from openluban.foundation.registers.api.shape import evidence_of, shaped, shaped_entries
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Unreadable
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Flag
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.queries.filtering import STANDINGS, wanted_records
from openluban.foundation.registers.queries.keyset import Order, order_by, page_of, read_cursor
from openluban.foundation.registers.queries.ordering import the_order
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.wording import OF_OFFICERS
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound, Problem

_PAGING = ("after", "limit")
_LIST = ("q", "sort", "standing", "fields", *_PAGING)
_OF_OTHERS = ("key", "is_shown", "scope", "sort_name")


def add_reading(router: Router, register: Register) -> None:
    """Add the operations that read a register."""
    known = (*_LIST, *register.filters)

    def list_records(request: HttpRequest) -> HttpResponse:
        given = parameters(request, known)
        return kept_answer(request, lambda: _list(register, given, actor_of(request)))

    def read_record(request: HttpRequest, key: str) -> HttpResponse:
        parameters(request, ())
        return kept_answer(
            request, lambda: _record(register, key, actor_of(request)), version_in="version"
        )

    def read_history(request: HttpRequest, key: str) -> HttpResponse:
        given = parameters(request, _PAGING)
        return kept_answer(request, lambda: _history(register, key, given, actor_of(request)))

    name = register.key.replace("-", "_")
    page = {200: page_schema(schemas.record_schema(register))}
    known_here = _parameters(register)
    told = operation(f"list_{name}", "List", register.about, page, parameters=known_here)
    add(router, "", list_records, told)
    one = {200: schemas.full_schema(register)}
    about = "A record with its evidence; its ETag begins with its version."
    add(router, "/{key}", read_record, operation(f"read_{name}", "Read one", about, one))
    page = {200: page_schema(schemas.CHANGE)}
    about = "Who changed what and why, the newest first."
    told = operation(f"history_of_{name}", "History", about, page, parameters=(AFTER, LIMIT))
    add(router, "/{key}/history", read_history, told)


def _parameters(register: Register) -> list[JSON]:
    sorts = [f"{sign}{each.removeprefix('-')}" for each in register.sorts for sign in ("", "-")]
    told = [
        parameter("q", "Words of its names in any language, or of its key."),
        parameter(
            "sort",
            "What to sort by; with - the other way round.",
            {"type": "string", "enum": sorts, "default": register.sorts[0]},
        ),
        parameter(
            "standing",
            "Only records that stand so; the public sees public ones alone.",
            {"type": "string", "enum": list(STANDINGS)},
        ),
        parameter("fields", "Only these members, separated by commas; key is always there."),
        AFTER,
        LIMIT,
    ]
    return told + [_filter(register, name) for name in register.filters]


def _filter(register: Register, name: str) -> JSON:
    field = register.field_named(name)
    schema: JSON = {"type": "string", "maxLength": 500}
    if isinstance(field, Chosen):
        schema = {"type": "string", "enum": list(field.options)}
    elif isinstance(field, Flag):
        schema = {"type": "string", "enum": ["yes", "no"]}
    elif isinstance(field, Reference):
        schema = schemas.KEY
    return parameter(name, field.label, schema)


def _list(register: Register, given: Parameters, actor: Actor) -> JSON:
    wanted = Wanted(
        filters=_filters(register, given, actor),
        words=single(given, "q"),
        standing=_known(given, "standing", STANDINGS),
        sort=_known(given, "sort", _sorts(register)),
    )
    members = _members(register, given)
    found = wanted_records(register, wanted, actor)
    if register.related:
        found = found.select_related(*register.related).only(*_read_columns(register))
    page = page_from(found, the_order(register, wanted), given)
    return {"items": shaped(register, page[0], actor, members=members), "next": page[1]}


def _read_columns(register: Register) -> tuple[str, ...]:
    """Return what a list reads: all of a record, of those it refers to what references tell."""
    own = (field.name for field in register.model._meta.concrete_fields)
    others = (f"{name}__{column}" for name in register.related for column in _OF_OTHERS)
    return (*own, *others)


def page_from(
    found: QuerySet[Any], order: Order, given: Parameters
) -> tuple[list[Any], str | None]:
    """Return the page that the parameters ask for, and the place where the next one begins.

    :raises Invalid: ``limit`` is out of range, or ``after`` is no place of this list
    """
    limit = number(given, "limit", default=50, low=1, high=200)
    after = single(given, "after")
    if after and read_cursor(after, order) is None:
        sentence = _("This list gave no such place. Begin again from its first page.")
        raise Invalid([Problem("unknown_place", sentence, "after")])
    page = page_of(found, order, after=after, size=limit)
    return page.records, page.later or None


def _filters(register: Register, given: Parameters, actor: Actor) -> dict[str, str]:
    """Return the filters that were given.

    :raises Invalid: a value is none that the field can have
    """
    filters, problems = {}, []
    finder = RecordFinder(actor)
    for name in register.filters:
        value = single(given, name)
        if not value:
            continue
        filters[name] = value
        field = register.field_named(name)
        try:
            if not isinstance(field, Reference):
                field.read({name: value}, finder)
        except Unreadable as unreadable:
            problems.append(unreadable.problem)
    if problems:
        raise Invalid(problems)
    return filters


def _sorts(register: Register) -> tuple[str, ...]:
    names = [each.removeprefix("-") for each in register.sorts]
    return (*names, *(f"-{name}" for name in names))


def _known(given: Parameters, name: str, known: Any) -> str:
    value = single(given, name)
    if value and value not in known:
        sentence = _("This must be one of: %(options)s.")
        options: dict[str, object] = {"options": ", ".join(known)}
        raise Invalid([Problem("unknown_choice", sentence, name, details=options)])
    return value


def _members(register: Register, given: Parameters) -> tuple[str, ...]:
    asked = [part.strip() for part in single(given, "fields").split(",") if part.strip()]
    known = (*schemas.MEMBERS, *(each.name for each in register.fields))
    unknown = [name for name in asked if name not in known]
    if unknown:
        sentence = _("There is no member “%(given)s”. There are: %(options)s.")
        details: dict[str, object] = {"given": unknown[0], "options": ", ".join(known)}
        raise Invalid([Problem("unknown_member", sentence, "fields", details=details)])
    return tuple(dict.fromkeys(asked))


def the_visible(register: Register, key: str, actor: Actor) -> Any:
    """Return the record.

    :raises NotFound: there is none, or the actor may not know of it
    """
    if "\0" in key:
        raise NotFound(register=register.key, key="?")
    return visible_record(register, key, actor)


def told_whole(register: Register, record: Any, actor: Actor) -> JSON:
    """Return a record as its own address gives it: with its evidence."""
    return shaped(register, [record], actor)[0] | {"evidence": evidence_of(register, record.key)}


def _record(register: Register, key: str, actor: Actor) -> JSON:
    return told_whole(register, the_visible(register, key, actor), actor)


def _history(register: Register, key: str, given: Parameters, actor: Actor) -> JSON:
    record = the_visible(register, key, actor)
    found = _entries(register, record, actor)
    entries, later = page_from(found, order_by(Entry, "id", descending=True), given)
    return {"items": shaped_entries(register, entries, actor), "next": later}


def _entries(register: Register, record: Any, actor: Actor) -> QuerySet[Entry]:
    """Return the deeds the actor may know of.

    What was done while a record was internal, and what an institution and an officer wrote to
    each other about a change, stays between them when the record is public.
    """
    found = Entry.objects.about(register.key, record.key)
    if actor.may(ACCEPT):
        return found
    opened = found.filter(action="registers.audience_set").values_list("pk", flat=True).first()
    found = found.filter(pk__gt=opened) if opened else found
    return found.exclude(action__in=OF_OFFICERS)
