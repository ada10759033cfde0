"""What can be wrong with a sheet: a stable code and a sentence for each rule."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem


class Rule(StrEnum):
    """The rules a sheet can break; programs may rely on the values."""

    EMPTY_FILE = "empty_file"
    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"
    WEB_PAGE = "web_page"
    UNDECODABLE = "undecodable"
    UNKNOWN_ENCODING = "unknown_encoding"
    WRONG_DELIMITER = "wrong_delimiter"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    ROW_TOO_LONG = "row_too_long"
    MISSING_HEADER = "missing_header"
    DUPLICATE_COLUMN = "duplicate_column"
    EMPTY_COLUMN_NAME = "empty_column_name"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_COLUMN_NEAR = "unknown_column_near"
    MISSING_COLUMN = "missing_column"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    RAGGED_ROW = "ragged_row"
    CELL_TOO_LONG = "cell_too_long"
    CONTROL_CHARACTER = "control_character"
    FORMULA_INJECTION = "formula_injection"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    DAMAGED_ARCHIVE = "damaged_archive"
    ZIP_BOMB = "zip_bomb"
    TOO_MANY_MEMBERS = "too_many_members"
    UNSAFE_PATH = "unsafe_path"
    MACROS = "macros"
    NOT_A_WORKBOOK = "not_a_workbook"
    DAMAGED_WORKBOOK = "damaged_workbook"
    DOCUMENT_TYPE = "document_type"
    TOO_MANY_SHEETS = "too_many_sheets"
    MISSING_WORKSHEET = "missing_worksheet"
    TOO_MANY_STRINGS = "too_many_strings"
    CELL_ERROR = "cell_error"
    FORMULA = "formula"
    MERGED_CELLS = "merged_cells"
    DATE_OUT_OF_RANGE = "date_out_of_range"


SENTENCES = {
    Rule.EMPTY_FILE: _("The file is empty."),
    Rule.TOO_BIG: _("The file is larger than %(limit)s MB. Split it."),
    Rule.NOT_TEXT: _("This is neither a text file nor an Excel workbook (.xlsx)."),
    Rule.WEB_PAGE: _("This is a web page or XML. Save it as CSV or as an Excel workbook (.xlsx)."),
    Rule.UNDECODABLE: _(
        "Row %(row)s holds bytes that are not %(encoding)s text. Save the file as UTF-8."
    ),
    Rule.UNKNOWN_ENCODING: _("The encoding “%(encoding)s” is not known. Save the file as UTF-8."),
    Rule.WRONG_DELIMITER: _(
        "The header has one column, “%(found)s”. Separate columns by comma, semicolon or tab."
    ),
    Rule.UNCLOSED_QUOTE: _("A quotation mark opened in this row is never closed."),
    Rule.STRAY_QUOTE: _(
        "Text follows a closing quotation mark in this row. Double the quotation marks in a cell."
    ),
    Rule.ROW_TOO_LONG: _("This row is longer than %(limit)s characters."),
    Rule.MISSING_HEADER: _("The first row must hold the names of the columns."),
    Rule.DUPLICATE_COLUMN: _("The column “%(column)s” occurs more than once."),
    Rule.EMPTY_COLUMN_NAME: _("Column %(place)s has no name."),
    Rule.UNKNOWN_COLUMN: _("There is no column “%(column)s”. The columns are: %(expected)s."),
    Rule.UNKNOWN_COLUMN_NEAR: _("There is no column “%(column)s”. Is “%(near)s” meant?"),
    Rule.MISSING_COLUMN: _("The column “%(column)s” is missing."),
    Rule.TOO_MANY_COLUMNS: _("There are more than %(limit)s columns."),
    Rule.TOO_MANY_ROWS: _("There are more than %(limit)s rows. Split the file."),
    Rule.RAGGED_ROW: _("Cells in this row: %(found)s; columns in the header: %(wanted)s."),
    Rule.CELL_TOO_LONG: _("This cell is longer than %(limit)s characters."),
    Rule.CONTROL_CHARACTER: _("This cell holds the control character %(character)s. Delete it."),
    Rule.FORMULA_INJECTION: _(
        "This cell begins with %(start)s, which a spreadsheet may run as a formula. "
        "If it is text, put an apostrophe before it."
    ),
    Rule.OLD_EXCEL: _("This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx)."),
    Rule.ENCRYPTED: _("The workbook has a password. Save it without one."),
    Rule.DAMAGED_ARCHIVE: _("The workbook is damaged: it cannot be unzipped. Save it again."),
    Rule.ZIP_BOMB: _("Unzipped, the workbook is too large to be honest or too large to read."),
    Rule.TOO_MANY_MEMBERS: _("The workbook consists of more than %(limit)s files."),
    Rule.UNSAFE_PATH: _("The workbook holds a file with a forbidden name: “%(name)s”."),
    Rule.MACROS: _("The workbook holds macros. Save it as an Excel workbook without macros."),
    Rule.NOT_A_WORKBOOK: _("This is a zip file but not an Excel workbook (.xlsx)."),
    Rule.DAMAGED_WORKBOOK: _("The workbook is damaged: “%(part)s” cannot be read. Save it again."),
    Rule.DOCUMENT_TYPE: _("“%(part)s” in the workbook declares entities, which is forbidden."),
    Rule.TOO_MANY_SHEETS: _("The workbook has more than %(limit)s sheets."),
    Rule.MISSING_WORKSHEET: _("There is no sheet “%(sheet)s”. The sheets are: %(sheets)s."),
    Rule.TOO_MANY_STRINGS: _("The workbook holds more than %(limit)s different texts. Use CSV."),
    Rule.CELL_ERROR: _("This cell holds the error %(error)s."),
    Rule.FORMULA: _("This cell holds a formula. Paste the values instead."),
    Rule.MERGED_CELLS: _("The cells %(cells)s are merged. Split them."),
    Rule.DATE_OUT_OF_RANGE: _("The number %(number)s in this cell is no date."),
}


def _fill(sentence: object, details: dict[str, object]) -> str:
    return str(sentence) % details


_filled = lazy(_fill, str)

_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of foreign text in a form that is safe to show in a sentence."""
    shown = _UNSHOWABLE.sub("\ufffd", text[: length + 1])
    return shown if len(shown) <= length else shown[:length] + "…"


class SheetProblem(Problem):
    """One thing wrong with a sheet: ``row`` as a spreadsheet numbers it, ``column``, ``rule``.

    ``sentence`` is lazy and complete; ``str(problem)`` says it in the language that is active.
    """

    __slots__ = ()

    @property
    def column(self) -> str | None:
        """The name of the column, or None where the problem is not about one."""
        return self.field or None


def problem(
    rule: Rule, *, row: int | None = None, column: str | None = None, **details: object
) -> SheetProblem:
    """Return a problem whose sentence is filled with row, column and the details."""
    shown = {
        name: excerpt(value, 200) if isinstance(value, str) else value
        for name, value in details.items()
    }
    shown |= {"row": row, "column": excerpt(column or "")}
    # Left unspoken until it is shown, so that it comes in the reader's language.
    sentence = _filled(SENTENCES[rule], shown)
    return SheetProblem(rule=rule, sentence=sentence, field=excerpt(column or ""), row=row)


class StopReading(Exception):
    """Raised inside this package where nothing after the problem can be made sense of."""

    def __init__(self, found: SheetProblem) -> None:
        super().__init__(found.rule)
        self.found = found


class UnreadableSheet(Invalid):
    """The file is not a sheet that can be taken over; ``problems`` says why, in order of rows."""

    code = "sheets.unreadable"
    sentence: ClassVar[Any] = _("This file cannot be read.")

    def __init__(self, problems: Sequence[SheetProblem], filename: str = "") -> None:
        super().__init__(problems)
        self.filename = filename
