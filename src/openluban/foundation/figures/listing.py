"""The records behind a number as tables and notes."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.evidence.models import Confidence
from openluban.foundation.figures.addresses import figure_url
from openluban.foundation.figures.asking import Question
from openluban.foundation.figures.behind import PageBehind, RecordBehind
from openluban.foundation.figures.cards import value_text
from openluban.foundation.figures.declaring import Aggregate
from openluban.foundation.figures.reading import Reading
from openluban.foundation.registers.declaring import find_register
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Pager, Row, TableView
from openluban.kernel.dates import Precision
from openluban.kernel.numerals import format_day_short, format_number
from openluban.kernel.text import LocalizedText

_CONFIDENCE = dict(Confidence.choices)


def records_table(question: Question, reading: Reading, page: PageBehind) -> TableView:
    """Return a page of the records, each with the day from which it counts."""
    has_quantity = any(record.quantity is not None for record in page.records)
    columns = [Column("name", _("Record")), Column("since", _("Counts from"))]
    if has_quantity:
        columns.append(Column("quantity", _("Value"), numeric=True))
    columns.append(Column("confidence", _("Confidence")))
    rows = tuple(
        _row(question, reading, record, has_quantity=has_quantity) for record in page.records
    )
    return TableView(_("The records behind the number"), tuple(columns), rows, _no_records())


def _no_records() -> Empty:
    return Empty(
        _("No record counts on this day under these choices."),
        _("Change the sentence above, or choose a later day."),
    )


def _row(question: Question, reading: Reading, record: RecordBehind, *, has_quantity: bool) -> Row:
    language, name = named(record)
    cells = [
        Cell(name, _url(question, record), language, marks=_marks(record)),
        Cell(since_words(record)),
    ]
    if has_quantity:
        known = record.quantity is not None
        cells.append(Cell(value_text(record.quantity or Decimal(0), reading.unit) if known else ""))
    cells.append(Cell(_CONFIDENCE.get(record.confidence, record.confidence)))
    return Row(tuple(cells))


def named(record: RecordBehind) -> tuple[str, str]:
    """Return (language, name) of a record as its reader is best told."""
    if isinstance(record.name, LocalizedText):
        language, words = record.name.best(page_language())
        return language, words or record.key
    return "", record.name or record.key


def since_words(record: RecordBehind) -> str:
    """Return the date from which a record counts, as closely as it is known."""
    language = page_language()
    if record.since is not None:
        return format_day_short(record.since.text, language)
    first = format_day_short(record.earliest.isoformat(), language)
    if record.latest.year > _NEVER:
        return _("%(first)s or later") % {"first": first}
    last = format_day_short(record.latest.isoformat(), language)
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


_NEVER = 9_000


def _marks(record: RecordBehind) -> tuple[Mark, ...]:
    marks = []
    if record.is_imprecise:
        marks.append(Mark(_known_only(record), "timber"))
    if record.is_disputed:
        marks.append(Mark(_("sources contradict"), "seal"))
    return tuple(marks)


def _known_only(record: RecordBehind) -> str:
    if record.since is None:
        return _("the day is not known")
    year = record.since.precision == Precision.YEAR
    return _("only the year is known") if year else _("only the month is known")


def _url(question: Question, record: RecordBehind) -> str:
    register = find_register(question.figure.register)
    return register.url(record.key) if register else ""


def short_list(question: Question, records: Sequence[RecordBehind]) -> list[Cell]:
    """Return a few records as links, each with the date it is known to."""
    cells = []
    for record in records:
        language, name = named(record)
        marks = (Mark(since_words(record), "timber"),)
        cells.append(Cell(name, _url(question, record), language, marks=marks))
    return cells


def records_pager(question: Question, page: PageBehind) -> Pager | None:
    """Return the way to the pages beside this one, None where it is the only one."""
    if not page.earlier and not page.later:
        return None
    base = figure_url(question.figure.key, question.choices, question.at)
    return Pager(
        f"{base}&before={page.earlier}#records" if page.earlier else "",
        f"{base}&after={page.later}#records" if page.later else "",
    )


def count_words(question: Question, reading: Reading) -> str:
    """Return how many records are behind the number, and how they make it."""
    count = reading.records
    words = ngettext("%(count)s record", "%(count)s records", count)
    said = words % {"count": format_number(count, page_language())}
    if question.figure.aggregate == Aggregate.DISTINCT and reading.value != count:
        return _("%(records)s; what stands in several counts once") % {"records": said}
    if question.figure.aggregate == Aggregate.LATEST:
        return _("the newest report counts; earlier ones are listed too")
    return said
