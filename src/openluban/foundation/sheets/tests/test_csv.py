"""CSV: delimiters, quotes, line ends, and everything that is refused with row and column."""

import time

import pytest

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule
from openluban.foundation.sheets.tests.make import (
    places_of,
    problems_of,
    read,
    rows_of,
    rule_of,
)

BRIEF_LIMITS = Limits(max_rows=3, max_columns=4, max_cell_chars=10, max_row_chars=100)


def test_reads_header_rows_and_their_numbers() -> None:
    sheet = read(b"name,city\nLuban,Tianjin\n\n,\nEPIP,Dushanbe\n")

    assert sheet.header == ("name", "city")
    assert [tuple(row) for row in sheet.rows] == [
        (2, {"name": "Luban", "city": "Tianjin"}),
        (5, {"name": "EPIP", "city": "Dushanbe"}),
    ]
    assert len(sheet.rows) == 2
    assert (sheet.kind, sheet.delimiter, sheet.encoding) == ("csv", ",", "utf-8")


def test_rows_can_be_read_again_and_by_two_readers_at_once() -> None:
    sheet = read(b"a\n1\n2\n")

    pairs = list(zip(sheet.rows, sheet.rows, strict=True))

    assert [(one.cells["a"], other.cells["a"]) for one, other in pairs] == [("1", "1"), ("2", "2")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_finds_delimiter_and_line_end(delimiter: str, line_end: str) -> None:
    lines = [("name", "note"), ("x", '"a, b; c\nd ""e"""'), ("y", "2")]
    text = line_end.join(delimiter.join(cells) for cells in lines)

    sheet = read(text.encode())

    assert sheet.delimiter == delimiter
    assert rows_of(sheet) == [["x", 'a, b; c\nd "e"'], ["y", "2"]]


def test_expected_names_decide_between_delimiters() -> None:
    data = b"name;city, country\nx;a, b\n"

    assert read(data, expected=("name", "city, country")).delimiter == ";"


def test_one_column_is_a_sheet_too_and_may_hold_commas() -> None:
    assert rows_of(read(b"name\nhello, world\nx\n")) == [["hello, world"], ["x"]]


def test_row_numbers_count_records_not_lines() -> None:
    data = b'a,b\n"x\ny\nz",1\nshort\n'

    assert places_of(data) == [(Rule.RAGGED_ROW, 3, None)]


def test_empty_cells_behind_the_last_column_do_no_harm() -> None:
    sheet = read(b"a,b,,\n1,2,,\n3,4,,,\n")

    assert sheet.header == ("a", "b")
    assert rows_of(sheet) == [["1", "2"], ["3", "4"]]


def test_empty_files() -> None:
    assert [rule_of(data) for data in (b"", b"\n\r\n ", b"\xef\xbb\xbf", b"\xff\xfe")] == [
        Rule.EMPTY_FILE
    ] * 4


def test_binary_is_not_text() -> None:
    assert rule_of(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") is Rule.NOT_TEXT
    assert rule_of(b"a,b\n1,\x00\n") is Rule.NOT_TEXT


def test_web_page_under_another_name() -> None:
    assert rule_of(b"\xef\xbb\xbf\n<HTML><table><tr><td>a</td></tr></table>") is Rule.WEB_PAGE


def test_too_big() -> None:
    assert rule_of(b"a\n" + b"1\n" * 10, Limits(max_bytes=10)) is Rule.TOO_BIG


def test_wrong_delimiter_is_told_when_others_were_expected() -> None:
    found = problems_of(b"name|city\nx|y\n", expected=("name", "city"))

    assert [each.rule for each in found] == [Rule.WRONG_DELIMITER]
    assert "name|city" in str(found[0])


def test_missing_header() -> None:
    assert rule_of(b"\nx,y\n") is Rule.MISSING_HEADER
    assert places_of(b"Luban,Tianjin\nEPIP,Ouagadougou\n", expected=("name", "city")) == [
        (Rule.MISSING_HEADER, 1, None)
    ]


def test_columns_twice_unnamed_unknown_and_missing() -> None:
    data = b"name,name,,Opened on,foo\n"

    found = places_of(data, expected=("name", "opened_on", "city"), required=("name", "city"))

    assert found == [
        (Rule.DUPLICATE_COLUMN, 1, "name"),
        (Rule.EMPTY_COLUMN_NAME, 1, "C"),
        (Rule.UNKNOWN_COLUMN_NEAR, 1, "Opened on"),
        (Rule.UNKNOWN_COLUMN, 1, "foo"),
        (Rule.MISSING_COLUMN, 1, "city"),
    ]


def test_unknown_column_names_the_nearest() -> None:
    (found,) = problems_of(b"name,adress\n", expected=("name", "address", "city"))

    assert "address" in str(found)


def test_ragged_rows_say_how_many_cells() -> None:
    few, many = problems_of(b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n")

    assert (few.row, many.row) == (2, 4)
    assert "2" in str(few)
    assert "4" in str(many)


def test_a_million_columns_are_refused_at_once() -> None:
    data = b"a," * 1_000_000 + b"a\n1\n"

    begun = time.process_time()
    assert rule_of(data) is Rule.TOO_MANY_COLUMNS
    assert time.process_time() - begun < 0.5


def test_columns_are_counted_outside_quotes_only() -> None:
    assert rule_of(b'"a,b,c,d,e",f\n1,2\n', BRIEF_LIMITS) is None
    assert rule_of(b"a,b,c,d\n1,2,3,4\n", BRIEF_LIMITS) is None
    assert rule_of(b"a,b,c,d,e\n", BRIEF_LIMITS) is Rule.TOO_MANY_COLUMNS


def test_too_many_rows() -> None:
    assert rule_of(b"a\n1\n2\n3\n", BRIEF_LIMITS) is None
    assert places_of(b"a\n" + b"1\n" * 1_100_001) == [(Rule.TOO_MANY_ROWS, 1_100_002, None)]


def test_too_long_cells_and_rows() -> None:
    long_cell = b"a,b\n1,2\n1," + b"x" * 11 + b"\n"
    lines = b'a,b\n1,"' + b"x\n" * 6 + b'"\n'
    long_row = b"a,b\n" + b"x" * 101 + b",1\n"

    assert rule_of(long_cell, BRIEF_LIMITS) is Rule.CELL_TOO_LONG
    assert rule_of(lines, BRIEF_LIMITS) is Rule.CELL_TOO_LONG
    assert rule_of(long_row, BRIEF_LIMITS) is Rule.ROW_TOO_LONG
    assert places_of(b"a,b\n1," + b"x" * 200_000 + b"\n") == [(Rule.CELL_TOO_LONG, 2, None)]


def test_quotes_never_closed() -> None:
    assert places_of(b'a,b\n1,2\n1,"2\n3,4\n') == [(Rule.UNCLOSED_QUOTE, 3, None)]
    swallowed = b'a,b\n1,2\n1,"2\n' + b"3,4\n" * 100_000
    assert places_of(swallowed) == [(Rule.UNCLOSED_QUOTE, 3, None)]


def test_a_row_of_many_lines_and_cells_is_cut_off() -> None:
    endless = b"a,b\n" + b'"\n",' * 1_000_000

    assert places_of(endless) == [(Rule.UNCLOSED_QUOTE, 2, None)]


def test_text_behind_a_closing_quote() -> None:
    assert places_of(b'a,b\n"x"y,2\n') == [(Rule.STRAY_QUOTE, 2, None)]


@pytest.mark.parametrize("character", ["\x01", "\x1f", "\x7f", "\x9b", "\u202e", "\ufffe"])
def test_control_characters(character: str) -> None:
    data = f"a,b\n1,2\n1,x{character}y\n".encode()

    (found,) = problems_of(data)

    assert (found.rule, found.row, found.column) == (Rule.CONTROL_CHARACTER, 3, "b")
    assert f"U+{ord(character):04X}" in str(found)
    assert character not in str(found)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|x",
        "＝1",
        "\t=x",
        '"\n\n@x"',
        '"=1"',
        "- x",
    ],
)
@pytest.mark.parametrize("after", ["", "y,-5\n"])
def test_formulas_in_disguise(cell: str, after: str) -> None:
    data = f"a,b\n1,2\n{cell},-1.5\n{after}".encode()

    assert places_of(data) == [(Rule.FORMULA_INJECTION, 3, "a")]


@pytest.mark.parametrize(
    "cell",
    [
        "-",
        "+",
        "-5",
        "-1.5e3",
        "+5%",
        "-0,5",
        "-1,000.50",
        "－5",
        "-20…+60 °C",
        "+7 (727) 292-03-04",
        "+86 22 2834 1234",
        "a=b",
        "x@y.org",
        "\tx",
        "\t-5",
    ],
)
def test_numbers_phones_and_dashes_are_no_formulas(cell: str) -> None:
    sheet = read(f'a;b\n{cell};x\nx;"{cell}"\n'.encode())

    assert rows_of(sheet) == [[cell, "x"], ["x", cell]]


def test_formula_in_the_header() -> None:
    assert places_of(b"a,=b\n") == [(Rule.FORMULA_INJECTION, 1, "B")]


def test_the_guarding_apostrophe_comes_off_and_no_other() -> None:
    sheet = read(b"a,b\n'=1,'tis\n''=1,x'\n")

    assert rows_of(sheet) == [["=1", "'tis"], ["'=1", "x'"]]


def test_problems_are_gathered_up_to_a_limit() -> None:
    data = b"a,b\n" + b"=1,2\n1\n" * 100

    found = problems_of(data, limits=Limits(max_problems=7))

    assert [each.row for each in found] == [2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("start", ["=", "-", "'="])
def test_a_formula_at_the_very_start_of_a_block_is_found(start: str) -> None:
    lines = ["a,b".ljust(15)] + ["1,2".ljust(15)] * 40_000
    lines[(1 << 18) // 16] = f"{start}x,2".ljust(15)

    found = read_text("\n".join(lines))

    assert found == ("=x" if start == "'=" else [(Rule.FORMULA_INJECTION, 16_385, "a")])


def read_text(text: str) -> object:
    """Return what is wrong with a text, else the first cell in the row after the 16,384th."""
    return places_of(text.encode()) or rows_of(read(text.encode()))[16_383][0]


def test_problems_far_into_a_file_are_found() -> None:
    lines = ["a,b"] + ["1,2"] * 300_000
    lines[150_000] = "1,=2"
    lines[299_999] = "1"

    assert places_of("\n".join(lines).encode()) == [
        (Rule.FORMULA_INJECTION, 150_001, "b"),
        (Rule.RAGGED_ROW, 300_000, None),
    ]
