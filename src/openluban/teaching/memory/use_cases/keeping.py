"""Writing texts and units in bulk, each once, in the way of the database in use."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection

_TEXTS = "memory_text (language, text, digest, variant)"
_UNITS = (
    "memory_unit (source_id, target_id, origin_id, before, after, status, is_machine, entered_by,"
    " entered_at, made_at, retired_because)"
)
_TEXT_KINDS = ("text", "text", "bigint", "bigint")
_UNIT_KINDS = (
    *("bigint", "bigint", "bigint", "bigint", "bigint"),
    *("text", "boolean", "text", "timestamptz", "timestamptz", "text"),
)
_KNOWN = "SELECT digest, variant, id FROM memory_text WHERE digest IN ({digests})"


class TextRow(NamedTuple):
    """A text as its table holds it."""

    language: str
    text: str
    digest: int
    variant: int


class UnitRow(NamedTuple):
    """A unit as its table holds it; moments are as the database takes them."""

    source: int
    target: int
    origin: int
    before: int
    after: int
    status: str
    is_machine: bool
    entered_by: str
    entered_at: Any
    made_at: Any
    retired_because: str = ""


Ids = dict[tuple[int, int], int]
"""Digest and variant of a text to its id."""


def keep_texts(rows: Sequence[TextRow]) -> tuple[Ids, Ids]:
    """Add texts that are not there; return the ids of those added and of those there before."""
    added: Ids = {}
    with connection.cursor() as cursor:
        cursor.execute(*_insert(_TEXTS, _TEXT_KINDS, rows, "digest, variant, id"))
        for digest, variant, pk in cursor.fetchall():
            added[digest, variant] = pk
        missing = {row.digest for row in rows if (row.digest, row.variant) not in added}
        known: Ids = {}
        if missing:
            # Numbers of our own making, so they may stand in the statement.
            cursor.execute(_KNOWN.format(digests=",".join(map(str, sorted(missing)))))
            known = {(digest, variant): pk for digest, variant, pk in cursor.fetchall()}
    return added, known


def keep_units(rows: Sequence[UnitRow]) -> int:
    """Add units that are not there; return how many were added."""
    with connection.cursor() as cursor:
        cursor.execute(*_insert(_UNITS, _UNIT_KINDS, rows))
        return int(cursor.rowcount)


def _insert(
    into: str, kinds: Sequence[str], rows: Sequence[tuple[Any, ...]], returning: str = ""
) -> tuple[str, list[Any]]:
    """Return the statement, and what goes with it, that adds rows unless they are there."""
    # Names are our own constants; values are parameters.
    end = " ON CONFLICT DO NOTHING" + (f" RETURNING {returning}" if returning else "")
    if connection.vendor == "postgresql":
        places = ", ".join(f"%s::{kind}[]" for kind in kinds)
        return f"INSERT INTO {into} SELECT * FROM unnest({places}){end}", _columns(rows)  # noqa: S608
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(kinds)))
    statement = f"INSERT INTO {into} SELECT {values} FROM json_each(%s) WHERE true{end}"  # noqa: S608
    return statement, [orjson.dumps(rows, default=tuple).decode()]


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    return [list(column) for column in zip(*rows, strict=True)]
