"""Lists of ids are kept as four bytes each, in place of the gaps between them."""

from collections.abc import Iterator
from typing import Any

from django.db import connections, migrations
from django.db.migrations.exceptions import IrreversibleError

from openluban.kernel.lazily import lazily

np = lazily("numpy")  # every command loads the migrations, and few run this one

_AT_ONCE = 20_000
_KINDS = {1: ("u1", 0xFF), 2: ("<u2", 0xFFFF)}
"""By the first byte of what was kept: how wide gaps are, and the value that says more follows."""


def forwards(apps: Any, schema_editor: Any) -> None:
    """Write every list anew."""
    connection = connections[schema_editor.connection.alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Ids hardly get smaller by being compressed, and reading them would take longer.
            cursor.execute("ALTER TABLE memory_listing ALTER COLUMN offsets SET STORAGE EXTERNAL")
        for rows in _lists(cursor):
            cursor.executemany(
                "UPDATE memory_listing SET offsets = %s WHERE id = %s",
                [(written_anew(bytes(gaps)), pk) for pk, gaps in rows],
            )


def _lists(cursor: Any) -> Iterator[list[tuple[int, bytes]]]:
    last = 0
    while True:
        cursor.execute(
            "SELECT id, offsets FROM memory_listing WHERE id > %s ORDER BY id LIMIT %s",
            [last, _AT_ONCE],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def written_anew(gaps: bytes) -> bytes:
    """Return a list as four bytes for each id above the first, from the gaps between them."""
    kind, most = _KINDS[gaps[0]]
    entries = np.frombuffer(gaps[1:], dtype=kind).astype(np.int64)
    sums = np.cumsum(entries)[entries != most]
    return np.append(0, sums).astype("<u4").tobytes()


def backwards(apps: Any, schema_editor: Any) -> None:
    """Go back while there is nothing in it."""
    with connections[schema_editor.connection.alias].cursor() as cursor:
        cursor.execute("SELECT 1 FROM memory_listing LIMIT 1")
        if cursor.fetchone():
            raise IrreversibleError("The lists of the memory cannot be turned back.")  # noqa: EM101


class Migration(migrations.Migration):
    """Renames the column and turns what is in it."""

    dependencies = [("memory", "0001_initial")]

    operations = [
        migrations.RenameField("listing", "gaps", "offsets"),
        migrations.RunPython(forwards, backwards),
    ]
