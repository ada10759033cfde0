"""The one pass over a sheet that finds everything wrong with its rows."""

from collections.abc import Sequence

from openluban.foundation.sheets.cells import CONTROL, WATCHED_STARTS, check_cell, unguarded
from openluban.foundation.sheets.headers import (
    Columns,
    check_header,
    column_letters,
    read_header,
)
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem

Fault = tuple[int, Rule, dict[str, object]]
"""What is wrong with a cell: its index from 0, the rule, the details of the sentence."""


class RowChecker:
    """Checks the header and then the rows against it, gathering problems.

    Every method may raise StopReading: once there are as many problems as the limits allow,
    reading on would help nobody.
    """

    def __init__(self, columns: Columns, limits: Limits) -> None:
        self.columns = columns
        self.limits = limits
        self.header: tuple[str, ...] = ()
        self.problems: list[SheetProblem] = []

    def add(self, found: SheetProblem) -> None:
        """Gather a problem."""
        if len(self.problems) + 1 >= self.limits.max_problems:
            raise StopReading(found)
        self.problems.append(found)

    def add_fault(self, number: int, fault: Fault) -> None:
        """Gather a problem of one cell, naming its column."""
        index, rule, details = fault
        self.add(problem(rule, row=number, column=self._column(index), **details))

    def take_header(self, cells: Sequence[str]) -> None:
        """Read the names of the columns and check them."""
        self.header = read_header(cells, self.columns, self.limits)
        for found in check_header(cells, self.header, self.columns, self.limits):
            self.add(found)

    def check_width(self, number: int, cells: Sequence[str]) -> None:
        """Check that a row is as wide as the header; empty cells behind the last do no harm."""
        width, found = len(self.header), len(cells)
        if found < width or any(cells[width:]):
            self.add(problem(Rule.RAGGED_ROW, row=number, found=found, wanted=width))

    def check_cells(self, number: int, cells: Sequence[str]) -> bool:
        """Check every cell; tell whether any bears a guarding apostrophe."""
        suspicious = not WATCHED_STARTS.isdisjoint([cell[:1] for cell in cells])
        if max(map(len, cells)) > self.limits.max_cell_chars or CONTROL.search("".join(cells)):
            watched = list(enumerate(cells))
        elif suspicious:
            watched = [(i, cell) for i, cell in enumerate(cells) if cell[:1] in WATCHED_STARTS]
        else:
            return False
        for index, cell in watched:
            found = check_cell(cell, self.limits, number, self._column(index))
            if found:
                self.add(found)
        return suspicious and any(unguarded(cell) is not cell for _, cell in watched)

    def too_many_rows(self, number: int) -> StopReading:
        """Return what ends the reading of a sheet that is too long."""
        return StopReading(problem(Rule.TOO_MANY_ROWS, row=number, limit=self.limits.max_rows))

    def _column(self, index: int) -> str:
        name = self.header[index] if index < len(self.header) else ""
        return name or column_letters(index)
