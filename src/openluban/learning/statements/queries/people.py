"""What a person's statements are."""

from typing import Any

from openluban.learning.statements.rules.marks import AGENT


def statements_about(cursor: Any, person: bytes) -> list[tuple[Any, ...]]:
    """Return (id, uuid, target, raw) of what a person did or what is about them; one query."""
    cursor.execute(
        "SELECT s.id, s.uuid, s.target, s.raw FROM statements_mark AS m"
        " JOIN statements_statement AS s ON s.id = m.statement"
        " WHERE m.kind = %s AND m.value = %s ORDER BY s.id",
        [AGENT, person],
    )
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
