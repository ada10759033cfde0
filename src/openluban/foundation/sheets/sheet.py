"""A sheet that was read to its end and found to be in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from openluban.foundation.sheets.cells import unguarded

Kind = Literal["csv", "xlsx"]
NumberedCells = tuple[int, Sequence[str]]


class SheetRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells by column name."""

    number: int
    cells: dict[str, str]


class Rows(Iterable[SheetRow]):
    """The rows that are not blank; can be gone through any number of times, read anew each time."""

    def __init__(
        self,
        header: tuple[str, ...],
        source: Callable[[], Iterator[NumberedCells]],
        *,
        count: int,
        has_apostrophes: bool,
    ) -> None:
        self._header = header
        self._source = source
        self._count = count
        self._has_apostrophes = has_apostrophes

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[SheetRow]:
        header = self._header
        if not self._has_apostrophes:
            for number, cells in self._source():
                if any(cells):
                    yield SheetRow(number, dict(zip(header, cells, strict=False)))
            return
        for number, cells in self._source():
            if any(cells):
                bare = map(unguarded, cells)
                yield SheetRow(number, dict(zip(header, bare, strict=False)))


class Sheet(NamedTuple):
    """What a file holds. ``encoding`` is as found, ``delimiter`` empty for a workbook.

    Every row has a text for every name of the header; an empty cell is the empty text. Numbers,
    days and booleans of a workbook come as plain text (``1.5``, ``2024-05-01``, ``true``).
    """

    header: tuple[str, ...]
    rows: Rows
    encoding: str
    delimiter: str
    kind: Kind
