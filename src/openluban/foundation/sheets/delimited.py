"""CSV in every common dress, streamed: decoded block by block, never held as a whole in memory."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from openluban.foundation.sheets.cells import CONTROL
from openluban.foundation.sheets.encodings import TextEncoding
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem

if TYPE_CHECKING:
    from _csv import Reader

_BLOCK = 1 << 18
_MOST_BLOCKS_A_ROW = 8
_STARTS = "'=+-@＝＋－＠"
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """A text file whose encoding and delimiter are known."""

    content: bytes
    encoding: TextEncoding
    delimiter: str
    limits: Limits

    def blocks(self) -> Iterator[str]:
        """Yield the text in pieces that end with a line; line ends come as a line feed."""
        raw = io.BytesIO(self.content)
        raw.seek(self.encoding.start)
        text = io.TextIOWrapper(raw, self.encoding.codec, newline=None)
        rest = ""
        while piece := text.read(_BLOCK):
            rest += piece
            end = rest.rfind("\n") + 1
            if end:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > self.limits.max_row_chars:
                yield rest  # the feed refuses it with its row
                return
        if rest:
            yield rest

    def rows(self) -> "Reader":
        """Return a parser of all records: its cells, blank records included, unchecked."""
        lines = chain.from_iterable(_lines(block) for block in self.blocks())
        return csv.reader(lines, delimiter=self.delimiter, strict=True)


class CheckedFeed:
    """Feeds the lines of a text to the CSV parser and says which rows need a closer look.

    Whole blocks are searched at once; only where a block holds something suspicious is
    ``careful`` set and need single cells be looked at.
    """

    __slots__ = ("_limits", "_reader", "_row", "_safe_minus", "_text", "careful")

    def __init__(self, text: DelimitedText) -> None:
        self._text = text
        self._limits = text.limits
        edge = f"[{text.delimiter}\n]"
        self._safe_minus = re.compile(rf"{edge}[+\-](?!\d+(?:\.\d+)?{edge})", re.ASCII)
        self.careful = False
        self._row = 0
        self._reader = csv.reader(
            chain.from_iterable(self._lines()), delimiter=text.delimiter, strict=True
        )

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of every record.

        :raises StopReading: the quoting is broken or a row is longer than it may be
        """
        try:
            for number, cells in enumerate(self._reader, 1):
                self._row = number
                yield number, cells
        except csv.Error as error:
            raise StopReading(self._broken(str(error))) from None

    def _lines(self) -> Iterator[list[str]]:
        last_row, stuck = -1, 0
        for block in self._text.blocks():
            stuck = stuck + 1 if self._row == last_row else 0
            lines = _lines(block)
            if last_row < 0:
                self._check_width(lines[0])
            last_row = self._row
            longest = max(map(len, lines))
            if stuck > _MOST_BLOCKS_A_ROW or longest > self._limits.max_row_chars:
                rule = Rule.UNCLOSED_QUOTE if '"' in block else Rule.ROW_TOO_LONG
                limit = self._limits.max_row_chars
                raise StopReading(problem(rule, row=self._row + 1, limit=limit))
            # A row that began in an earlier block ends in this one with a quotation mark.
            self.careful = self._is_suspicious(block, longest)
            yield lines

    def _is_suspicious(self, block: str, longest: int) -> bool:
        if longest > self._limits.max_cell_chars or '"' in block or CONTROL.search(block):
            return True
        delimiter = self._text.delimiter
        starts = _STARTS if delimiter == "\t" else _STARTS + "\t"
        found = {
            start
            for start in starts
            if start in block
            and (delimiter + start in block or "\n" + start in block or block[0] == start)
        }
        if found and found <= {"+", "-"} and block[0] not in found:
            return self._safe_minus.search(block) is not None
        return bool(found)

    def _check_width(self, first_line: str) -> None:
        """Refuse a header of a million columns before it becomes a list of a million."""
        delimiter, limit = self._text.delimiter, self._limits.max_columns
        if first_line.count(delimiter) < limit:
            return
        if _QUOTED.sub("", first_line).count(delimiter) >= limit:
            raise StopReading(problem(Rule.TOO_MANY_COLUMNS, row=1, limit=limit))

    def _broken(self, error: str) -> SheetProblem:
        row = self._row + 1
        if "expected after" in error:
            return problem(Rule.STRAY_QUOTE, row=row)
        again = self._text.rows()
        for _ in islice(again, self._row):
            pass
        if "field limit" in error and self._reader.line_num - again.line_num <= 1:
            return problem(Rule.CELL_TOO_LONG, row=row, limit=self._limits.max_cell_chars)
        return problem(Rule.UNCLOSED_QUOTE, row=row)


def _lines(block: str) -> list[str]:
    return io.StringIO(block, newline="\n").readlines()
