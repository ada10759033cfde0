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

_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_INTO = (
    "INSERT INTO statements_statement"
    " (id, uuid, source_id, happened, actor, verb, target, voids, is_voided, has, raw) VALUES "
)
_MARK_ROW = "(%s, %s, %s)"
_INTO_MARKS = "INSERT INTO statements_mark (kind, value, statement) VALUES "
INSERT = _INTO + _ROW
MARK = _INTO_MARKS + _MARK_ROW
_COLUMNS = "id, uuid, source_id, target, voids, raw FROM statements_statement"
Question = tuple[str, Sequence[Any]]
_TYPES = (
    *("int8", "uuid", "int8", "int8", "bytea", "bytea", "uuid", "bool", "bool", "int2", "bytea"),
)
_MARK_TYPES = ("int2", "bytea", "int8")
_MANY = 10
"""From so many statements on, PostgreSQL takes their rows as streams."""
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How the store stands towards ids: its last moment, what it has, what refers to them."""

    last: int
    stored: dict[str, Kept]
    referring: list[Kept]


def insert(cursor: Any, source: int, new: Sequence[New]) -> None:
    """Put statements and what they are found by into their tables."""
    rows, marks = rows_of(source, new)
    if connection.vendor != "postgresql":
        _one_by_one(cursor, INSERT, rows)
        _one_by_one(cursor, MARK, marks)
    elif len(rows) >= _MANY:
        _as_stream(cursor, INSERT, _TYPES, rows)
        _as_stream(cursor, MARK, _MARK_TYPES, marks)
    else:
        _at_once(cursor, rows, marks)


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


def _at_once(cursor: Any, rows: Sequence[Sequence[Any]], marks: Sequence[Sequence[Any]]) -> None:
    """Put all rows of few statements into both tables by one query: the way there is the dear part.

    No statement is without marks: its verb is one.
    """
    statements = _INTO + ", ".join([_ROW] * len(rows))
    cursor.execute(
        f"WITH stored AS ({statements}) {_INTO_MARKS}" + ", ".join([_MARK_ROW] * len(marks)),
        [value for row in (*rows, *marks) for value in row],
    )


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


def questions(uuids: Sequence[str]) -> list[Question]:
    """Return the queries that tell how the store stands towards ids; at least one."""
    asked: list[Question] = []
    for some in some_at_once(uuid_values(uuids)) if uuids else [()]:
        sql = "SELECT 0, MAX(id), NULL, NULL, NULL, NULL, NULL FROM statements_statement"
        if some:
            sql += (
                f" UNION ALL SELECT 1, {_COLUMNS} WHERE uuid IN ({places(some)})"
                f" UNION ALL SELECT 2, {_COLUMNS} WHERE target IN ({places(some)})"
            )
        asked.append((sql, [*some, *some]))
    return asked


def standing(cursor: Any, asked: Sequence[Question]) -> Standing:
    """Return how the store stands; the rows of the first query lie in the cursor already."""
    last = 0
    stored: dict[str, Kept] = {}
    referring: dict[str, Kept] = {}
    for place, question in enumerate(asked):
        if place:
            cursor.execute(*question)
        for which, *row in cursor.fetchall():
            if which == 0:
                last = row[0] or 0
            else:
                kept = _kept_of(row)
                (stored if which == 1 else referring)[kept.uuid] = kept
    return Standing(last, stored, list(referring.values()))


def kept_by_uuid(cursor: Any, uuids: Sequence[str]) -> dict[str, Kept]:
    """Return which of these statements are stored."""
    return _kept(cursor, "uuid", uuid_values(uuids))


def _referring_to(cursor: Any, uuids: Sequence[str]) -> list[Kept]:
    """Return the stored statements whose object refers to one of these."""
    found = _kept(cursor, "target", uuid_values(uuids))
    return list(found.values())


def _kept(cursor: Any, column: str, values: Sequence[Any]) -> dict[str, Kept]:
    found = {}
    for some in some_at_once(values):
        cursor.execute(
            f"SELECT {_COLUMNS} WHERE {column} IN ({places(some)})",
            list(some),
        )
        for row in cursor.fetchall():
            kept = _kept_of(row)
            found[kept.uuid] = kept
    return found


def _kept_of(row: Sequence[Any]) -> Kept:
    number, uuid, source, target, voids, raw = row
    aim = None if target is None else uuid_text(target)
    return Kept(number, uuid_text(uuid), source, aim, bool(voids), bytes(raw))


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
        above = [each for each in _referring_to(cursor, waiting) if each.uuid not in found]
        found |= {each.uuid: each.id for each in above}
        waiting = [each.uuid for each in above]
        if not waiting:
            break
    return list(found.values())
