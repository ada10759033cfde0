"""Published figures as rows to be reconciled: from a file, or from the register."""

from collections.abc import Mapping

from openluban.foundation.registers.record import RecordQuerySet
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.dates import ImpreciseDate, NotADate
from openluban.publishing.published.models import PublishedFigure
from openluban.publishing.published.verdicts import Stated

REQUIRED = ("id", "claim", "number")
OPTIONAL = (
    "subject",
    "scope",
    "unit",
    "as_of",
    "publisher",
    "source",
    "disagreement_or_note",
    "figure",
    "choices",
    "pinned",
)

_NO_FEWER = Limits()


def _day(text: str) -> ImpreciseDate | None:
    """Return the day that a row gives; one that cannot be read is no day (the reason says so)."""
    try:
        return ImpreciseDate.read(text) if text.strip() else None
    except NotADate:
        return None


def read_stated(data: bytes, *, filename: str, limits: Limits = _NO_FEWER) -> list[Stated]:
    """Read a CSV or XLSX file with the columns of the published figures.

    The mapping's columns may be absent; the column of remarks is never read.

    :raises UnreadableSheet: the file breaks a rule, or ``id``, ``claim`` or ``number`` is missing
    """
    columns = Columns(expected=(*REQUIRED, *OPTIONAL), required=REQUIRED)
    sheet = read_sheet(data, filename=filename, columns=columns, limits=limits)
    return [stated_from(cells) for _number, cells in sheet.rows]


def stated_from(cells: Mapping[str, str]) -> Stated:
    """Return a row from its cells by column; ``id``, ``claim`` and ``number`` must be there."""
    return Stated(
        id=cells["id"],
        subject=cells.get("subject", ""),
        scope=cells.get("scope", ""),
        claim=cells["claim"],
        number=cells["number"],
        unit=cells.get("unit", ""),
        as_of=_day(cells.get("as_of", "")),
        publisher=cells.get("publisher", ""),
        source=cells.get("source", ""),
        figure=cells.get("figure", ""),
        choices=cells.get("choices", ""),
        pinned=cells.get("pinned", ""),
    )


def stated_of(record: PublishedFigure) -> Stated:
    """Return a record of the register as a row to be reconciled."""
    return Stated(
        id=record.key.upper(),
        subject=record.subject,
        scope=record.about,
        claim=record.claim,
        number=record.number,
        unit=record.unit,
        as_of=record.as_of,
        publisher=record.publisher,
        source=record.citation,
        figure=record.figure,
        choices=record.choices,
        pinned=record.pinned,
        mapped_by=record.mapped_by,
    )


def published_figures() -> list[Stated]:
    """Return the published figures that the public sees: one query."""
    shown: RecordQuerySet[PublishedFigure] = PublishedFigure.objects.shown()
    return [stated_of(record) for record in shown.order_by("key")]
