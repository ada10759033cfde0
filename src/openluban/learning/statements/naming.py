"""What is known of verbs and activities: their names, and the definitions that came with them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
from django.db import connection, transaction

from openluban.learning.statements.rows import places, some_at_once
from openluban.learning.statements.rules.marks import digest_of
from openluban.learning.statements.rules.merging import merged

_NAME = (
    "INSERT INTO statements_name (value, iri, definition) VALUES (%s, %s, NULL)"
    " ON CONFLICT (value) DO NOTHING"
)
_DEFINE = (
    "INSERT INTO statements_name (value, iri, definition) VALUES (%s, %s, %s)"
    " ON CONFLICT (value) DO UPDATE SET definition = excluded.definition"
)
_MOST = 50_000
Named = tuple[str, dict[str, Any] | None]
_noted: dict[str, bytes | None] = {}
"""What this worker knows to be written down, with the definition that it saw last."""


def forget() -> None:
    """Forget what is known to be written down; for whoever empties the tables."""
    _noted.clear()


def are_noted(named: Iterable[Named], *, defines: bool) -> bool:
    """Whether nothing of these is left to write down; what this worker does not know is read."""
    fresh, given = _unknown(named, defines=defines)
    if not (fresh or given):
        return True
    known = _known(fresh | given.keys())
    seen: dict[str, bytes | None] = {iri: None for iri in fresh if iri in known}
    for iri, definition in given.items():
        before = known.get(iri)
        if before and merged(before, definition) == before:
            seen[iri] = orjson.dumps(definition)
    _remember(seen)
    return len(seen) == len(fresh) + len(given)


def note_names(cursor: Any, named: Iterable[Named], *, defines: bool) -> None:
    """Write down names, and definitions where the sender may define."""
    fresh, given = _unknown(named, defines=defines)
    if fresh:
        cursor.executemany(_NAME, [(digest_of(iri), iri) for iri in sorted(fresh)])
    if given:
        _define(cursor, given)
    if fresh or given:
        _remember(dict.fromkeys(fresh) | {i: orjson.dumps(d) for i, d in given.items()})


def _unknown(
    named: Iterable[Named], *, defines: bool
) -> tuple[set[str], dict[str, dict[str, Any]]]:
    """Return the names, and the definitions, that this worker does not know to be written."""
    fresh: set[str] = set()
    given: dict[str, dict[str, Any]] = {}
    for iri, definition in named:
        if definition and defines:
            if _noted.get(iri, b"") != orjson.dumps(definition):
                given[iri] = merged(given[iri], definition) if iri in given else definition
        elif iri not in _noted:
            fresh.add(iri)
    return fresh - given.keys(), given


def _define(cursor: Any, given: Mapping[str, dict[str, Any]]) -> None:
    known = definitions_of(given)
    rows = []
    for iri in sorted(given):
        before = known.get(iri)
        now = merged(before, given[iri]) if before else given[iri]
        if now != before:
            rows.append((digest_of(iri), iri, orjson.dumps(now)))
    if rows:
        cursor.executemany(_DEFINE, rows)


def _remember(seen: dict[str, bytes | None]) -> None:
    """Keep in mind what was written, once it is committed."""
    if len(_noted) > _MOST:
        _noted.clear()

    def keep() -> None:
        for iri, definition in seen.items():
            if definition is not None or iri not in _noted:
                _noted[iri] = definition

    transaction.on_commit(keep)


def definitions_of(iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what is known of these activities, of those of which anything is."""
    return {iri: known for iri, known in _known(iris).items() if known is not None}


def _known(iris: Iterable[str]) -> dict[str, dict[str, Any] | None]:
    """Return which of these are written down, and what is known of them."""
    wanted = {digest_of(iri): iri for iri in iris}
    found: dict[str, dict[str, Any] | None] = {}
    with connection.cursor() as cursor:
        for some in some_at_once(list(wanted)):
            cursor.execute(
                "SELECT value, definition FROM statements_name"  # noqa: S608
                f" WHERE value IN ({places(some)})",
                list(some),
            )
            for value, known in cursor.fetchall():
                found[wanted[bytes(value)]] = known and orjson.loads(bytes(known))
    return found


def lookup(iris: Iterable[str]) -> Callable[[str], Mapping[str, Any] | None]:
    """Return what tells the definitions of these activities."""
    return definitions_of(iris).get
