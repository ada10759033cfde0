"""A mark of the present state of the records, under which what was made of them may be kept."""

from django.db import connection

_STATE = "SELECT COALESCE(MAX(id), 0) FROM history_entry"
_STATE_ON_POSTGRESQL = (
    "SELECT COALESCE(MAX(id), 0) || '.' || pg_snapshot_xmin(pg_current_snapshot())::text"
    " FROM history_entry"
)


def state_of_records() -> str:
    """Return a mark that differs whenever a reader could see other records than before.

    On PostgreSQL a transaction may commit after one that began later, so the last entry alone is
    not enough: the oldest transaction still running is part of the mark. One query, written out
    because it is asked for every page.
    """
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_STATE_ON_POSTGRESQL if is_postgresql else _STATE)
        return str(cursor.fetchone()[0])
