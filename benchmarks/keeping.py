"""A store to measure: filling it, and what plain SQL would take for the same rows."""

import time
from base64 import b64encode
from datetime import UTC, datetime

import orjson
from django.core.management import call_command
from django.db import connection

from benchmarks.statement_texts import SITE, statement
from openluban.kernel.actor import SYSTEM
from openluban.learning.statements.naming import note_names
from openluban.learning.statements.rows import one_writes
from openluban.learning.statements.rules.marks import named_in
from openluban.learning.statements.rules.scopes import ALL
from openluban.learning.statements.sending import Sender, sender_of
from openluban.learning.statements.storing import INSERT, MARK, New, insert, rows_of
from openluban.learning.statements.use_cases import store_statements as storing
from openluban.learning.statements.use_cases.keep_sources import add_source, issue_key

_BATCH = 10_000
_kept: dict[str, Sender] = {}


def prepare() -> str:
    """Make the tables and a key; return the header that it signs in with."""
    call_command("migrate", verbosity=0, interactive=False)
    at = datetime.now(UTC)
    add_source(key="bench", name="bench", site=SITE, actor=SYSTEM, at=at)
    key, secret = issue_key(source_key="bench", scopes=(ALL,), actor=SYSTEM, at=at)
    header = "Basic " + b64encode(f"{key.login}:{secret}".encode()).decode()
    _kept["sender"] = sender_of(header, at)
    return header


def fill(*, count: int) -> float:
    """Store so many statements in large transactions; return how many a second."""
    begun = time.perf_counter()
    sender = _kept["sender"]
    for start in range(0, count, _BATCH):
        made = [statement(number) for number in range(start, min(start + _BATCH, count))]
        parcel = storing.Parcel([(each, orjson.dumps(each)) for each in made], 2)
        new = list(storing.checked(parcel))
        with one_writes() as cursor:
            first = time.time_ns() // 1000 - count
            for place, each in enumerate(new):
                each.id = first + place
            insert(cursor, sender.source, new)
            named = (pair for each in made for pair in named_in(each))
            note_names(cursor, named, defines=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return count / (time.perf_counter() - begun)


def bare(*, first: int, batches: int, each: int) -> dict[str, float]:
    """Return statements a second of plain ``executemany``, durable, a transaction a batch.

    ``rows``: into the tables of the store, all of them ready made; ``bytes``: the same bytes
    alone, into a table without anything else; ``alone``: those, one a transaction.
    """
    ready = [
        [
            _new(statement(number))
            for number in range(first + batch * each, first + (batch + 1) * each)
        ]
        for batch in range(batches)
    ]
    at = time.time_ns() // 1000 + 3_600_000_000
    for place, new in enumerate(new for batch in ready for new in batch):
        new.id = at + place
    sender = _kept["sender"]
    found: dict[str, float] = {}
    begun = time.perf_counter()
    for batch in ready:
        with one_writes() as cursor:
            rows, marks = rows_of(sender.source, batch)
            cursor.executemany(INSERT, rows)
            cursor.executemany(MARK, marks)
    found["rows"] = batches * each / (time.perf_counter() - begun)
    with connection.cursor() as cursor:
        kind = "BYTEA" if connection.vendor == "postgresql" else "BLOB"
        cursor.execute(f"CREATE TABLE IF NOT EXISTS bare_bytes (raw {kind})")
        cursor.execute("DELETE FROM statements_statement WHERE id >= %s", [at])
        cursor.execute("DELETE FROM statements_mark WHERE statement >= %s", [at])
    alone = ready[0]
    begun = time.perf_counter()
    for new in alone:
        with one_writes() as cursor:
            cursor.execute("INSERT INTO bare_bytes (raw) VALUES (%s)", [new.raw])
    found["alone"] = len(alone) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    for batch in ready:
        with one_writes() as cursor:
            cursor.executemany(
                "INSERT INTO bare_bytes (raw) VALUES (%s)", [[new.raw] for new in batch]
            )
    found["bytes"] = batches * each / (time.perf_counter() - begun)
    return found


def _new(value: dict[str, object]) -> New:
    raw = orjson.dumps(value)
    parcel = storing.Parcel([(value, raw)], 2)
    return next(storing.checked(parcel))
