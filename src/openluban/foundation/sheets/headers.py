"""The first row: which columns a sheet may have, must have, and has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from openluban.foundation.sheets.cells import check_cell, unguarded
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem

_LONGEST_NAME = 100
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Columns:
    """What the caller knows of the columns; ``expected`` empty means that any are welcome."""

    expected: Collection[str] = ()
    required: Collection[str] = ()


def column_name(cell: str) -> str:
    """Return the name that a cell of the header gives to its column."""
    return unguarded(cell).strip()


def column_letters(index: int) -> str:
    """Return what a spreadsheet calls the column with this index from 0: A, B, ... AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the index from 0 of the column with these capital letters."""
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def read_header(cells: Sequence[str], columns: Columns, limits: Limits) -> tuple[str, ...]:
    """Return the names of the columns, trimmed; empty cells at the end are no columns.

    :raises StopReading: there are no names at all, or too many
    """
    names = [column_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.max_columns:
        raise StopReading(problem(Rule.TOO_MANY_COLUMNS, row=1, limit=limits.max_columns))
    if not names or _is_no_header(names, columns):
        raise StopReading(problem(Rule.MISSING_HEADER, row=1))
    return tuple(names)


def check_header(
    cells: Sequence[str], header: Sequence[str], columns: Columns, limits: Limits
) -> list[SheetProblem]:
    """Return everything that is wrong with the names of the columns."""
    problems: list[SheetProblem] = []
    seen: set[str] = set()
    for place, (cell, name) in enumerate(zip(cells, header, strict=False)):
        if name in seen and name:
            problems.append(problem(Rule.DUPLICATE_COLUMN, row=1, column=name))
        elif found := _check_name(place, cell, name, columns, limits):
            problems.append(found)
        seen.add(name)
    problems.extend(
        problem(Rule.MISSING_COLUMN, row=1, column=name)
        for name in columns.required
        if name not in seen
    )
    return problems


def _check_name(
    place: int, cell: str, name: str, columns: Columns, limits: Limits
) -> SheetProblem | None:
    letters = column_letters(place)
    if not name:
        return problem(Rule.EMPTY_COLUMN_NAME, row=1, column=letters, place=letters)
    if found := check_cell(cell, limits, 1, letters):
        return found
    if len(name) > _LONGEST_NAME:
        return problem(Rule.CELL_TOO_LONG, row=1, column=letters, limit=_LONGEST_NAME)
    if not columns.expected or name in columns.expected:
        return None
    if near := _nearest(name, columns.expected):
        return problem(Rule.UNKNOWN_COLUMN_NEAR, row=1, column=name, near=near)
    expected = ", ".join(columns.expected)
    return problem(Rule.UNKNOWN_COLUMN, row=1, column=name, expected=expected)


def _nearest(name: str, expected: Collection[str]) -> str | None:
    """Return the expected name that was probably meant, whatever its case and its spaces."""
    plain = {_plain(wanted): wanted for wanted in expected}
    near = get_close_matches(_plain(name[:_LONGEST_NAME]), plain, n=1, cutoff=0.7)
    return plain[near[0]] if near else None


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def _is_no_header(names: Sequence[str], columns: Columns) -> bool:
    """Test whether the first row holds none of the expected names, nor anything like them."""
    if not columns.expected or any(name in columns.expected for name in names):
        return False
    return not any(_nearest(name, columns.expected) for name in names if name)
