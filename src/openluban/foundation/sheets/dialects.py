"""Which delimiter a text uses, and which record a place in it belongs to."""

import csv
import io
from itertools import islice

from openluban.foundation.sheets.headers import Columns, column_name
from openluban.foundation.sheets.problems import Rule, StopReading, problem

DELIMITERS = ",;\t"
_SAMPLE_CHARS = 1 << 16
_SAMPLE_ROWS = 50


def find_delimiter(text: str, columns: Columns) -> str:
    """Return the delimiter under which the header is known and the rows are as wide as it.

    :raises StopReading: the header is one column under each of them, and not an expected one
    """
    candidates = {delimiter: _sample(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: _fitness(candidates[delimiter], columns))
    header = candidates[best][0] if candidates[best] else []
    alone = column_name(header[0]) if len(header) == 1 else ""
    if alone and len(columns.expected) > 1 and alone not in columns.expected:
        raise StopReading(problem(Rule.WRONG_DELIMITER, row=1, found=alone))
    return best


def count_records(text: str) -> int:
    """Return how many records the text begins; the last one may be incomplete."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        whole = sum(1 for _ in csv.reader(io.StringIO(text + "."), delimiter=delimiter))
    except csv.Error:
        return text.count("\n") + 1
    return max(whole, 1)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    sample = text[:_SAMPLE_CHARS]
    reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
    try:
        rows = list(islice(reader, _SAMPLE_ROWS))
    except csv.Error:
        return []
    if len(rows) > 1 and len(rows) < _SAMPLE_ROWS and len(text) > _SAMPLE_CHARS:
        rows.pop()  # cut off in the middle
    return rows


def _fitness(rows: list[list[str]], columns: Columns) -> tuple[int, bool, float, int]:
    if not rows:
        return (0, False, 0.0, 0)
    width = len(rows[0])
    known = len(set(map(column_name, rows[0])).intersection(columns.expected))
    full = [row for row in rows if row]
    steady = sum(len(row) == width for row in full) / max(len(full), 1)
    return (known, width > 1, steady, width)
