"""Uses of units and courses, summed by day: figures read these, and no statement.

Statements are counted after they came (``use_cases/count_uses.py``). What is taken away or voided
once it was counted is taken back here, in the same transaction.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from django.utils import timezone

from openluban.learning.statements.rows import places, some_at_once
from openluban.learning.statements.rules.using import did_of, used_in

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = ("unit", "did", "day", "actor", "source_id", "within")
_WHERE = " AND ".join(f"{name} = %s" for name in _KEY)
_ADD = (
    "INSERT INTO statements_use (unit, did, day, actor, source_id, within, statements)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (unit, did, day, actor, source_id, within)"
    " DO UPDATE SET statements = statements_use.statements + excluded.statements"
)
_LESSEN = (
    "UPDATE statements_use SET statements = statements - %s"  # noqa: S608
    f" WHERE {_WHERE} AND statements > %s"
)
_DROP = f"DELETE FROM statements_use WHERE {_WHERE} AND statements <= %s"  # noqa: S608
_COLUMNS = "id, source_id, happened, actor, raw, is_voided"

Row = Sequence[Any]
"""The columns of a statement: id, source_id, happened, actor, raw, is_voided."""
Use = tuple[str, str, date, bytes, int, bool]


def counted_through(cursor: Any) -> int:
    """Return the last statement that is counted, 0 before the first."""
    cursor.execute("SELECT through FROM statements_counting WHERE id = 1")
    found = cursor.fetchone()
    return int(found[0]) if found else 0


def count_through(cursor: Any, last: int) -> None:
    """Note the last statement that is counted."""
    cursor.execute(
        "INSERT INTO statements_counting (id, through) VALUES (1, %s)"
        " ON CONFLICT (id) DO UPDATE SET through = excluded.through",
        [last],
    )


def uncounted(cursor: Any, through: int, most: int) -> list[Row]:
    """Return the statements that came after one, the earliest first; one query."""
    cursor.execute(
        f"SELECT {_COLUMNS} FROM statements_statement"  # noqa: S608
        " WHERE id > %s ORDER BY id LIMIT %s",
        [through, most],
    )
    rows: list[Row] = cursor.fetchall()
    return rows


def add(cursor: Any, rows: Iterable[Row]) -> None:
    """Add what statements say; those that are voided say nothing."""
    uses = _uses_of(rows)
    if uses:
        cursor.executemany(_ADD, [(*use, uses[use]) for use in sorted(uses)])


def take_back(cursor: Any, numbers: Sequence[int]) -> None:
    """Take back what statements said, of those that were counted and not voided before."""
    through = counted_through(cursor) if numbers else 0
    for some in some_at_once([number for number in numbers if number <= through]):
        cursor.execute(
            f"SELECT {_COLUMNS} FROM statements_statement WHERE id IN ({places(some)})",  # noqa: S608
            list(some),
        )
        uses = _uses_of(cursor.fetchall())
        if uses:
            cursor.executemany(_DROP, [(*use, uses[use]) for use in sorted(uses)])
            cursor.executemany(_LESSEN, [(uses[use], *use, uses[use]) for use in sorted(uses)])


def _uses_of(rows: Iterable[Row]) -> Counter[Use]:
    found: Counter[Use] = Counter()
    for _number, source, happened, actor, raw, is_voided in rows:
        if is_voided:
            continue
        value = orjson.loads(bytes(raw))
        did, day = did_of(value["verb"]["id"]).value, _day_of(happened)
        for unit, is_within in used_in(value):
            found[unit, did, day, bytes(actor), source, is_within] += 1
    return found


def _day_of(happened: int) -> date:
    """Return the day of a moment in microseconds, where this site is."""
    try:
        moment = _EPOCH + timedelta(microseconds=happened)
        return timezone.localdate(moment, timezone.get_default_timezone())
    except OverflowError:  # a clock that is off by thousands of years
        return date.max if happened > 0 else date.min
