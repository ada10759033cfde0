"""Putting statements into their tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from openluban.learning.statements.formats.multipart import Enclosed
from openluban.learning.statements.rows import (
    places,
    some_at_once,
    uuid_value,
    uuid_values,
)
from openluban.learning.statements.rules.marks import Mark

INSERT = (
    "INSERT INTO statements_statement"
    " (id, uuid, source_id, happened, actor, verb, target, voids, is_voided, has, raw)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
MARK = "INSERT INTO statements_mark (kind, value, statement) VALUES (%s, %s, %s)"
_TYPES = (
    *("int8", "uuid", "int8", "int8", "bytea", "bytea", "uuid", "bool", "bool", "int2", "bytea"),
)
_MARK_TYPES = ("int2", "bytea", "int8")
_ATTACH = (
    "INSERT INTO statements_attachment (sha2, content_type, content) VALUES (%s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
_ATTACHED = "INSERT INTO statements_attached (sha2, statement) VALUES (%s, %s)"


@dataclass(slots=True)
class New:
    """A statement that is about to be stored; ``id`` is known when its turn has come."""

    value: dict[str, Any]
    raw: bytes
    uuid: str
    happened: int | None
    actor: bytes
    verb: bytes
    target: str | None
    voids: bool
    has: int
    marks: set[Mark]
    sha2s: tuple[str, ...] = ()
    id: int = 0


def insert(cursor: Any, source: int, new: Sequence[New]) -> None:
    """Put statements and what they are found by into their tables; PostgreSQL takes streams."""
    rows, marks = rows_of(source, new)
    if connection.vendor == "postgresql":
        _as_stream(cursor, INSERT, _TYPES, rows)
        _as_stream(cursor, MARK, _MARK_TYPES, marks)
    else:
        _one_by_one(cursor, INSERT, rows)
        _one_by_one(cursor, MARK, marks)


def rows_of(source: int, new: Sequence[New]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the rows of statements, and of what they are found by in the order of its key.

    What lies side by side there is written at once.
    """
    uuids = uuid_values(each.uuid for each in new)
    rows = [
        (
            each.id,
            uuid,
            source,
            each.id if each.happened is None else each.happened,
            each.actor,
            each.verb,
            None if each.target is None else uuid_value(each.target),
            each.voids,
            False,
            each.has,
            each.raw,
        )
        for each, uuid in zip(new, uuids, strict=True)
    ]
    return rows, sorted((*mark, each.id) for each in new for mark in each.marks)


def _one_by_one(cursor: Any, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    if len(rows) == 1:
        cursor.execute(sql, rows[0])
    else:
        cursor.executemany(sql, rows)


def _as_stream(cursor: Any, sql: str, types: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    table = sql[len("INSERT INTO ") : sql.index(" VALUES")]
    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as stream:
        stream.set_types(types)
        for row in rows:
            stream.write_row(row)


def attach(cursor: Any, source: int, new: Sequence[New], enclosed: Iterable[Enclosed]) -> None:
    """Keep attachments, and which statements name them.

    A digest alone is no key to bytes that another source sent: a statement that brings none gets
    those of its own source.
    """
    kept = [(each.sha2, each.content_type, each.content) for each in enclosed]
    if kept:
        cursor.executemany(_ATTACH, kept)
    named = {sha2 for each in new for sha2 in each.sha2s}
    sent = {sha2 for sha2, *_rest in kept}
    sent |= _sent_before(cursor, source, sorted(named - sent))
    pairs = {(sha2, each.id) for each in new for sha2 in each.sha2s if sha2 in sent}
    if pairs:
        cursor.executemany(_ATTACHED, sorted(pairs))


def _sent_before(cursor: Any, source: int, sha2s: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in some_at_once(sha2s):
        cursor.execute(
            "SELECT a.sha2 FROM statements_attached AS a"  # noqa: S608
            " JOIN statements_statement AS s ON s.id = a.statement"
            f" WHERE s.source_id = %s AND a.sha2 IN ({places(some)})",
            [source, *some],
        )
        found.update(row[0] for row in cursor.fetchall())
    return found
