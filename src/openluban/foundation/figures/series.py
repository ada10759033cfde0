"""A figure over time, in memory: its line, its value on any day, the records near a day.

One query reads the records of one set of own choices; the choices that every figure has are
applied here, so that a line or a search over many days and choices costs that one query.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openluban.foundation.figures.declaring import Aggregate, Figure
from openluban.foundation.figures.reading import all_records
from openluban.foundation.figures.spans import NEVER
from openluban.kernel.text import LocalizedText

_RANK = {"high": 3, "medium": 2, "low": 1}
_LEAST = {"any": 0, "medium": 2, "high": 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a figure sees it."""

    pk: int
    key: str
    name: Any
    begins: date
    latest: date
    until: date | None
    thing: Any
    quantity: Decimal | None
    confidence: str
    is_disputed: bool

    def counts_on(self, day: date, choices: dict[str, str]) -> bool:
        """Test whether the record counts on a day under the choices every figure has."""
        begins = self.latest if choices["precision"] == "strict" else self.begins
        if begins > day or (self.until is not None and self.until <= day):
            return False
        if _RANK[self.confidence] < _LEAST[choices["certainty"]]:
            return False
        return not (self.is_disputed and choices["disputed"] == "left_out")

    @property
    def is_imprecise(self) -> bool:
        """Whether only the month or the year of its beginning is known."""
        return self.begins != self.latest

    def title(self, language: str) -> str:
        """Return its name in the reader's language, else its key."""
        name = self.name
        return (
            name.best(language)[1] if isinstance(name, LocalizedText) else str(name)
        ) or self.key


def total(aggregate: Aggregate, entries: Iterable[Entry]) -> Decimal | None:
    """Return what the aggregate makes of entries."""
    kept = list(entries)
    if aggregate == Aggregate.ROWS:
        return Decimal(len(kept))
    if aggregate == Aggregate.DISTINCT:
        return Decimal(len({entry.thing for entry in kept}))
    if aggregate == Aggregate.LATEST:
        newest: dict[Any, Entry] = {}
        for entry in sorted(kept, key=lambda each: (each.begins, each.pk)):
            newest[entry.thing] = entry
        kept = list(newest.values())
    known = [entry.quantity for entry in kept if entry.quantity is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class Series:
    """All shown records of a figure under its own choices."""

    figure: Figure
    entries: Sequence[Entry]

    def on(self, day: date, choices: dict[str, str]) -> list[Entry]:
        """Return the records that count on a day."""
        return [entry for entry in self.entries if entry.counts_on(day, choices)]

    def value_on(
        self, day: date, choices: dict[str, str], *, but: Callable[[Entry], bool] | None = None
    ) -> Decimal | None:
        """Return the value on a day; ``but`` leaves records out."""
        counted = self.on(day, choices)
        if but is not None:
            counted = [entry for entry in counted if not but(entry)]
        return total(self.figure.aggregate, counted)

    def days_of_change(self) -> list[date]:
        """Return the days on which the value may change, in order."""
        days = {day for e in self.entries for day in (e.begins, e.latest, e.until) if day}
        return sorted(days)

    def line(self, choices: dict[str, str], *, until: date) -> list[tuple[date, Decimal]]:
        """Return (day, value) from each day of change up to a day; gaps are left out."""
        points: list[tuple[date, Decimal]] = []
        for day in self.days_of_change():
            if day > until:
                break
            value = self.value_on(day, choices)
            if value is not None and (not points or points[-1][1] != value):
                points.append((day, value))
        return points


def series_of(figure: Figure, choices: dict[str, str]) -> Series:
    """Read the shown records of a figure under its own choices: one query."""
    records = all_records(figure, choices).filter(is_shown=True)
    names = set(records.query.annotations)
    columns = ["pk", "key", "counts_from", "counts_latest", "counts_until", "confidence"]
    columns.append("is_disputed")
    optional = [name for name in ("label", "thing", "quantity") if name in names]
    entries = []
    for row in records.values(*columns, *optional):
        if row["counts_from"] is None:
            continue
        label = row.get("label") or row["key"]
        entries.append(
            Entry(
                row["pk"],
                row["key"],
                LocalizedText.from_stored(label) if isinstance(label, dict) else label,
                row["counts_from"],
                row["counts_latest"] or row["counts_from"],
                None if row["counts_until"] == NEVER else row["counts_until"],
                row.get("thing", row["pk"]),
                row.get("quantity"),
                row["confidence"],
                row["is_disputed"],
            )
        )
    return Series(figure, entries)
