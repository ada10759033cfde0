"""Reading a foreign file as a sheet: whole and in order, or refused with every reason."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

from openluban.foundation.sheets.checking import RowChecker
from openluban.foundation.sheets.delimited import CheckedFeed, DelimitedText
from openluban.foundation.sheets.dialects import find_delimiter
from openluban.foundation.sheets.encodings import find_encoding
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, StopReading, UnreadableSheet, problem
from openluban.foundation.sheets.sheet import NumberedCells, Rows, Sheet
from openluban.foundation.sheets.spool import Spool
from openluban.foundation.sheets.workbooks import open_workbook
from openluban.foundation.sheets.worksheets import WorksheetReader, WorksheetRow

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE_STARTS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


def read_sheet(
    data: bytes | Path | IO[bytes],
    *,
    filename: str,
    columns: Columns = Columns(),  # noqa: B008 -- frozen
    encoding: str | None = None,
    sheet: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
) -> Sheet:
    """Read a CSV file or an Excel workbook, told apart by content, and check all of it.

    ``filename`` only names the file in what is said of it. ``encoding`` overrides what would be
    found; ``sheet`` names the workbook's sheet, else its first visible one is read.

    :raises UnreadableSheet: anything is wrong; up to ``limits.max_problems`` are named
    """
    checker = RowChecker(columns, limits)
    try:
        content = _content(data, limits)
        if content.startswith(_ZIP_MAGICS):
            found = _read_workbook(content, sheet, checker)
        else:
            found = _read_text(content, encoding, checker)
    except StopReading as stop:
        raise UnreadableSheet([*checker.problems, stop.found], filename) from None
    if checker.problems:
        raise UnreadableSheet(checker.problems, filename)
    return found


def _content(data: bytes | Path | IO[bytes], limits: Limits) -> bytes:
    most = limits.max_bytes
    if isinstance(data, Path):
        with data.open("rb") as file:
            data = file.read(most + 1)
    elif not isinstance(data, bytes):
        data = data.read(most + 1)
    if len(data) > most:
        raise StopReading(problem(Rule.TOO_BIG, limit=max(most // 1_000_000, 1)))
    if not data:
        raise StopReading(problem(Rule.EMPTY_FILE))
    if data.startswith(_OLE_MAGIC):
        raise StopReading(problem(Rule.ENCRYPTED if _ENCRYPTED_STREAM in data else Rule.OLD_EXCEL))
    return data


def _read_text(content: bytes, asked: str | None, checker: RowChecker) -> Sheet:
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE_STARTS):
        raise StopReading(problem(Rule.WEB_PAGE))
    encoding = find_encoding(content, asked)
    text = DelimitedText(content, encoding, ",", checker.limits)
    sample = next(text.blocks(), "")
    if not sample.strip():
        raise StopReading(problem(Rule.EMPTY_FILE))
    text = replace(text, delimiter=find_delimiter(sample, checker.columns))
    count, has_apostrophes = _check_text(CheckedFeed(text), checker)
    header = checker.header

    def source() -> Iterator[NumberedCells]:
        return islice(enumerate(text.rows(), 1), 1, None)

    rows = Rows(header, source, count=count, has_apostrophes=has_apostrophes)
    return Sheet(header, rows, encoding.name, text.delimiter, "csv")


def _check_text(feed: CheckedFeed, checker: RowChecker) -> tuple[int, bool]:
    """Check every row; return how many are not blank and whether any cell bears an apostrophe."""
    rows = feed.rows()
    _, names = next(rows)
    checker.take_header(names)
    width, last = len(checker.header), checker.limits.max_rows + 1
    count, has_apostrophes = 0, False
    for number, cells in rows:
        if number > last:
            raise checker.too_many_rows(number)
        if not any(cells):
            continue
        count += 1
        if len(cells) != width:
            checker.check_width(number, cells)
        if feed.careful and checker.check_cells(number, cells):
            has_apostrophes = True
    return count, has_apostrophes


def _read_workbook(content: bytes, name: str | None, checker: RowChecker) -> Sheet:
    reader = WorksheetReader(open_workbook(content, name, checker.limits), checker.limits)
    rows = reader.rows()
    _take_workbook_header(next(rows, None), checker)
    width, last = len(checker.header), checker.limits.max_rows + 1
    spool, count, has_apostrophes = Spool(), 0, False
    for number, cells, faults in rows:
        if number > last:
            raise checker.too_many_rows(number)
        for fault in faults:
            checker.add_fault(number, fault)
        if not any(cells):
            continue
        count += 1
        cells.extend([""] * (width - len(cells)))
        checker.check_width(number, cells)
        has_apostrophes |= checker.check_cells(number, cells)
        spool.add(number, cells)
    if reader.merged:
        checker.add(reader.merged)
    found = Rows(checker.header, spool.rows, count=count, has_apostrophes=has_apostrophes)
    return Sheet(checker.header, found, "utf-8", "", "xlsx")


def _take_workbook_header(first: WorksheetRow | None, checker: RowChecker) -> None:
    if first is None:
        raise StopReading(problem(Rule.EMPTY_FILE))
    number, cells, faults = first
    for fault in faults:
        checker.add_fault(1, fault)
    checker.take_header(cells if number == 1 else [])
