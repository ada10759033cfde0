"""What the store's plain SQL has in common on both databases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

_LOCK = 0x6C75_6261_6E01
"""Names the lock under which one at a time stores on PostgreSQL."""
_ALONE_AND_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(%s)"
)
AT_ONCE = 500


def uuid_value(text: str | UUID) -> Any:
    """Return a UUID in its usual form, in small letters, as the database keeps it."""
    if connection.features.has_native_uuid_field:
        return text if isinstance(text, UUID) else UUID(text)
    return str(text).replace("-", "")


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


@contextmanager
def one_writes() -> Iterator[Any]:
    """Open a transaction that stores, and no other beside it; yield its cursor.

    What is committed lies on the disk: SQLite is told to wait for it (its usual setting here may
    lose the last transactions when the power fails), PostgreSQL likewise.
    """
    make_durable()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ALONE_AND_DURABLE, [_LOCK])
        yield cursor


def make_durable() -> None:
    """Let every transaction of this connection wait until it lies on the disk."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    known = getattr(connection, "_luban_durable", None)
    if known is not None and known is connection.connection:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    connection._luban_durable = connection.connection  # type: ignore[attr-defined]  # noqa: SLF001
