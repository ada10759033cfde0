"""Saving records together with their history, evidence and search documents.

Only the use cases of this part call it, inside their transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from openluban.foundation.columns.bulk import update_columns
from openluban.foundation.evidence.claiming import Word, claim_all, standings
from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.errors import AlreadyThere
from openluban.foundation.registers.record import Record
from openluban.foundation.registers.rows import ParsedRow, plain_values
from openluban.foundation.search.indexing import Document, index
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText


def document_of(register: Register, record: Any) -> Document:
    """Return what finds a record: its key, its names in every language, its searched fields."""
    title = getattr(record, register.title_field, None)
    spoken = getattr(record, register.title_language) if register.title_language else "en"
    named = title if isinstance(title, LocalizedText) else LocalizedText({spoken: str(title or "")})
    words = [record.key, *named.wordings.values()]
    for field in register.searched_fields:
        words.extend(field.write(record).values())
    if register.more_words is not None:
        words.extend(register.more_words(record))
    texts: Mapping[str, str] | None = {} if register.is_sought else None
    if register.texts is not None:
        texts = register.texts([record.key]).get(record.key, {}) if record.pk is not None else {}
    return Document(
        register.key,
        record.key,
        named,
        "\n".join([word for word in words if word]),
        is_shown=_is_shown(record),
        scope=record.scope,
        texts=texts,
    )


def _is_shown(record: Record) -> bool:
    return (
        record.standing == "accepted" and record.audience == "public" and record.retired_at is None
    )


def changes_between(
    register: Register, record: Any, values: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Return attribute to (before, after) in plain form, for what differs."""
    before = plain_values(register, {name: getattr(record, name) for name in values})
    after = plain_values(register, values)
    return {name: (before[name], after[name]) for name in values if before[name] != after[name]}


def set_values(record: Any, values: dict[str, Any], *, at: datetime) -> None:
    """Put the values on the record; it has changed at that moment."""
    for attribute, value in values.items():
        setattr(record, attribute, value)
    record.changed_at = at


@contextmanager
def constraints_kept() -> Iterator[None]:
    """Turn a broken constraint of the database into a refusal; the transaction is lost.

    :raises AlreadyThere: a constraint is broken
    """
    try:
        yield
    except IntegrityError as broken:
        raise AlreadyThere from broken


def save_one(register: Register, record: Any, deed: Deed, *, actor: Actor, at: datetime) -> None:
    """Save a record, one version on, with its deed and its search document.

    :raises AlreadyThere: a constraint of the database is broken
    """
    record.changed_at = at
    if record.pk is not None:
        record.version += 1
    with constraints_kept():
        record.save()
    record_all([deed], actor=actor, at=at)
    index([document_of(register, record)])


def words_of_row(register: Register, key: str, row: ParsedRow) -> list[Word]:
    """Return what the row's evidence columns say of its record."""
    if not row.source:
        return []
    return [Word(register.key, key, row.source, row.confidence, row.note)]


def rest_on(register: Register, keys: Sequence[str], words: Sequence[Word]) -> None:
    """Write down the evidence, and sum it up on those of the records it speaks of."""
    if not words:
        return
    claim_all(words)
    summed = standings(register.key, keys) if keys else {}
    columns: dict[str, list[Any]] = {
        "confidence": [standing.confidence for standing in summed.values()],
        "is_disputed": [standing.is_disputed for standing in summed.values()],
    }
    update_columns(register.model, "key", list(summed), columns)
