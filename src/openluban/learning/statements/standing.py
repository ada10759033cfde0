"""How the store stands towards statements: which of them it has, and which refer to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openluban.learning.statements.rows import places, some_at_once, uuid_text, uuid_values

_COLUMNS = "id, uuid, source_id, target, voids, raw FROM statements_statement"
Question = tuple[str, Sequence[Any]]


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


def referring_to(cursor: Any, uuids: Sequence[str]) -> list[Kept]:
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
