"""Statements that go: those whose time is over, and those of a person who asks for it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha1
from typing import Any

import orjson
from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key
from openluban.kernel.refusals import NotAllowed
from openluban.learning.statements.counting import take_back
from openluban.learning.statements.models import Source
from openluban.learning.statements.policies import may_keep
from openluban.learning.statements.queries.people import statements_about
from openluban.learning.statements.rows import (
    empty_journal,
    one_writes,
    places,
    uuid_text,
    uuid_value,
)
from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.rules.marks import AGENT, RELATED_AGENT, digest_of, marks_of
from openluban.learning.statements.rules.types import as_micros

_AT_ONCE = 500
_ORPHANS = (
    "DELETE FROM statements_attachment WHERE NOT EXISTS (SELECT 1 FROM statements_attached AS a"
    " WHERE a.sha2 = statements_attachment.sha2)"
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: statements and documents; and what stays and names the person elsewhere.

    ``named_elsewhere``: statements of others that name them as instructor, in a team and so on.
    """

    statements: int
    documents: int
    named_elsewhere: int


def retain_statements(*, actor: Actor, at: datetime) -> dict[str, int]:
    """Let go what is older than its source's days; return how many of each source went.

    They go in portions, each of them whole: broken off, it goes on with the next call.

    :raises NotAllowed: the actor may not keep statements
    """
    if not may_keep(actor):
        raise NotAllowed
    gone: dict[str, int] = {}
    for source in Source.objects.exclude(retain_days=None).order_by("key"):
        before = as_micros(at - timedelta(days=source.retain_days or 0))
        where, values = "source_id = %s AND id < %s", [source.pk, before]
        gone[source.key] = _in_portions(where, values, _of_source(source.key, actor, at))
    empty_journal()
    return gone


def _of_source(key: str, actor: Actor, at: datetime) -> Callable[[int], None]:
    def note(count: int) -> None:
        deed = Deed("statements.let_go", "statement-sources", key, {"statements": (count, None)})
        record(deed, actor=actor, at=at)

    return note


def _in_portions(where: str, values: Sequence[Any], note: Callable[[int], None]) -> int:
    total = 0
    while True:
        with one_writes() as cursor:
            cursor.execute(
                "SELECT id, uuid, target, raw FROM statements_statement"  # noqa: S608
                f" WHERE {where} ORDER BY id LIMIT %s",
                [*values, _AT_ONCE],
            )
            rows = cursor.fetchall()
            if not rows:
                return total
            _take_away(cursor, rows)
            note(len(rows))
        total += len(rows)


def erase_statements(*, agent: dict[str, Any], actor: Actor, at: datetime) -> Erased:
    """Take away all statements that a person did or that are about them, states and profiles.

    The history keeps how many, and nothing of whose.

    :raises NotAllowed: the actor may not keep statements
    """
    if not may_keep(actor):
        raise NotAllowed
    return forget_agent(agent=agent, actor=actor, at=at)


def forget_agent(*, agent: dict[str, Any], actor: Actor, at: datetime) -> Erased:
    """Do what :func:`erase_statements` does, for a module that knows that the actor may."""
    with one_writes() as cursor:
        gone = [_erase(cursor, digest_of(each)) for each in _names_of(agent)]
        erased = Erased(*(sum(numbers) for numbers in zip(*gone, strict=True)))
        changes = {"statements": (erased.statements, None), "documents": (erased.documents, None)}
        record(
            Deed("statements.erased", "statement-persons", new_key(), changes),
            actor=actor,
            at=at,
        )
    transaction.on_commit(empty_journal)
    return erased


def _names_of(agent: dict[str, Any]) -> list[str]:
    """Return what the person is called by; who has an address has its SHA-1 as well."""
    found = [identity(agent)]
    if "mbox" in agent:
        found.append(identity({"mbox_sha1sum": sha1(agent["mbox"].encode()).hexdigest()}))  # noqa: S324 - as the standard has it
    return found


def _erase(cursor: Any, value: bytes) -> tuple[int, int, int]:
    """Take away all of one identifier; return how many statements, documents, and what stays."""
    rows = [
        row
        for row in statements_about(cursor, value)
        if (AGENT, value) in marks_of(orjson.loads(bytes(row[3])))
    ]
    _take_away(cursor, rows)
    _forget_in_references(cursor, rows, value)
    cursor.execute("DELETE FROM statements_document WHERE agent = %s", [value])
    documents = cursor.rowcount
    cursor.execute(
        "SELECT COUNT(*) FROM statements_mark WHERE kind = %s AND value = %s",
        [RELATED_AGENT, value],
    )
    return len(rows), documents, cursor.fetchone()[0]


def _take_away(cursor: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Take statements away with all that they are found by; (id, uuid, target, raw) each."""
    some = list(rows)
    take_back(cursor, [row[0] for row in some])
    marks, attached, referring = [], [], []
    for number, _uuid, target, raw in some:
        value = orjson.loads(bytes(raw))
        marks += [(kind, mark, number) for kind, mark in marks_of(value)]
        attached += [(each["sha2"].lower(), number) for each in value.get("attachments", ())]
        if target is not None:
            referring.append(number)
    if marks:
        cursor.executemany(
            "DELETE FROM statements_mark WHERE kind = %s AND value = %s AND statement = %s", marks
        )
    for start in range(0, len(referring), _AT_ONCE):
        # What they are found by besides is that of others: no index leads there, but they are few.
        these = referring[start : start + _AT_ONCE]
        cursor.execute(
            f"DELETE FROM statements_mark WHERE statement IN ({places(these)})",  # noqa: S608
            these,
        )
    if attached:
        cursor.executemany(
            "DELETE FROM statements_attached WHERE sha2 = %s AND statement = %s", attached
        )
        cursor.execute(_ORPHANS)
    if some:
        cursor.executemany(
            "DELETE FROM statements_statement WHERE id = %s", [(row[0],) for row in some]
        )


def _forget_in_references(cursor: Any, rows: Iterable[Sequence[Any]], value: bytes) -> None:
    """Let statements that referred to what went be found by that person no more."""
    for _number, uuid, _target, _raw in rows:
        cursor.execute(
            "SELECT id FROM statements_statement WHERE target = %s",
            [uuid_value(uuid_text(uuid))],
        )
        numbers = [row[0] for row in cursor.fetchall()]
        if numbers:
            cursor.executemany(
                "DELETE FROM statements_mark WHERE kind = %s AND value = %s AND statement = %s",
                [(kind, value, number) for number in numbers for kind in (AGENT, RELATED_AGENT)],
            )
