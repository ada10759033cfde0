"""Putting statements into their tables, and what follows from it: voiding and references."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from openluban.learning.statements.counting import take_back
from openluban.learning.statements.formats.multipart import Enclosed
from openluban.learning.statements.rows import (
    places,
    some_at_once,
    uuid_text,
    uuid_value,
    uuid_values,
)
from openluban.learning.statements.rules.marks import Mark, marks_of

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
_MANY = 10
"""From so many rows on, PostgreSQL takes them as one stream."""
_MARK_AGAIN = f"{MARK} ON CONFLICT DO NOTHING"
_ATTACH = (
    "INSERT INTO statements_attachment (sha2, content_type, content) VALUES (%s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
_ATTACHED = "INSERT INTO statements_attached (sha2, statement) VALUES (%s, %s)"
_MOST_STEPS = 20
"""How far a chain of statements that refer to statements is followed."""


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


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that is stored, as far as others that refer to it need it."""

    id: int
    uuid: str
    source: int
    target: str | None
    voids: bool
    raw: bytes


def insert(cursor: Any, source: int, new: Sequence[New]) -> None:
    """Put statements and what they are found by into their tables."""
    rows, marks = rows_of(source, new)
    _all(cursor, INSERT, _TYPES, rows)
    _all(cursor, MARK, _MARK_TYPES, marks)


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


def _all(cursor: Any, sql: str, types: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if len(rows) == 1:
        cursor.execute(sql, rows[0])
    elif len(rows) >= _MANY and connection.vendor == "postgresql":
        table = sql[len("INSERT INTO ") : sql.index(" VALUES")]
        with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
    elif rows:
        cursor.executemany(sql, rows)


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


def kept_by_uuid(cursor: Any, uuids: Sequence[str]) -> dict[str, Kept]:
    """Return which of these statements are stored."""
    return _kept(cursor, "uuid", uuid_values(uuids))


def referring_to(cursor: Any, uuids: Sequence[str]) -> list[Kept]:
    """Return the stored statements whose object refers to one of these."""
    found = _kept(cursor, "target", uuid_values(uuids))
    return list(found.values())


def _kept(cursor: Any, column: str, values: Sequence[Any]) -> dict[str, Kept]:
    found = {}
    for some in some_at_once(values):
        cursor.execute(
            "SELECT id, uuid, source_id, target, voids, raw FROM statements_statement"  # noqa: S608
            f" WHERE {column} IN ({places(some)})",
            list(some),
        )
        for number, uuid, source, target, voids, raw in cursor.fetchall():
            aim = None if target is None else uuid_text(target)
            kept = Kept(number, uuid_text(uuid), source, aim, bool(voids), bytes(raw))
            found[kept.uuid] = kept
    return found


def void(cursor: Any, uuids: Sequence[str]) -> None:
    """Mark statements as voided; one that voids cannot be voided itself."""
    for some in some_at_once(uuid_values(uuids)):
        cursor.execute(
            "SELECT id FROM statements_statement"  # noqa: S608
            f" WHERE NOT voids AND NOT is_voided AND uuid IN ({places(some)})",
            list(some),
        )
        take_back(cursor, [number for (number,) in cursor.fetchall()])
        cursor.execute(
            "UPDATE statements_statement SET is_voided = %s"  # noqa: S608
            f" WHERE NOT voids AND uuid IN ({places(some)})",
            [True, *some],
        )


def follow_references(cursor: Any, new: Sequence[New], before: Sequence[Kept]) -> None:
    """Let statements that refer to others be found by what those are found by.

    ``before``: stored statements that waited for one of the new ones.
    """
    for each in new:
        if each.target is not None:
            _hand_on(cursor, [each.id], each.target)
    for kept in before:
        if kept.target is not None:
            _hand_on(cursor, _all_above(cursor, kept), kept.target)


def _hand_on(cursor: Any, numbers: Sequence[int], target: str) -> None:
    """Give statements the marks of a statement and of those that it refers to in turn."""
    marks: set[Mark] = set()
    seen: set[str] = set()
    aim: str | None = target
    while aim is not None and aim not in seen and len(seen) < _MOST_STEPS:
        seen.add(aim)
        kept = kept_by_uuid(cursor, [aim]).get(aim)
        if kept is None:
            break
        marks |= marks_of(orjson.loads(kept.raw))
        aim = kept.target
    rows = [(kind, value, number) for number in numbers for kind, value in marks]
    if rows:
        cursor.executemany(_MARK_AGAIN, rows)


def _all_above(cursor: Any, kept: Kept) -> list[int]:
    """Return a statement, those that refer to it, and so on."""
    found, waiting = {kept.uuid: kept.id}, [kept.uuid]
    for _step in range(_MOST_STEPS):
        above = [each for each in referring_to(cursor, waiting) if each.uuid not in found]
        found |= {each.uuid: each.id for each in above}
        waiting = [each.uuid for each in above]
        if not waiting:
            break
    return list(found.values())
