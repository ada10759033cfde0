"""What may stand in a cell, asked of whole columns at a time.

Most columns repeat a few values, so each value is judged once however many rows hold it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from openluban.kernel.refusals import Problem
from openluban.learning.learners.formats.oneroster.problems import Fault, problem
from openluban.learning.learners.formats.oneroster.tables import Column, Form, Kind

LONGEST_ID = 120
"""The standard allows 255; nobody has been seen to use them, and tables would pay for them."""
LONGEST_TEXT = 1_000
_ID = re.compile(r"[\w.\-/@:+=]{1,120}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_YEAR = re.compile(r"[12][0-9]{3}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_FLAGS = frozenset({"true", "false"})
_EXTENSION = re.compile(r"ext:[\w.\-]{1,80}")
_SPANS = (("beginDate", "endDate"), ("startDate", "endDate"), ("assignDate", "dueDate"))


def items(cell: str) -> list[str]:
    """Return the parts of a cell that holds several; a list is separated by commas."""
    return [part for part in map(str.strip, cell.split(",")) if part]


def faults_of(
    form: Form, numbers: Sequence[int], columns: dict[str, Sequence[str]], *, is_delta: bool
) -> Iterator[Problem]:
    """Yield everything wrong with the cells of a file and with its rows by themselves."""
    for name, cells in columns.items():
        column = form.by_name.get(name)
        if column is not None:
            needed = column.required or (is_delta and name in {"status", "dateLastModified"})
            yield from _faults_in(form, column, numbers, cells, needed=needed)
    yield from _said_twice(form, numbers, columns["sourcedId"])
    for begin, end in _SPANS:
        if begin in columns and end in columns:
            yield from _ending_early(form, numbers, columns[begin], columns[end], end)


def _faults_in(
    form: Form, column: Column, numbers: Sequence[int], cells: Sequence[str], *, needed: bool
) -> Iterator[Problem]:
    judge = _JUDGES[column.kind]
    bad = {
        cell: fault for cell in set(cells) if (fault := _judged(judge, column, cell, needed=needed))
    }
    if not bad:
        return
    for number, cell in zip(numbers, cells, strict=True):
        if fault := bad.get(cell):
            yield problem(
                fault,
                form.file,
                row=number,
                column=column.name,
                found=cell,
                limit=LONGEST_ID if fault == Fault.NO_ID else LONGEST_TEXT,
                choices=", ".join(column.choices),
            )


_Judge = Callable[[Column, str], Fault | None]


def _judged(judge: _Judge, column: Column, cell: str, *, needed: bool) -> Fault | None:
    if not cell:
        return Fault.EMPTY if needed else None
    return judge(column, cell)


def _text(_column: Column, cell: str) -> Fault | None:
    return Fault.TOO_LONG if len(cell) > LONGEST_TEXT else None


def _ids(_column: Column, cell: str) -> Fault | None:
    found = items(cell)
    return None if found and all(map(_ID.fullmatch, found)) else Fault.NO_ID


def _choice(column: Column, cell: str) -> Fault | None:
    return None if cell in column.choices or _EXTENSION.fullmatch(cell) else Fault.NO_CHOICE


def is_day(text: str) -> bool:
    """Test whether a text is a day of the calendar."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Test whether a text is a moment with a zone."""
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


_JUDGES: dict[Kind, _Judge] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _text,
    Kind.ID: lambda _column, cell: None if _ID.fullmatch(cell) else Fault.NO_ID,
    Kind.IDS: _ids,
    Kind.DATE: lambda _column, cell: None if is_day(cell) else Fault.NO_DATE,
    Kind.MOMENT: lambda _column, cell: None if is_moment(cell) else Fault.NO_MOMENT,
    Kind.YEAR: lambda _column, cell: None if _YEAR.fullmatch(cell) else Fault.NO_YEAR,
    Kind.FLAG: lambda _column, cell: None if cell in _FLAGS else Fault.NO_FLAG,
    Kind.NUMBER: lambda _column, cell: None if _NUMBER.fullmatch(cell) else Fault.NO_NUMBER,
    Kind.CHOICE: _choice,
}


def _said_twice(form: Form, numbers: Sequence[int], ids: Sequence[str]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids):
        return
    first: dict[str, int] = {}
    for number, found in zip(numbers, ids, strict=True):
        if found in first and found:
            yield problem(
                Fault.ID_TWICE,
                form.file,
                row=number,
                column="sourcedId",
                found=found,
                first=first[found],
            )
        first.setdefault(found, number)


def _ending_early(
    form: Form, numbers: Sequence[int], begins: Sequence[str], ends: Sequence[str], column: str
) -> Iterator[Problem]:
    # Days written as the standard says sort as they follow each other.
    for number, begin, end in zip(numbers, begins, ends, strict=True):
        if begin and end and end < begin:
            yield problem(Fault.ENDS_BEFORE, form.file, row=number, column=column, begins=begin)
