"""Reading a package: whole and in order, or refused with file, row, column and rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import UnreadableSheet
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.refusals import Problem
from openluban.learning.learners.formats.oneroster.cells import faults_of, items
from openluban.learning.learners.formats.oneroster.files import (
    MOST_UNPACKED,
    files_beneath,
    files_in,
)
from openluban.learning.learners.formats.oneroster.manifest import (
    ENCODING,
    Manifest,
    read_manifest,
)
from openluban.learning.learners.formats.oneroster.problems import (
    MOST_TOLD,
    Fault,
    UnfitPackage,
    place_of,
    problem,
)
from openluban.learning.learners.formats.oneroster.tables import EXTENSION, FORMS, Form, Kind

_LIMITS = Limits(max_bytes=MOST_UNPACKED, max_columns=100)


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: values column by column; ``numbers`` are the rows they stand in."""

    form: Form
    is_delta: bool
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    """Of the columns that the standard knows and the file has; the others are all empty."""
    extensions: tuple[str, ...] = ()
    """Columns that the writer added, and that have no place here."""

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> Sequence[str]:
        """Return the values of a column, empty texts where the file does not have it."""
        found = self.columns.get(name)
        return [""] * len(self.numbers) if found is None else found

    def rows(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield the values of these columns row by row."""
        return zip(*(self.column(name) for name in names), strict=True)


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds. ``left_out`` are files and columns for which there is no place."""

    manifest: Manifest
    tables: Mapping[str, Table]
    left_out: tuple[str, ...] = ()

    def table(self, name: str) -> Table:
        """Return a file, an empty one where the package does not have it."""
        return self.tables.get(name) or Table(FORMS[name], False, (), {})  # noqa: FBT003


def read_package(data: bytes, *, filename: str) -> Package:
    """Read a zip.

    :raises UnfitPackage: anything is wrong; the first faults are named
    """
    return _read(files_in(data, filename))


def read_folder(folder: Path) -> Package:
    """Read the files of a folder.

    :raises UnfitPackage: anything is wrong; the first faults are named
    """
    return _read(files_beneath(folder))


def _read(files: Mapping[str, bytes]) -> Package:
    manifest = read_manifest(files)
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for name, form in FORMS.items():
        mode = manifest.modes.get(name)
        if mode is not None:
            try:
                tables[name] = _table(form, files[form.file], is_delta=mode == "delta")
            except UnfitPackage as unfit:
                problems += unfit.problems
    if not problems:
        problems += islice(_leading_nowhere(tables), MOST_TOLD)
    if problems:
        raise UnfitPackage(problems)
    columns = (
        place_of(table.form.file, column)
        for table in tables.values()
        for column in table.extensions
    )
    return Package(manifest, tables, (*manifest.left_out, *columns))


def _table(form: Form, data: bytes, *, is_delta: bool) -> Table:
    table = replace(_cells(form, data), is_delta=is_delta)
    unknown = [name for name in table.columns if name not in form.by_name]
    own = tuple(name for name in unknown if name.startswith(EXTENSION))
    problems = [
        problem(Fault.UNKNOWN_COLUMN, form.file, row=1, column=name)
        for name in unknown
        if name not in own
    ]
    known = {name: cells for name, cells in table.columns.items() if name in form.by_name}
    problems += islice(faults_of(form, table.numbers, known, is_delta=is_delta), MOST_TOLD)
    if problems:
        raise UnfitPackage(problems)
    return replace(table, columns=known, extensions=own)


def _cells(form: Form, data: bytes) -> Table:
    required = [column.name for column in form.columns if column.required]
    try:
        sheet = read_sheet(
            data,
            filename=form.file,
            columns=Columns(required=required),
            encoding=ENCODING,
            limits=_LIMITS,
        )
    except UnreadableSheet as unreadable:
        raise UnfitPackage(
            [replace(each, field=place_of(form.file, each.field)) for each in unreadable.problems]
        ) from None
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    for number, cells in sheet.rows:
        numbers.append(number)
        rows.append(tuple(cells.values()))
    values = [[cell.strip() for cell in column] for column in zip(*rows, strict=True)]
    found = dict(zip(sheet.header, values or [[] for _ in sheet.header], strict=True))
    return Table(form, is_delta=False, numbers=numbers, columns=found)


def _leading_nowhere(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Yield ids that no row has, where the file that should have them is there as a whole."""
    whole = {
        name: frozenset(table.column("sourcedId"))
        for name, table in tables.items()
        if not table.is_delta
    }
    for table in tables.values():
        for name, cells in table.columns.items():
            column = table.form.by_name[name]
            known = whole.get(column.refers)
            if column.refers and known is not None:
                yield from _unknown(table, name, cells, known, several=column.kind == Kind.IDS)


def _unknown(
    table: Table, name: str, cells: Sequence[str], known: frozenset[str], *, several: bool
) -> Iterator[Problem]:
    found = set(cells) - known - {""}
    if several:
        found = {cell for cell in found if not known.issuperset(items(cell))}
    if not found:
        return
    other = table.form.by_name[name].refers
    for number, cell in zip(table.numbers, cells, strict=True):
        if cell in found:
            lost = next((part for part in items(cell) if part not in known), cell)
            details = {"found": lost, "other": FORMS[other].file}
            yield problem(Fault.LEADS_NOWHERE, table.form.file, row=number, column=name, **details)
