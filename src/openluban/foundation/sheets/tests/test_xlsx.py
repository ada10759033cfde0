"""Excel workbooks: what honest ones hold, as plain text."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule
from openluban.foundation.sheets.tests.make import (
    HEADER_ROW,
    MAIN,
    by_hand,
    make_members,
    make_workbook,
    places_of,
    problems_of,
    read,
    rows_of,
    rule_of,
    saved,
    text_cell,
    unzipped,
    worksheet,
    zipped,
)


def value_of(value: object, number_format: str | None = None) -> str:
    book = make_workbook(["value", "other"], [value, "x"])
    assert book.active is not None
    if number_format:
        book.active["A2"].number_format = number_format
    return rows_of(read(saved(book)))[0][0]


def test_reads_texts_in_every_script_and_leaves_out_blank_rows() -> None:
    book = make_workbook(["名称", "город"], ["鲁班工坊", "Душанбе"], [], [None, "x\ny"])

    sheet = read(saved(book))

    assert (sheet.kind, sheet.delimiter) == ("xlsx", "")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, {"名称": "鲁班工坊", "город": "Душанбе"}),
        (4, {"名称": "", "город": "x\ny"}),
    ]
    assert len(sheet.rows) == 2
    assert list(sheet.rows) == list(sheet.rows)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (-0.5, "-0.5"),
        (49.95, "49.95"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1e21, "1000000000000000000000"),
        (123456789012345, "123456789012345"),
        (True, "true"),
        (False, "false"),
        ("007", "007"),
        ("1.0", "1.0"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001
        (datetime(2024, 5, 1, 13, 30), "2024-05-01T13:30:00"),  # noqa: DTZ001
        (time(8, 15), "08:15:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (date(1900, 1, 1), "1900-01-01"),
        (date(1900, 3, 1), "1900-03-01"),
        (date(9999, 12, 31), "9999-12-31"),
    ],
)
def test_values_become_plain_text(value: object, text: str) -> None:
    assert value_of(value) == text


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ('yyyy"年"m"月"d"日"', "2023-12-25"),
        ("[$-419]d mmm yyyy", "2023-12-25"),
        ("0.00", "45285"),
        ('0" days"', "45285"),
        ("[Red]#,##0", "45285"),
    ],
)
def test_the_format_decides_what_is_a_date(number_format: str, text: str) -> None:
    assert value_of(45285, number_format) == text


def test_dates_counted_from_1904() -> None:
    members = make_members(worksheet(HEADER_ROW + '<row r="2"><c r="A2" s="0"><v>1</v></c></row>'))
    members["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="31"/></cellXfs></styleSheet>'
    )
    link = '<Relationship Id="r9" Type="x/styles" Target="/xl/styles.xml"/></Relationships>'
    links = str(members["xl/_rels/workbook.xml.rels"])
    members["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", link)
    assert rows_of(read(zipped(members))) == [["1900-01-01", ""]]

    book = str(members["xl/workbook.xml"])
    members["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert rows_of(read(zipped(members))) == [["1904-01-02", ""]]


def test_reads_the_first_visible_sheet_or_the_one_that_is_named() -> None:
    book = make_workbook(["hidden"], ["h"], title="Hidden")
    for title in ("First", "第二"):
        extra: Worksheet = book.create_sheet(title)
        extra.append([title])
        extra.append(["x"])
    book["Hidden"].sheet_state = "hidden"
    book.active = 1
    data = saved(book)

    assert read(data).header == ("First",)
    assert read(data, sheet="第二").header == ("第二",)
    assert read(data, sheet="Hidden").header == ("hidden",)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    (found,) = problems_of(saved(make_workbook(["a"], title="Data")), sheet="Other")

    assert found.rule == Rule.MISSING_WORKSHEET
    assert "Data" in str(found)


def test_too_many_sheets() -> None:
    book = make_workbook(["a"])
    for number in range(20):
        book.create_sheet(f"x{number}")

    assert rule_of(saved(book)) is Rule.TOO_MANY_SHEETS


def test_formulas_errors_and_merged_cells_are_refused_with_their_place() -> None:
    book = make_workbook(["a", "b"], ["x", "=1+1"], ["#REF!", "y"], ["p", "q"])
    assert book.active is not None
    book.active.merge_cells("A4:B4")

    assert places_of(saved(book)) == [
        (Rule.FORMULA, 2, "b"),
        (Rule.CELL_ERROR, 3, "a"),
        (Rule.MERGED_CELLS, None, None),
    ]


def test_text_that_looks_like_a_formula_needs_the_apostrophe() -> None:
    book = make_workbook(["a", "b"], ["x", "y"])
    assert book.active is not None
    book.active["A2"].data_type = "s"
    book.active["A2"]._value = "@y"
    assert places_of(saved(book)) == [(Rule.FORMULA_INJECTION, 2, "a")]

    book.active["A2"].quotePrefix = True
    assert rows_of(read(saved(book))) == [["@y", "y"]]


def test_dates_out_of_range() -> None:
    book = make_workbook(["a"], [-5])
    assert book.active is not None
    book.active["A2"].number_format = "yyyy-mm-dd"

    assert places_of(saved(book)) == [(Rule.DATE_OUT_OF_RANGE, 2, "a")]


def test_header_rules_hold_for_workbooks_too() -> None:
    assert places_of(
        saved(make_workbook(["name", None, "name", "adress"])),
        expected=("name", "address"),
        required=("address",),
    ) == [
        (Rule.EMPTY_COLUMN_NAME, 1, "B"),
        (Rule.DUPLICATE_COLUMN, 1, "name"),
        (Rule.UNKNOWN_COLUMN_NEAR, 1, "adress"),
        (Rule.MISSING_COLUMN, 1, "address"),
    ]
    assert rule_of(saved(make_workbook())) is Rule.EMPTY_FILE
    assert rule_of(saved(make_workbook([], ["a"], ["x"]))) is Rule.MISSING_HEADER
    assert rule_of(by_hand('<row r="2">' + text_cell("C2", "x") + "</row>")) is Rule.RAGGED_ROW


def test_empty_formatted_cells_behind_the_last_column_do_no_harm() -> None:
    book = make_workbook(["a"], ["x"])
    assert book.active is not None
    book.active["ZZ2"].alignment = Alignment(horizontal="center")

    assert rows_of(read(saved(book))) == [["x"]]


def test_limits_on_rows_columns_and_cells() -> None:
    limits = Limits(max_rows=2, max_columns=2, max_cell_chars=5)

    assert rule_of(saved(make_workbook(["a"], [1], [2])), limits) is None
    assert rule_of(saved(make_workbook(["a"], [1], [2], [3])), limits) is Rule.TOO_MANY_ROWS
    assert rule_of(saved(make_workbook(["a", "b", "c"])), limits) is Rule.TOO_MANY_COLUMNS
    assert rule_of(saved(make_workbook(["a"], ["x" * 6])), limits) is Rule.CELL_TOO_LONG


def test_phonetic_hints_escapes_and_prefixed_names() -> None:
    rows = (
        '<x:row r="2"><x:c t="inlineStr"><x:is><x:r><x:t>天</x:t></x:r>'
        "<x:rPh><x:t>tian</x:t></x:rPh><x:r><x:t>津_x000D__x000a_x</x:t></x:r></x:is></x:c>"
        '<x:c t="s"><x:v>0</x:v></x:c></x:row>'
    )
    data = by_hand(rows.replace("<x:row", f'<x:row xmlns:x="{MAIN}"'))

    assert rows_of(read(data)) == [["天津\nx", "shared"]]


def test_phonetic_hints_of_shared_texts() -> None:
    hinted = "<si><r><t>天</t></r><rPh><t>tian</t></rPh><r><t>津</t></r></si>"
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    members = make_members(worksheet(HEADER_ROW + row))

    members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{hinted}</sst>'

    assert rows_of(read(zipped(members))) == [["天津", ""]]


def test_lists_to_choose_from_are_no_formulas() -> None:
    lists = '<extLst><ext><f xmlns="x">Other!$A$1:$A$5</f><c/><row r="1"/></ext></extLst>'

    data = by_hand('<row r="2">' + text_cell("A2", "x") + "</row>", after=lists)

    assert rows_of(read(data)) == [["x", ""]]


def test_chart_sheets_are_passed_over() -> None:
    members = unzipped(saved(make_workbook(["a"], ["x"])))
    book = members["xl/workbook.xml"].replace(b"<sheets>", b'<sheets><sheet name="c" r:id="r0"/>')
    book = book.replace(b"<sheets>", b'<sheets xmlns:r="r">')

    assert rows_of(read(zipped(members | {"xl/workbook.xml": book}))) == [["x"]]
