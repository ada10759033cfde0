"""What a field that names another record may be set to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Shown
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.queries.showing import name_column, named
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.search.finding import keys_matching
from openluban.kernel.actor import Actor

FEW = 300
"""Up to so many records are offered to choose from; of more, a key is typed."""
_LOOKED_AT = 400
_SUGGESTED = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Records to choose from, by name; ``are_all`` says whether these are all there are."""

    choices: tuple[tuple[str, Shown], ...]
    are_all: bool


def options_in_use(register: Register, field: Reference, language: str, actor: Actor) -> Options:
    """Return the records that some visible record of the register names; one query."""
    other = find_register(field.register)
    if other is None:
        return Options((), are_all=True)
    uses = visible(register, actor).filter(**{field.attribute: OuterRef("pk")})
    # Only so many are looked at: a long register is not walked in search of the few in use.
    first = visible(other, actor).order_by("sort_name", "id").annotate(is_used=Exists(uses))
    rows = list(first.values_list("key", name_column(other), "is_used")[: _LOOKED_AT + 1])
    used = [(key, name) for key, name, is_used in rows if is_used]
    are_all = len(rows) <= _LOOKED_AT and len(used) <= FEW
    return Options(_named(other, used[:FEW], language), are_all)


def options_for(register_key: str, language: str, actor: Actor) -> Options:
    """Return the records a reference may be set to: not retired, at most ``FEW``; one query."""
    other = find_register(register_key)
    if other is None:
        return Options((), are_all=True)
    found = visible(other, actor).filter(retired_at=None).order_by("sort_name", "id")
    rows = list(found.values_list("key", name_column(other))[: FEW + 1])
    return Options(_named(other, rows[:FEW], language), are_all=len(rows) <= FEW)


def suggestions(register_key: str, words: str, language: str, actor: Actor) -> Options:
    """Return the records whose key or names hold the words, a few at most."""
    other = find_register(register_key)
    if other is None or not words.strip():
        return Options((), are_all=True)
    keys = keys_matching(words, other.key, actor=actor, at_most=_SUGGESTED)
    found = visible(other, actor).filter(key__in=keys, retired_at=None)
    rows = list(found.order_by("sort_name", "id").values_list("key", name_column(other)))
    return Options(_named(other, rows, language), are_all=True)


def _named(
    other: Register, rows: list[tuple[str, object]], language: str
) -> tuple[tuple[str, Shown], ...]:
    return tuple((key, named(other.key, key, name, language)) for key, name in rows)
