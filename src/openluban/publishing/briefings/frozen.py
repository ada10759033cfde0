"""What a briefing's numbers rested on when they were read: plain data, ready to be signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openluban.kernel.canonical import JSONValue, digest

Names = Mapping[str, str]
"""Wordings by language."""


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """A record as a figure sees it; days are ISO texts, ``""`` stands for what there is not.

    ``begins`` and ``latest`` are the days between which it began to count, ``until`` the day from
    which it no longer does, ``thing`` what is counted once, ``quantity`` its own number.
    ``names`` is what it is called; they are no part of what the figure sees.
    """

    register: str
    key: str
    begins: str
    latest: str
    until: str = ""
    thing: str = ""
    quantity: str = ""
    names: Names = field(default_factory=dict, compare=False)

    @property
    def reference(self) -> str:
        """The record as ``register/key``."""
        return f"{self.register}/{self.key}"

    @property
    def seen(self) -> dict[str, JSONValue]:
        """All that the figure sees of the record; the digest is over this."""
        return {
            "key": self.reference,
            "counts_from": self.begins,
            "counts_latest": self.latest,
            "counts_until": self.until,
            "thing": self.thing,
            "quantity": self.quantity,
        }

    @property
    def digest(self) -> str:
        """The digest of what the figure sees: it changes when the number may."""
        return digest(self.seen)


def records_digest(records: Sequence[SeenRecord]) -> str:
    """Return the digest of the records' digests, whatever their order."""
    return digest(sorted(record.digest for record in records))


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """The answer to one question of a briefing, as it was read.

    ``at`` is the day it was read for (ISO), ``stated_at`` that day as the text states it (2025-08;
    ``""`` where the text leaves it to the briefing). ``value``, ``low`` and ``high`` are decimals
    written out; low and high differ where sources disagree. ``words`` holds by language and style
    what readers see. ``records`` is empty where ``is_listed`` is False: there were too many.
    """

    question: str
    figure: str
    choices: Mapping[str, str]
    at: str
    stated_at: str
    unit: str
    value: str
    low: str
    high: str
    titles: Names
    definitions: Names
    words: Mapping[str, Names]
    records: tuple[SeenRecord, ...] = ()
    count: int = 0
    is_listed: bool = True

    def stored(self) -> dict[str, Any]:
        """Return the JSON form; names of records stand elsewhere (see ``names_in``)."""
        reading: dict[str, Any] = {
            "figure": self.figure,
            "choices": dict(self.choices),
            "at": self.at,
            "unit": self.unit,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "count": self.count,
            "records_digest": records_digest(self.records),
        }
        return {
            "question": self.question,
            "stated_at": self.stated_at,
            "titles": dict(self.titles),
            "definitions": dict(self.definitions),
            "words": {language: dict(words) for language, words in self.words.items()},
            **reading,
            "digest": digest(reading),
            "is_listed": self.is_listed,
            "records": [{**record.seen, "digest": record.digest} for record in self.records],
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any], names: Mapping[str, Names]) -> "FrozenFigure":
        """Read what ``stored`` returned, with the names of the records by ``register/key``."""
        plain = ("question", "figure", "choices", "at", "stated_at", "unit", "value", "low", "high")
        worded = ("titles", "definitions", "words")
        return cls(
            **{name: stored[name] for name in (*plain, *worded)},
            records=tuple(_record(one, names) for one in stored["records"]),
            count=stored["count"],
            is_listed=stored["is_listed"],
        )


def _record(stored: Mapping[str, str], names: Mapping[str, Names]) -> SeenRecord:
    register, _slash, key = stored["key"].partition("/")
    return SeenRecord(
        register,
        key,
        stored["counts_from"],
        stored["counts_latest"],
        stored["counts_until"],
        stored["thing"],
        stored["quantity"],
        names.get(stored["key"], {}),
    )


def names_in(figures: Sequence[FrozenFigure]) -> dict[str, dict[str, str]]:
    """Return what the figures' records are called, once for each ``register/key``."""
    return {
        record.reference: dict(record.names)
        for figure in figures
        for record in figure.records
        if record.names
    }
