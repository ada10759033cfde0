"""Rows of tables as lines of JSON: the same from every database, and back into any."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from openluban.config.backups.flaws import Damaged, Flaw
from openluban.config.backups.manifest import Table
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.text import LocalizedText

LEFT_OUT = {"auth", "contenttypes", "sessions", "usersessions"}
"""Django makes the first two again; nobody is to be signed in because a backup was restored."""

_AT_ONCE = 2_000
_UNFIT = (TypeError, ValueError, OverflowError, ArithmeticError, RecursionError)

AnyField: TypeAlias = "Field[Any, Any]"


def models_at(migrations: Iterable[tuple[str, str]]) -> Apps:
    """Return the models as they are after these migrations, all of which must be known."""
    # Without a connection: what the files say, whatever database there is or is not.
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return loader.project_state(list(migrations)).apps


def kept_models(apps: Apps) -> list[type[Model]]:
    """Return the models whose rows a backup holds."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in LEFT_OUT
    ]


def columns_of(model: type[Model]) -> list[AnyField]:
    """Return the columns whose values are kept: all but those that the database works out."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """Yield the rows in the order of their keys, one JSON list a line."""
    names = [field.attname for field in columns_of(model)]
    everything = model._base_manager  # noqa: SLF001 - the one that hides no row
    rows = everything.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_AT_ONCE):
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain)
        yield text.encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, LocalizedText):
        return value.stored()
    if isinstance(value, ImpreciseDate):
        return value.text
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    message = f"a column holds {type(value).__name__}, which a backup cannot keep"
    raise TypeError(message)


def fill(model: type[Model], table: Table, lines: Iterable[bytes]) -> None:
    """Put the rows into the table, which must be empty.

    :raises Damaged: they are of another shape, or break a rule of the table
    """
    fields = {field.attname: field for field in columns_of(model)}
    if set(fields) != set(table.columns) or len(fields) != len(table.columns):
        raise Damaged(Flaw.ROWS, table.member)
    ordered = [fields[name] for name in table.columns]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in ordered)
    places = ", ".join(["%s"] * len(ordered))
    # Names come from the models and are quoted; values are parameters.
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    count = 0
    try:
        with connection.cursor() as cursor:
            for batch in _batches(lines):
                cursor.executemany(sql, [_values(ordered, line) for line in batch])
                count += len(batch)
    except (*_UNFIT, ValidationError, DatabaseError) as fault:
        raise Damaged(Flaw.ROWS, table.member) from fault
    if count != table.rows:
        raise Damaged(Flaw.ROWS, table.member)


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _values(fields: list[AnyField], line: bytes) -> list[Any]:
    row = json.loads(line)
    if not isinstance(row, list) or len(row) != len(fields):
        raise ValueError(len(fields))
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(fields, row, strict=True)
    ]
