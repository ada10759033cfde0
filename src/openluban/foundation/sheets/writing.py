"""Writing rows as CSV or XLSX so that Excel opens every script right and runs nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.cells import CONTROL, guarded
from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import Refusal

if TYPE_CHECKING:
    import openpyxl
    from openpyxl.cell import cell as cells
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
else:
    openpyxl, cells = lazily("openpyxl"), lazily("openpyxl.cell.cell")

Value = str | int | float | Decimal | bool | date | datetime | None
"""What may stand in a cell; None is an empty one, a boolean becomes ``true`` or ``false``."""

_BATCH = 1 << 16
_BOM = "\ufeff"
_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_LONGEST_TITLE = 31
_SAFE_INTEGER = 10**15
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class DoesNotFit(Refusal):
    """Excel cannot hold the sheet: too many rows, or a cell that is too long."""

    code = "sheets.does_not_fit"
    sentence = _("Row %(row)s does not fit into an Excel workbook. Export CSV instead.")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Yield a CSV file piece by piece: UTF-8 with BOM, CRLF, text guarded against being run."""
    text = io.StringIO(newline="")
    text.write(_BOM)
    writer = csv.writer(text)
    writer.writerow([_safe_text(name) for name in header])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
        if text.tell() > _BATCH:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str) -> bytes:
    """Return an Excel workbook with one sheet; text stays text, numbers and days are real ones.

    :raises DoesNotFit: there are more rows, or longer texts, than Excel can hold
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_title(title))
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    try:
        sheet.append([_xlsx_cell(sheet, name, 1) for name in header])
        for number, row in enumerate(rows, 2):
            if number > _MOST_ROWS:
                raise DoesNotFit(row=number)
            sheet.append([_xlsx_cell(sheet, value, number) for value in row])
    finally:
        book.save(file)  # takes away its temporary file, after a refusal too
    return file.getvalue()


def _safe_text(text: str) -> str:
    """Guard the text; make line ends one kind, and control characters visible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return guarded(CONTROL.sub("\ufffd", text))


def _csv_text(value: Value) -> str:
    if isinstance(value, str):
        return _safe_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return format(Decimal(repr(value)) if isinstance(value, float) else value, "f")


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Value, row: int) -> object:
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, str) and _is_exact_in_excel(value):
        return value
    text = _LOOKS_ESCAPED.sub("_x005F_", _csv_text(value))
    if len(text) > _LONGEST_TEXT:
        raise DoesNotFit(row=row)
    if not text:
        return None
    if text not in cells.ERROR_CODES:
        return text  # guarded, so that it cannot be taken for a formula
    cell = cells.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _is_exact_in_excel(value: float | Decimal | date) -> bool:
    if isinstance(value, datetime):
        return value.tzinfo is None and value.date() >= _FIRST_DAY and not value.microsecond
    if isinstance(value, date):
        return value >= _FIRST_DAY
    return -_SAFE_INTEGER < value < _SAFE_INTEGER and Decimal(repr(float(value))) == Decimal(
        str(value)
    )


def _title(title: str) -> str:
    clean = CONTROL.sub(" ", _FORBIDDEN_IN_TITLE.sub(" ", title)).strip(" '\t\n")
    return clean[:_LONGEST_TITLE].strip(" '") or "Sheet"
