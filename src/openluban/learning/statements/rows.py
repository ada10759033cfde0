"""What the store's plain SQL has in common on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

LOCK = 0x6C75_6261_6E01
"""Names the lock under which one at a time stores on PostgreSQL."""
_ALONE_AND_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(%s)"
)
_JUST_NOW = 1.0
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
AT_ONCE = 500
_PAGES_WAITING = 8_000
"""How much of SQLite's journal waits to be moved into the file: 32 MB."""


def uuid_value(text: str | UUID) -> Any:
    """Return a UUID in its usual form, in small letters, as the database keeps it."""
    if connection.features.has_native_uuid_field:
        return text if isinstance(text, UUID) else UUID(text)
    return str(text).replace("-", "")


def uuid_values(texts: Iterable[str]) -> list[Any]:
    """Return many UUIDs as :func:`uuid_value` does each."""
    if connection.features.has_native_uuid_field:
        return [UUID(text) for text in texts]
    return [text.replace("-", "") for text in texts]


def uuid_text(kept: Any) -> str:
    """Return a UUID that the database kept in its usual form."""
    return str(kept if isinstance(kept, UUID) else UUID(kept))


def places(values: Sequence[object]) -> str:
    """Return the placeholders of a list of values."""
    return ", ".join(["%s"] * len(values))


def some_at_once(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the values in lists that a query can take."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


@lru_cache(maxsize=256)
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


class _Quick:
    """A driver's own cursor, past Django's, which reads each query anew; Django's errors."""

    def __init__(self, within: Any) -> None:
        self._own = within.connection.cursor()
        self._told = within.wrap_database_errors
        self._in_own_words = _for_sqlite if within.vendor == "sqlite" else str
        self.fetchone = self._own.fetchone
        self.fetchall = self._own.fetchall
        self.close = self._own.close
        self.nextset = getattr(self._own, "nextset", None)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        with self._told:
            self._own.execute(self._in_own_words(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._told:
            self._own.executemany(self._in_own_words(sql), rows)

    @contextmanager
    def copy(self, sql: str) -> Iterator[Any]:
        with self._told, self._own.copy(sql) as stream:
            yield stream

    @property
    def rowcount(self) -> int:
        return int(self._own.rowcount)


@contextmanager
def quick_cursor() -> Iterator[Any]:
    """Yield a cursor that costs little; Django's own where somebody listens to queries."""
    within = connections[DEFAULT_DB_ALIAS]
    if within.execute_wrappers or within.queries_logged:
        with within.cursor() as cursor:
            yield cursor
        return
    within.ensure_connection()
    quick = _Quick(within)
    try:
        yield quick
    finally:
        quick.close()


@contextmanager
def one_writes(sql: str = "", values: Sequence[Any] = ()) -> Iterator[Any]:
    """Open a transaction that stores, and no other beside it; yield its cursor.

    What is committed lies on the disk: SQLite is told to wait for it (its usual setting here may
    lose the last transactions when the power fails), PostgreSQL likewise. A query that is given is
    asked as soon as it is one's turn, by the same message; its rows lie in the cursor.
    """
    make_durable()
    with transaction.atomic(), quick_cursor() as cursor:
        if connection.vendor == "postgresql":
            _wait_and_ask(cursor, sql, values)
        elif sql:
            cursor.execute(sql, values)
        yield cursor


def _wait_and_ask(cursor: Any, sql: str, values: Sequence[Any]) -> None:
    first = [_ALONE_AND_DURABLE]
    if _is_outermost():
        # The driver would begin the transaction by a message of its own.
        connection.connection.autocommit = True
        first = [_BEGIN, *first]
    cursor.execute("; ".join([*first, sql] if sql else first), [LOCK, *values])
    for _answer in first if sql else ():
        cursor.nextset()


def _is_outermost() -> bool:
    return not connections[DEFAULT_DB_ALIAS].savepoint_ids


def make_durable() -> None:
    """Let every transaction of this connection wait until it lies on the disk.

    SQLite is told besides to move what is written into the file in larger pieces: a page that many
    statements change is written there once.
    """
    within = connections[DEFAULT_DB_ALIAS]
    if within.vendor != "sqlite" or within.in_atomic_block:
        return
    known = getattr(within, "_luban_durable", None)
    if known is not None and known is within.connection:
        return
    with within.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA wal_autocheckpoint={_PAGES_WAITING}")
    within._luban_durable = within.connection  # type: ignore[attr-defined]  # noqa: SLF001


def spare_a_question() -> None:
    """Let PostgreSQL not be asked whether it is still there, where it answered just now.

    Django asks at the first query of each request. Who stores one statement after another would
    pay for it each time; should it be gone within the moment, that request fails as it would have
    failed a query later, and the next one connects anew.
    """
    within = connections[DEFAULT_DB_ALIAS]
    now = monotonic()
    answered_by, at = getattr(within, "_luban_answered", (None, 0.0))
    if within.connection is not None and answered_by is within.connection and now - at < _JUST_NOW:
        within.health_check_done = True  # type: ignore[attr-defined]
    within._luban_answered = (within.connection, now)  # type: ignore[attr-defined]  # noqa: SLF001


def empty_journal() -> None:
    """Move what waits in SQLite's journal into the file: what was deleted lies in neither then."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
