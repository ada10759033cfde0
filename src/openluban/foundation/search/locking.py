"""Work that one transaction at a time does for all."""

from django.db import connection

JOINING = 0x4C7562616E01
LEARNING = 0x4C7562616E02


def may_begin(work: int) -> bool:
    """Test that nobody else does this work just now, and keep it until the transaction ends.

    On SQLite nobody else writes.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [work])
        (is_ours,) = cursor.fetchone()
    return bool(is_ours)
