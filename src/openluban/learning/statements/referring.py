"""What follows from a statement about another: voiding, and being found by what that one is."""

from collections.abc import Sequence
from typing import Any

import orjson

from openluban.learning.statements.counting import take_back
from openluban.learning.statements.rows import places, some_at_once, uuid_values
from openluban.learning.statements.rules.marks import Mark, marks_of
from openluban.learning.statements.standing import Kept, kept_by_uuid, referring_to
from openluban.learning.statements.storing import MARK, New

_MARK_AGAIN = f"{MARK} ON CONFLICT DO NOTHING"
_MOST_STEPS = 20
"""How far a chain of statements that refer to statements is followed."""


def void(cursor: Any, uuids: Sequence[str]) -> None:
    """Mark statements as voided; one that voids cannot be voided itself."""
    for some in some_at_once(uuid_values(uuids)):
        cursor.execute(
            "SELECT id FROM statements_statement"  # noqa: S608
            f" WHERE NOT voids AND NOT is_voided AND uuid IN ({places(some)})",
            list(some),
        )
        take_back(cursor, [number for (number,) in cursor.fetchall()])
        cursor.execute(
            "UPDATE statements_statement SET is_voided = %s"  # noqa: S608
            f" WHERE NOT voids AND uuid IN ({places(some)})",
            [True, *some],
        )


def follow_references(cursor: Any, new: Sequence[New], before: Sequence[Kept]) -> None:
    """Let statements that refer to others be found by what those are found by.

    ``before``: stored statements that waited for one of the new ones.
    """
    for each in new:
        if each.target is not None:
            _hand_on(cursor, [each.id], each.target)
    for kept in before:
        if kept.target is not None:
            _hand_on(cursor, _all_above(cursor, kept), kept.target)


def _hand_on(cursor: Any, numbers: Sequence[int], target: str) -> None:
    """Give statements the marks of a statement and of those that it refers to in turn."""
    marks: set[Mark] = set()
    seen: set[str] = set()
    aim: str | None = target
    while aim is not None and aim not in seen and len(seen) < _MOST_STEPS:
        seen.add(aim)
        kept = kept_by_uuid(cursor, [aim]).get(aim)
        if kept is None:
            break
        marks |= marks_of(orjson.loads(kept.raw))
        aim = kept.target
    rows = [(kind, value, number) for number in numbers for kind, value in marks]
    if rows:
        cursor.executemany(_MARK_AGAIN, rows)


def _all_above(cursor: Any, kept: Kept) -> list[int]:
    """Return a statement, those that refer to it, and so on."""
    found, waiting = {kept.uuid: kept.id}, [kept.uuid]
    for _step in range(_MOST_STEPS):
        above = [each for each in referring_to(cursor, waiting) if each.uuid not in found]
        found |= {each.uuid: each.id for each in above}
        waiting = [each.uuid for each in above]
        if not waiting:
            break
    return list(found.values())
