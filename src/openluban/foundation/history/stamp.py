"""A mark of the present state of the records, under which what was made of them may be kept."""

from django.db import connection

_STATE = "SELECT COALESCE(MAX(id), 0) FROM history_entry"
_STATE_ON_POSTGRESQL = (
    "SELECT COALESCE(MAX(id), 0) || '.' || ARRAY_TO_STRING(ARRAY("
    "SELECT running FROM pg_snapshot_xip(pg_current_snapshot()) AS running"
    " WHERE running::xid NOT IN (SELECT backend_xid FROM pg_stat_activity"
    " WHERE backend_xid IS NOT NULL AND datname <> current_database())"
    "), ',') FROM history_entry"
)


def state_of_records() -> str:
    """Return a mark that differs whenever a reader could see other records than before.

    On PostgreSQL a transaction may commit after one that began later, so the last entry alone is
    not enough: the transactions that are running belong to the mark. Whatever commits later was
    either running or has a later entry; what is over and wrote no entry leaves the mark as it was.
    Writing in other databases of the same server is left out, as far as one may see whose it is.
    One query, written out because it is asked for every page.
    """
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_STATE_ON_POSTGRESQL if is_postgresql else _STATE)
        return str(cursor.fetchone()[0])
