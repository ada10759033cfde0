"""The records behind a number: page by page, from the query that counts them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openluban.foundation.figures.declaring import Figure, Records
from openluban.foundation.figures.narrowing import begins
from openluban.foundation.figures.reading import records_on
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.registers.queries.keyset import Order, page_of
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.text import LocalizedText

PAGE = 50
FEW = 20
"""So many of the records that need a word are listed; the list of all has the others."""


@dataclass(frozen=True, slots=True)
class RecordBehind:
    """A record that counts. ``since`` is when it counts from, None if no plain date says it.

    ``earliest`` and ``latest`` are the days between which it began to count.
    """

    key: str
    name: LocalizedText | str
    earliest: date
    latest: date
    until: date | None
    quantity: Decimal | None
    confidence: str
    is_disputed: bool

    @property
    def since(self) -> ImpreciseDate | None:
        """The date from which it counts, as closely as it is known."""
        for text in (self.earliest.isoformat()[:length] for length in (10, 7, 4)):
            known = ImpreciseDate.read(text)
            if (known.earliest, known.latest) == (self.earliest, self.latest):
                return known
        return None

    @property
    def is_imprecise(self) -> bool:
        """Whether the day is not known."""
        return self.earliest != self.latest


@dataclass(frozen=True, slots=True)
class PageBehind:
    """A page of records, earliest first, and the places of the pages beside it."""

    records: tuple[RecordBehind, ...]
    earlier: str
    later: str


def page_behind(
    figure: Figure, choices: dict[str, str], at: date, *, after: str = "", before: str = ""
) -> PageBehind:
    """Return a page of the records that count on a day: one query."""
    order = Order(begins(choices), descending=False, is_nullable=False, read=date.fromisoformat)
    found = records_on(figure, choices, at)
    page = page_of(found, order, after=after, before=before, size=PAGE)
    return PageBehind(tuple(_behind(record) for record in page.records), page.earlier, page.later)


def imprecise_behind(figure: Figure, choices: dict[str, str], at: date) -> list[RecordBehind]:
    """Return records that may have begun to count only after the day, a few at most."""
    if begins(choices) != "counts_from":
        return []
    return _few(records_on(figure, choices, at).filter(counts_latest__gt=at))


def disputed_behind(figure: Figure, choices: dict[str, str], at: date) -> list[RecordBehind]:
    """Return records that count and that a source contradicts as a whole, a few at most."""
    return _few(records_on(figure, choices, at).filter(is_disputed=True))


def all_behind(figure: Figure, choices: dict[str, str], at: date) -> Any:
    """Return an iterator over all records that count on a day, earliest first."""
    found = records_on(figure, choices, at).order_by(begins(choices), "pk")
    return (_behind(record) for record in found.iterator(chunk_size=2_000))


def _few(records: Records) -> list[RecordBehind]:
    return [_behind(record) for record in records.order_by("counts_from", "pk")[:FEW]]


def _behind(record: Any) -> RecordBehind:
    name = getattr(record, "label", None) or record.key
    named = LocalizedText.from_stored(name) if isinstance(name, dict) else name
    return RecordBehind(
        record.key,
        named if isinstance(named, LocalizedText) else str(named),
        record.counts_from,
        record.counts_latest or record.counts_from,
        None if record.counts_until == NEVER else record.counts_until,
        getattr(record, "quantity", None),
        record.confidence,
        record.is_disputed,
    )
