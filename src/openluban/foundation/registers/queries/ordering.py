"""What a list is sorted by, and whether an index of the database serves it."""

from django.db.models import Model

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.queries.keyset import Order, order_by
from openluban.foundation.registers.queries.wanted import Wanted

LONG = 20_000
"""Above so many records a register is not sorted by the names of what its records refer to."""


def the_order(register: Register, wanted: Wanted) -> Order:
    """Return the order that the reader wants, else the register's first.

    Sorting a long register by a reference keeps together what refers to the same record, in the
    order in which those were entered: no index could serve the order of their names. This asks
    one query.
    """
    name = wanted.sort or register.sorts[0]
    field = register.field_named(name.removeprefix("-"))
    is_by_name = not isinstance(field, Reference) or not _is_long(register)
    column = field.order if is_by_name else field.attribute
    return order_by(register.model, column, descending=name.startswith("-"))


def _is_long(register: Register) -> bool:
    latest = register.model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (latest or 0) > LONG


def has_index(model: type[Model], equal: set[str], column: str) -> bool:
    """Test whether an index finds records where some columns are given, in order of another."""
    for index in model._meta.indexes:
        fields = [name.lstrip("-") for name in index.fields]
        if set(fields[: len(equal)]) == equal and fields[len(equal) :][:1] == [column]:
            return True
    return False
