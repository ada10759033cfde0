"""Storing a statement that comes alone on PostgreSQL: one question, there and back."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.db import OperationalError, connection, transaction

from openluban.learning.statements.rows import LOCK, quick_cursor
from openluban.learning.statements.rules.marks import Mark
from openluban.learning.statements.storing import New

_STORE = (
    "SELECT statements_store_one(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::int2, %s,"
    " %s::int2[], %s::bytea[])"
)
_TOO_LATE = "57014"


def may_go_alone(new: New) -> bool:
    """Whether a statement touches nothing but its own rows; on SQLite, asking costs no way."""
    return connection.vendor == "postgresql" and new.target is None and not new.sha2s


def store_alone(
    new: New, *, source: int, looks: bool, clock: Callable[[], int], longest: int
) -> int:
    """Store a statement that :func:`may_go_alone`, on PostgreSQL; return its moment.

    0: it is for the usual way, and nothing was stored: one of its id is stored or waited for
    (``looks``: the id was given, and may be), or it took longer than ``longest`` microseconds. The
    database looks, gives the moment and stores while nobody else does, as ``one_writes`` would have
    it: migration 0003.
    """
    columns = _columns(new, source, sorted(new.marks))
    try:
        with _apart(), quick_cursor() as cursor:
            cursor.execute(_STORE, [LOCK, clock(), longest, looks, *columns])
            return int(cursor.fetchone()[0])
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", "") != _TOO_LATE:
            raise
        return 0


def _apart() -> AbstractContextManager[object]:
    """Keep the transaction of somebody else whole, should this be taken back."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _columns(new: New, source: int, marks: list[Mark]) -> tuple[object, ...]:
    return (
        *(new.uuid, source, new.happened, new.actor, new.verb, new.has, new.raw),
        *([kind for kind, _value in marks], [value for _kind, value in marks]),
    )
