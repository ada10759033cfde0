"""A mark of the present state of the records, under which what was made of them may be kept."""

from django.db import connection

from openluban.foundation.history.recording import last_change

_OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"


def state_of_records() -> str:
    """Return a mark that differs whenever a reader could see other records than before.

    On PostgreSQL a transaction may commit after one that began later, so the last entry alone is
    not enough: the oldest transaction still running is part of the mark.
    """
    mark = str(last_change())
    if connection.vendor != "postgresql":
        return mark
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_RUNNING)
        return f"{mark}.{cursor.fetchone()[0]}"
