"""Values of records as people see them, without naming what the reader may not know of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Field, Shown
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.queries.columns import ListColumn
from openluban.foundation.registers.queries.visible import may_see, visible
from openluban.foundation.registers.wording import DETAILS
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText

Names = dict[str, Shown]
"""``register/key`` to the record's name as a link."""


def shown_values(
    field: Field, record: Any, language: str, *, actor: Actor, names: Names
) -> tuple[Shown, ...]:
    """Return what people see of a field; ``names`` comes from ``names_of``."""
    if isinstance(field, Reference):
        other = getattr(record, field.name)
        if other is not None and not may_see(actor, other):
            return (Shown(_("not public")),)
    if isinstance(field, AnyReference):
        text = getattr(record, field.name)
        return (names.get(text, Shown(_("not public"))),) if text else ()
    return tuple(field.show(record, language))


def with_references(found: QuerySet[Any], register: Register) -> QuerySet[Any]:
    """Fetch the records along with what a list tells of those that they refer to, and no more."""
    if not register.related:
        return found
    columns = [field.name for field in register.model._meta.concrete_fields]
    for field in register.fields:
        if isinstance(field, Reference):
            told = ("key", "is_shown", "scope", "sort_name", field.named)
            columns += [f"{field.name}__{column}" for column in told]
    return found.select_related(*register.related).only(*columns)


def names_of(
    records: Sequence[Any], columns: Iterable[ListColumn], language: str, actor: Actor
) -> Names:
    """Return the names behind all ``register/key`` references; one query for each register."""
    keys: dict[str, set[str]] = defaultdict(set)
    for column in columns:
        if isinstance(column.field, AnyReference):
            for record in records:
                register, slash, key = getattr(record, column.name).partition("/")
                if slash:
                    keys[register].add(key)
    names: Names = {}
    for register, wanted in sorted(keys.items()):
        names.update(_names(register, sorted(wanted), language, actor))
    return names


def _names(register_key: str, keys: list[str], language: str, actor: Actor) -> Names:
    register = find_register(register_key)
    if register is None:
        return {}
    found = visible(register, actor).filter(key__in=keys)
    return {
        f"{register_key}/{key}": named(register_key, key, name, language)
        for key, name in found.values_list("key", name_column(register))
    }


def name_column(register: Register) -> str:
    """Return the column that holds a record's name, or what stands for it."""
    return "name" if any(field.name == "name" for field in register.fields) else "sort_name"


def named(register_key: str, key: str, name: object, language: str) -> Shown:
    """Return a record's name in the reader's language, else the best there is, as a link."""
    url = f"/{register_key}/{key}/"
    if not isinstance(name, LocalizedText) or not name:
        return Shown(str(name or key), url=url)
    spoken, words = name.best(language)
    return Shown(words, "" if spoken == language else spoken, url, spoken in name.ours)


def names_in_changes(
    register: Register, changes: Iterable[Mapping[str, Any]], language: str, actor: Actor
) -> dict[tuple[str, int | str], str]:
    """Return the names of what changes refer to, by (register, primary key or key).

    What the actor may not know of is left out; one query for each register that is referred to.
    """
    fields = {field.attribute: field for field in register.fields}
    wanted: dict[str, set[int | str]] = defaultdict(set)
    for change in changes:
        for attribute, pair in change.items():
            field = fields.get(attribute) or DETAILS.get((register.key, attribute))
            for register_key, identity in _referred(field, pair):
                wanted[register_key].add(identity)
    names: dict[tuple[str, int | str], str] = {}
    for key, asked in sorted(wanted.items()):
        other = find_register(key)
        if other is not None:
            numbers = [one for one in asked if isinstance(one, int)]
            keys = [one for one in asked if isinstance(one, str)]
            found = visible(other, actor).filter(Q(pk__in=numbers) | Q(key__in=keys))
            for pk, record, name in found.values_list("pk", "key", name_column(other)):
                text = named(key, record, name, language).text
                names[key, pk] = names[key, record] = text
    return names


def _referred(field: Field | None, pair: Iterable[Any]) -> Iterator[tuple[str, int | str]]:
    """Yield what a field's values before and after refer to."""
    if isinstance(field, Reference):
        yield from ((field.register, one) for one in pair if isinstance(one, int | str) and one)
    elif isinstance(field, AnyReference):
        for one in pair:
            register_key, slash, key = str(one or "").partition("/")
            if slash:
                yield register_key, key
