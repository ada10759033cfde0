"""The rows of one worksheet, streamed: values only, as plain text."""

import re
from collections.abc import Iterator

from openluban.foundation.sheets.cells import guarded
from openluban.foundation.sheets.checking import Fault
from openluban.foundation.sheets.headers import column_index
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.markup import Attributes, Handler, damaged, parse
from openluban.foundation.sheets.numerals import date_text, number_text
from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem
from openluban.foundation.sheets.workbooks import Style, Workbook, unescaped

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_383
_LETTERS = re.compile(r"[A-Z]{1,3}")
_PLAIN = Style()

WorksheetRow = tuple[int, list[str], list[Fault]]
"""Row number, cells up to the last filled one, what is wrong with single cells."""


class WorksheetReader(Handler):
    """Reads the worksheet's rows; ``merged`` holds the first merged cells, known at the end."""

    def __init__(self, book: Workbook, limits: Limits) -> None:
        self._book = book
        self._limits = limits
        self._indices: dict[str, int] = {}
        self._ready: list[WorksheetRow] = []
        self._row = 0
        self._in_row = False
        self._cells: list[str] = []
        self._faults: list[Fault] = []
        self._index = -1
        self._kind = ""
        self._style = _PLAIN
        self._pieces: list[str] = []
        self._length = 0
        self._listening = False
        self._in_hint = False
        self._past_rows = False
        self.merged: SheetProblem | None = None

    def rows(self) -> Iterator[WorksheetRow]:
        """Yield every row that the worksheet mentions.

        :raises StopReading: the worksheet is damaged or has too many columns
        """
        part = self._book.sheet_part
        for _ in parse(self._book.archive.chunks(part), self, part=part):
            ready, self._ready = self._ready, []
            yield from ready

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell or its value."""
        if self._past_rows:
            self._note_merged(name, attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self._listening = not self._in_hint
        elif name == "row":
            self._start_row(attributes.get("r"))
        elif name == "f" and self._in_row and self._index >= 0:
            self._report(Rule.FORMULA)
        elif name == "rPh":
            self._in_hint = True

    def end(self, name: str) -> None:
        """Finish a value, a cell or a row."""
        if self._past_rows:
            return
        if name in {"v", "t"}:
            self._listening = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._ready.append((self._row, self._cells, self._faults))
            self._in_row = False
        elif name == "rPh":
            self._in_hint = False
        elif name == "sheetData":
            self._past_rows = True

    def text(self, text: str) -> None:
        """Keep a piece of the cell's value, up to a little more than is allowed."""
        if self._listening and self._length <= self._limits.max_cell_chars:
            self._pieces.append(text)
            self._length += len(text)

    def _note_merged(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell" and not self.merged:
            self.merged = problem(Rule.MERGED_CELLS, cells=attributes.get("ref", ""))

    def _start_row(self, reference: str | None) -> None:
        number = self._row + 1
        if reference is not None:
            number = int(reference) if reference.isdecimal() and len(reference) <= 7 else 0  # noqa: PLR2004
        if self._in_row or not self._row < number <= _LAST_ROW:
            raise StopReading(damaged(self._book.sheet_part))
        self._row, self._in_row = number, True
        self._cells, self._faults, self._index = [], [], -1

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        index = self._index + 1 if reference is None else self._column(reference)
        if not self._in_row or not self._index < index <= _LAST_COLUMN:
            raise StopReading(damaged(self._book.sheet_part))
        self._index = index
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "")
        known = self._book.styles
        self._style = known[int(style)] if _is_index(style, known) else _PLAIN
        self._pieces, self._length = [], 0

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        index = self._indices.get(letters)
        if index is None:
            if not _LETTERS.fullmatch(letters):
                raise StopReading(damaged(self._book.sheet_part))
            index = self._indices[letters] = column_index(letters)
        return index

    def _end_cell(self) -> None:
        if not self._pieces:
            return
        value = self._value("".join(self._pieces))
        if not value:
            return
        if self._index >= self._limits.max_columns:
            limit = self._limits.max_columns
            raise StopReading(problem(Rule.TOO_MANY_COLUMNS, row=self._row, limit=limit))
        missing = self._index - len(self._cells)
        if missing:
            self._cells.extend([""] * missing)
        self._cells.append(value)

    def _value(self, raw: str) -> str:
        kind = self._kind
        if kind == "s":
            texts = self._book.texts
            if not _is_index(raw, texts):
                raise StopReading(damaged(self._book.sheet_part))
            return self._text(texts[int(raw)].decode("utf-8", "surrogatepass"))
        if kind == "n":
            return self._number(raw)
        if kind == "b":
            return "true" if raw.strip() == "1" else "false"
        if kind == "e":
            self._report(Rule.CELL_ERROR, error=raw)
            return ""
        return self._text(unescaped(raw))

    def _text(self, text: str) -> str:
        """Put back the apostrophe that Excel keeps in the cell's format instead of its text."""
        return guarded(text) if self._style.is_text else text

    def _number(self, raw: str) -> str:
        if self._style.is_date or self._style.is_duration:
            text = date_text(raw, self._style.is_duration, self._book.from_1904)
            if text is None:
                self._report(Rule.DATE_OUT_OF_RANGE, number=raw)
            return text or ""
        text = number_text(raw)
        if text is None:
            raise StopReading(damaged(self._book.sheet_part))
        return text

    def _report(self, rule: Rule, **details: object) -> None:
        if len(self._faults) < self._limits.max_problems:
            self._faults.append((self._index, rule, details))


def _is_index(text: str, items: list[bytes] | list[Style]) -> bool:
    return text.isdecimal() and len(text) < 10 and int(text) < len(items)  # noqa: PLR2004
