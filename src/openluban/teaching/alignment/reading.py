"""Files of texts and of terms, which may be anything until they are read."""

import codecs
import csv
import io

from openluban.teaching.alignment.errors import (
    LineTooLong,
    NotTerms,
    NotText,
    TooLarge,
    TooLong,
)

MOST_BYTES = 32 * 1024 * 1024
MOST_LINES = 100_000
LONGEST_LINE = 20_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MEGABYTE = 1024 * 1024


def lines_of(content: bytes, *, side: str, most_lines: int = MOST_LINES) -> list[str]:
    """Return the lines of a text in UTF-8, or in UTF-16 with its mark at the beginning.

    ``side`` is what the file is called in a refusal.

    :raises TooLarge: it has too many bytes
    :raises NotText: it is in another encoding, or no text
    :raises TooLong: it has too many lines
    :raises LineTooLong: a line is longer than any sentence
    """
    lines = split(text_in(content, side=side))
    if len(lines) > most_lines:
        raise TooLong(side=side, lines=len(lines), most=most_lines)
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise LineTooLong(side=side, line=number, size=len(line), most=LONGEST_LINE)
    return lines


def split(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them: LF, CRLF or CR, and nothing rarer."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else lines


def text_in(content: bytes, *, side: str) -> str:
    """Return what the bytes say.

    :raises TooLarge: there are too many
    :raises NotText: they are in another encoding, or no text
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(side=side, most=MOST_BYTES // _MEGABYTE)
    mark, encoding = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    content = content[len(mark) :]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content[: fault.start].decode(encoding, "replace").count("\n") + 1
        place = fault.start + len(mark)
        raise NotText(side=side, encoding=encoding.upper(), byte=place, line=line) from fault
    if "\0" in text:
        place = text.index("\0")
        line = text.count("\n", 0, place) + 1
        raise NotText(side=side, encoding=encoding.upper(), byte=place, line=line)
    return text


def terms_of(content: bytes, *, side: str) -> list[tuple[str, str]]:
    """Return terms with translations from a CSV file, of the first two columns.

    :raises TooLarge: it has too many bytes
    :raises NotText: it is in another encoding, or no text
    :raises NotTerms: a row has no two columns, or is no CSV
    """
    found = []
    rows = csv.reader(io.StringIO(text_in(content, side=side), newline=""), strict=True)
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) < 2 or not (row[0].strip() and row[1].strip()):  # noqa: PLR2004 - a pair
                raise NotTerms(side=side, line=rows.line_num)
            found.append((row[0].strip(), row[1].strip()))
    except csv.Error as fault:
        raise NotTerms(side=side, line=rows.line_num) from fault
    return found
