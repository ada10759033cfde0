"""Makers of files for the tests: honest workbooks, and workbooks built by hand to be bad."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, SheetProblem, UnreadableSheet
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.sheet import Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_PART = "xl/worksheets/sheet1.xml"


def read(
    data: bytes,
    *,
    expected: Sequence[str] = (),
    required: Sequence[str] = (),
    encoding: str | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> Sheet:
    """Read bytes as a sheet."""
    return read_sheet(
        data,
        filename="sheet",
        columns=Columns(expected, required),
        encoding=encoding,
        sheet=sheet,
        limits=limits or Limits(),
    )


def rows_of(sheet: Sheet) -> list[list[str]]:
    """Return the cells of all rows, in the order of the header."""
    return [[row.cells[name] for name in sheet.header] for row in sheet.rows]


def problems_of(
    data: bytes,
    *,
    expected: Sequence[str] = (),
    required: Sequence[str] = (),
    encoding: str | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> tuple[SheetProblem, ...]:
    """Return why bytes are refused, none if they are not; every sentence can be said."""
    found: tuple[SheetProblem, ...] = ()
    try:
        read(
            data,
            expected=expected,
            required=required,
            encoding=encoding,
            sheet=sheet,
            limits=limits,
        )
    except UnreadableSheet as refusal:
        found = tuple(p for p in refusal.problems if isinstance(p, SheetProblem))
    assert all(str(each) and "%(" not in str(each) for each in found)
    return found


def places_of(
    data: bytes, *, expected: Sequence[str] = (), required: Sequence[str] = ()
) -> list[tuple[str, int | None, str | None]]:
    """Return rule, row and column of everything that is wrong."""
    found = problems_of(data, expected=expected, required=required)
    return [(each.rule, each.row, each.column) for each in found]


def rule_of(data: bytes, limits: Limits | None = None) -> Rule | None:
    """Return the only rule that is broken, None if none is."""
    found = problems_of(data, limits=limits)
    assert len(found) <= 1, found
    return Rule(found[0].rule) if found else None


def make_workbook(*rows: Sequence[object], title: str = "Sheet1") -> Workbook:
    """Return an honest workbook with one sheet."""
    book = Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """Return the workbook as the bytes of a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Return a worksheet's XML around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(reference: str, text: str) -> str:
    """Return the XML of a cell with text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def make_members(sheet: str, **others: str | bytes) -> dict[str, str | bytes]:
    """Return the members of a workbook by hand around the XML of its only worksheet."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>',
        SHEET_PART: sheet,
    }
    return members | others


HEADER_ROW = f'<row r="1">{text_cell("A1", "name")}{text_cell("B1", "city")}</row>'


def by_hand(rows: str, *, before: str = "", after: str = "") -> bytes:
    """Return a workbook whose header is name, city and whose further rows are given as XML."""
    return zipped(make_members(worksheet(HEADER_ROW + rows, before=before, after=after)))
