"""Writing many rows at once: what ``bulk_create`` does, at the cost of what the database does.

Values go column by column: converted by a function that is chosen once, then handed over in one
statement. Keys and foreign keys must be known; nothing is read back.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson
from django.db import connection, models

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.sorting import SortNameField
from openluban.kernel.text import LocalizedText

Columns = Mapping[str, Sequence[Any]]
"""Column name (``country_id``) to the values of all rows, as records hold them."""
_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.BooleanField,
    models.IntegerField,
    models.BigIntegerField,
    models.PositiveIntegerField,
    models.ForeignKey,
    SortNameField,
)
_LENGTH = re.compile(r"\(.*?\)")


def insert_records(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Insert records as they are; their primary keys stay unknown.

    :raises IntegrityError: a constraint of the database is broken
    """
    insert_columns(model, _columns_of(model, records, add=True))


def update_records(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Write every column of records that the database holds.

    :raises IntegrityError: a constraint of the database is broken
    """
    columns = _columns_of(model, records, add=False)
    update_columns(model, "id", [record.pk for record in records], columns)


def _columns_of(
    model: type[models.Model], records: Sequence[models.Model], *, add: bool
) -> Columns:
    return {
        str(field.attname): [field.pre_save(record, add=add) for record in records]
        for field in model._meta.concrete_fields
        if not field.generated and not field.primary_key
    }


def insert_columns(
    model: type[models.Model], columns: Columns, *, unless_there: bool = False
) -> None:
    """Insert rows whose columns are given (all that have no default in the database).

    ``unless_there`` leaves out rows that a unique constraint already knows.

    :raises IntegrityError: a constraint of the database is broken
    """
    fields = [_field(model, name) for name in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    begin = f"INSERT INTO {quote(model._meta.db_table)} ({names}) "
    end = " ON CONFLICT DO NOTHING" if unless_there else ""
    given = _converted(fields, columns)
    if not given or not given[0]:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{begin}SELECT * FROM {_unnested(fields)}{end}", given)  # noqa: S608
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{begin}VALUES ({places}){end}", _by_row(given))


def update_columns(
    model: type[models.Model], by: str, found: Sequence[Any], columns: Columns
) -> None:
    """Set columns of the rows whose column ``by`` (a unique one) has the values ``found``.

    :raises IntegrityError: a constraint of the database is broken
    """
    if not found:
        return
    fields = [*(_field(model, name) for name in columns), _field(model, by)]
    quote = connection.ops.quote_name
    table, mark = quote(model._meta.db_table), quote(fields[-1].column)
    names = [quote(field.column) for field in fields]
    given = _converted(fields, {**columns, by: found})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            settings = ", ".join(f"{name} = given.{name}" for name in names[:-1])
            rows = f"{_unnested(fields)} AS given({', '.join(names)})"
            cursor.execute(
                f"UPDATE {table} SET {settings} FROM {rows} WHERE {table}.{mark} = given.{mark}",  # noqa: S608
                given,
            )
        else:
            settings = ", ".join(f"{name} = %s" for name in names[:-1])
            cursor.executemany(
                f"UPDATE {table} SET {settings} WHERE {mark} = %s",  # noqa: S608
                _by_row(given),
            )


def _field(model: type[models.Model], name: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _converted(fields: Iterable[Any], columns: Columns) -> list[list[Any]]:
    return [
        list(values) if convert is None else [convert(value) for value in values]
        for convert, values in zip(map(_converter, fields), columns.values(), strict=True)
    ]


def _converter(field: Any) -> Callable[[Any], Any] | None:
    """Return what turns a value into what the database takes; None where it stays as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if type(field) in _AS_THEY_ARE:
        return None
    if isinstance(field, ImpreciseDateField):
        return _date
    return _remembering(lambda value: field.get_db_prep_save(value, connection))


def _remembering(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a conversion that works once for each value: most rows share moments and days."""
    done: dict[Any, Any] = {None: None}

    def converted(value: Any) -> Any:
        if value not in done:
            done[value] = convert(value)
        return done[value]

    return converted


def _by_row(columns: list[list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*columns, strict=True))


def _json(value: Any) -> str | None:
    plain = value.stored() if isinstance(value, LocalizedText) else value
    return None if plain is None else orjson.dumps(plain).decode()


def _date(value: Any) -> str | None:
    return value.text if value else None


def _unnested(fields: Iterable[Any]) -> str:
    # A length in the type would cut texts off in silence; without it the column refuses them.
    kinds = [_LENGTH.sub("", field.db_type(connection)) for field in fields]
    return f"unnest({', '.join(f'%s::{kind}[]' for kind in kinds)})"
