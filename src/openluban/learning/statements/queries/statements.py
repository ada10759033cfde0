"""Reading statements: one by its id, or a page of those that a question finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openluban.learning.statements.rows import places, some_at_once, uuid_text, uuid_value
from openluban.learning.statements.rules.marks import Mark

_COLUMNS = "s.id, s.uuid, s.source_id, s.happened, s.has, s.raw"


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as it is kept."""

    id: int
    uuid: str
    source: int
    happened: int
    has: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; each of ``marks`` is a choice of marks, of which one must be there.

    ``after`` and ``until`` bound the moment of storing, in microseconds: later than the one, not
    later than the other. ``source``: only of this one. ``sources_too``: who is asked for is the
    authority of these, so that their statements are found as well.
    """

    marks: tuple[tuple[Mark, ...], ...] = ()
    after: int | None = None
    until: int | None = None
    ascending: bool = False
    limit: int = 100
    source: int | None = None
    authority_of: tuple[int, ...] = field(default=())


def statement_by_uuid(
    cursor: Any, uuid: str, *, voided: bool, source: int | None = None
) -> Found | None:
    """Return a statement that is voided, or one that is not; one query."""
    only = "" if source is None else " AND s.source_id = %s"
    cursor.execute(
        f"SELECT {_COLUMNS} FROM statements_statement AS s"  # noqa: S608
        f" WHERE s.uuid = %s AND s.is_voided = %s{only}",
        [uuid_value(uuid), voided, *([] if source is None else [source])],
    )
    row = cursor.fetchone()
    return None if row is None else _found(row)


def page_of(cursor: Any, question: Question) -> list[Found]:
    """Return the statements that a question finds, one more than its limit if there are more.

    Two queries: which they are, by indexes alone as far as that goes, then what they say.
    """
    branches = list(_branches(question))
    order = "ASC" if question.ascending else "DESC"
    limited = [f"SELECT * FROM ({sql} ORDER BY 1 {order} LIMIT %s) AS b{place}"  # noqa: S608
               for place, (sql, _values) in enumerate(branches)]  # fmt: skip
    values = [value for _sql, given in branches for value in (*given, question.limit + 1)]
    cursor.execute(
        f"{' UNION '.join(limited)} ORDER BY 1 {order} LIMIT %s",
        [*values, question.limit + 1],
    )
    numbers = [row[0] for row in cursor.fetchall()]
    found: dict[int, Found] = {}
    for some in some_at_once(numbers):
        cursor.execute(
            f"SELECT {_COLUMNS} FROM statements_statement AS s WHERE s.id IN ({places(some)})",  # noqa: S608
            list(some),
        )
        found |= {row[0]: _found(row) for row in cursor.fetchall()}
    return [found[number] for number in numbers if number in found]


def _branches(question: Question) -> Iterable[tuple[str, list[Any]]]:
    """Yield a query of ids for each choice of the first marks; each walks one index in order."""
    first, *others = question.marks or ((),)
    if not first:
        yield _branch(question, None, ())
        return
    for mark in first:
        yield _branch(question, mark, others)
    for source in question.authority_of:
        yield _of_source(question, source, others)


def _branch(
    question: Question, mark: Mark | None, others: Sequence[tuple[Mark, ...]]
) -> tuple[str, list[Any]]:
    if mark is None:
        number, tables, where, values = "s.id", "statements_statement AS s", [], []
    else:
        number = "m.statement"
        tables = "statements_mark AS m JOIN statements_statement AS s ON s.id = m.statement"
        where, values = ["m.kind = %s", "m.value = %s"], [*mark]
    return _whole(question, number, tables, (where, values), others)


def _of_source(
    question: Question, source: int, others: Sequence[tuple[Mark, ...]]
) -> tuple[str, list[Any]]:
    where: tuple[list[str], list[Any]] = (["s.source_id = %s"], [source])
    return _whole(question, "s.id", "statements_statement AS s", where, others)


def _whole(
    question: Question,
    number: str,
    tables: str,
    begun: tuple[list[str], list[Any]],
    others: Sequence[tuple[Mark, ...]],
) -> tuple[str, list[Any]]:
    where, values = [*begun[0], "NOT s.is_voided"], [*begun[1]]
    for choice in others:
        either = " OR ".join(["(o.kind = %s AND o.value = %s)"] * len(choice))
        where.append(
            f"EXISTS (SELECT 1 FROM statements_mark AS o WHERE o.statement = {number}"  # noqa: S608
            f" AND ({either}))"
        )
        values += [part for mark in choice for part in mark]
    for bound, sign in ((question.after, ">"), (question.until, "<=")):
        if bound is not None:
            where.append(f"{number} {sign} %s")
            values.append(bound)
    if question.source is not None:
        where.append("s.source_id = %s")
        values.append(question.source)
    sql = f"SELECT {number} AS number FROM {tables} WHERE {' AND '.join(where)}"  # noqa: S608
    return sql, values


def _found(row: Sequence[Any]) -> Found:
    number, uuid, source, happened, has, raw = row
    return Found(number, uuid_text(uuid), source, happened, has, bytes(raw))


def last_stored(cursor: Any) -> int:
    """Return the moment of the last statement in microseconds, 0 if there is none; one query."""
    cursor.execute("SELECT MAX(id) FROM statements_statement")
    return cursor.fetchone()[0] or 0


def attachments_of(
    cursor: Any, sha2s: Sequence[str], statements: Sequence[int]
) -> list[tuple[str, str, bytes]]:
    """Return digest, media type and bytes of what came with these statements (at most 1,000)."""
    found = []
    for some in some_at_once(sha2s) if statements else ():
        cursor.execute(
            "SELECT sha2, content_type, content FROM statements_attachment AS t"  # noqa: S608
            f" WHERE sha2 IN ({places(some)}) AND EXISTS (SELECT 1 FROM statements_attached AS a"
            f" WHERE a.sha2 = t.sha2 AND a.statement IN ({places(statements)})) ORDER BY sha2",
            [*some, *statements],
        )
        found += [(row[0], row[1], bytes(row[2])) for row in cursor.fetchall()]
    return found


def authorities(cursor: Any) -> dict[int, bytes]:
    """Return the authority of each source, as JSON; one query."""
    cursor.execute("SELECT id, authority FROM statements_source")
    return {number: bytes(authority) for number, authority in cursor.fetchall()}
