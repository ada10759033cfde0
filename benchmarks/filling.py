"""Filling an installation: a thousand records go in by import and are then multiplied in SQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction

from benchmarks import synthetic
from openluban.config.loading import load_public_register
from openluban.foundation.evidence.models import Claim
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.use_cases.import_rows import import_rows
from openluban.foundation.search.indexing import index
from openluban.foundation.search.models import SearchDocument
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import SYSTEM
from openluban.network.workshops.models import GatePassed, Workshop

TEMPLATES = 1_000
AT = datetime(2026, 11, 1, tzinfo=UTC)
_DOCUMENTS = 20_000
_NUMBERED: Mapping[type[models.Model], tuple[str, tuple[str, ...]]] = {
    Workshop: ("key", ("key", "name", "sort_name")),
    GatePassed: ("key", ("key", "sort_name")),
    Claim: ("record", ("record",)),
    Entry: ("subject_key", ("subject_key", "changes")),
}
"""Tables that are multiplied: where a record's number stands, and which columns hold it."""


def prepare() -> None:
    """Make the tables and load the public register."""
    call_command("migrate", verbosity=0, interactive=False)
    load_public_register(at=AT)


def fill(rows: int) -> None:
    """Add so many thousand synthetic workshops with their openings, evidence and history."""
    templates = range(TEMPLATES)
    with transaction.atomic():
        _import("workshops", synthetic.workshops(templates))
        _import("gates", synthetic.gates(templates))
    blocks = rows // TEMPLATES
    if blocks > 1:
        for model in _NUMBERED:
            with transaction.atomic(), _without_indexes(model):
                _multiply(model, blocks)
        _index(range(TEMPLATES, rows))
    _settle()


def _import(register_key: str, data: bytes) -> None:
    sheet = read_sheet(data, filename=f"{register_key}.csv")
    import_rows(register_key=register_key, sheet=sheet, actor=SYSTEM, at=AT)


def _multiply(model: type[models.Model], blocks: int) -> None:
    """Copy the synthetic rows into the other blocks of a thousand, each with its own number."""
    number, numbered = _NUMBERED[model]
    first, last = _span(model, number)
    width = last - first + 1
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(str(field.column) for field in fields)
    values = ", ".join(_copied(field, number, numbered, width) for field in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}"  # noqa: S608
            f" FROM {_series(blocks - 1)} CROSS JOIN {table} AS one"
            f" WHERE one.id BETWEEN {first} AND {last}"
        )
        if connection.vendor == "postgresql":
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )


def _span(model: type[models.Model], number: str) -> tuple[int, int]:
    found: models.QuerySet[Any] = model.objects.filter(  # type: ignore[attr-defined]
        **{f"{number}__startswith": synthetic.PREFIX}
    )
    ends = found.aggregate(first=models.Min("id"), last=models.Max("id"))
    return ends["first"], ends["last"]


def _copied(field: Any, number: str, numbered: tuple[str, ...], width: int) -> str:
    column = f"one.{field.column}"
    if field.primary_key:
        return f"{column} + block.n * {width}"
    if field.is_relation and field.related_model is Workshop:
        return f"{column} + block.n * {TEMPLATES}"
    if field.attname not in numbered:
        return column
    old = f"substr(one.{number}, {len(synthetic.PREFIX) + 1}, {synthetic.DIGITS})"
    added = f"CAST({old} AS integer) + block.n * {TEMPLATES}"
    if connection.vendor == "postgresql":
        text = f"replace({column}::text, {old}, lpad(({added})::text, {synthetic.DIGITS}, '0'))"
        return f"{text}::{field.db_type(connection)}"
    return f"replace({column}, {old}, printf('%0{synthetic.DIGITS}d', {added}))"


def _series(count: int) -> str:
    if connection.vendor == "postgresql":
        return f"generate_series(1, {count}) AS block(n)"
    return _SERIES_ON_SQLITE % count


_SERIES_ON_SQLITE = """
(WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %d)
 SELECT n FROM series) AS block
"""
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master"
    " WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}


@contextmanager
def _without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Take indexes away and make them anew afterwards, which is much quicker."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES[connection.vendor], [model._meta.db_table])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _name, definition in indexes:
            cursor.execute(definition)


def _index(numbers: range) -> None:
    with transaction.atomic(), _without_indexes(SearchDocument):
        _index_all(numbers)


def _index_all(numbers: range) -> None:
    for begin in range(numbers.start, numbers.stop, _DOCUMENTS):
        some = range(begin, min(begin + _DOCUMENTS, numbers.stop))
        index([synthetic.document(number) for number in some])


def _settle() -> None:
    """Do what PostgreSQL does by itself after a while; SQLite does it when a process ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
