"""Rows set aside in a temporary file, to be read again without holding them in memory."""

import csv
import io
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from itertools import chain

_BLOCK = 1 << 18


class Spool:
    """Numbered rows on disk; the file goes away with this object."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- outlives this call
        self._text = io.StringIO()
        self._writer = csv.writer(self._text, lineterminator="\n")
        weakref.finalize(self, self._file.close)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Append a row."""
        self._writer.writerow([number, *cells])
        if self._text.tell() > _BLOCK:
            self._flush()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield all rows; several readers may go through them at once."""
        self._flush()
        for number, *cells in csv.reader(chain.from_iterable(self._lines())):
            yield int(number), cells

    def _flush(self) -> None:
        self._file.seek(0, io.SEEK_END)
        self._file.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()

    def _lines(self) -> Iterator[list[str]]:
        place = 0
        while True:
            self._file.seek(place)
            lines = self._file.readlines(_BLOCK)
            if not lines:
                return
            place = self._file.tell()
            yield [line.decode() for line in lines]
