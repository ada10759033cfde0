"""Workbooks made to do harm, or damaged on the way, are refused quickly and by name."""

import io
import struct
import time
import zipfile
import zlib

import pytest

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule
from openluban.foundation.sheets.tests.make import (
    HEADER_ROW,
    MAIN,
    SHEET_PART,
    by_hand,
    make_members,
    places_of,
    problems_of,
    read,
    rows_of,
    rule_of,
    text_cell,
    worksheet,
    zipped,
)

GOOD = worksheet(HEADER_ROW + f'<row r="2">{text_cell("A2", "x")}</row>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CONTENT_TYPES = "[Content_Types].xml"


def with_part(**parts: str | bytes) -> bytes:
    return zipped(make_members(GOOD) | parts)


def test_the_workbook_by_hand_is_good() -> None:
    assert rows_of(read(with_part())) == [["x", ""]]


def test_old_excel_and_passwords() -> None:
    assert rule_of(OLE) is Rule.OLD_EXCEL
    assert rule_of(OLE + "EncryptedPackage".encode("utf-16-le")) is Rule.ENCRYPTED


def test_an_encrypted_member() -> None:
    data = bytearray(with_part())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)

    assert rule_of(bytes(data)) is Rule.ENCRYPTED


def test_damaged_archives() -> None:
    data = with_part()
    middle = data.find(SHEET_PART.encode()) + len(SHEET_PART) + 5

    assert rule_of(data[:-30]) is Rule.DAMAGED_ARCHIVE
    assert rule_of(data + b"more") is Rule.DAMAGED_ARCHIVE
    assert rule_of(b"PK\x03\x04") is Rule.DAMAGED_ARCHIVE
    assert rule_of(data[:middle] + b"\xff\xff\xff" + data[middle + 3 :]) is Rule.DAMAGED_ARCHIVE


def test_other_zip_files_are_no_workbooks() -> None:
    odt = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
    word = {CONTENT_TYPES: str(make_members(GOOD)[CONTENT_TYPES]).replace("sheet.main", "x")}

    assert rule_of(zipped(odt)) is Rule.NOT_A_WORKBOOK
    assert rule_of(zipped(make_members(GOOD) | word)) is Rule.NOT_A_WORKBOOK
    assert rule_of(zipped({})) is Rule.NOT_A_WORKBOOK


def test_macros() -> None:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'

    assert rule_of(with_part(**{CONTENT_TYPES: types})) is Rule.MACROS
    assert rule_of(with_part(**{"xl/vbaProject.bin": b"x"})) is Rule.MACROS


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x", "xl/../../x", "a\\b", "c:x", "xl/./x"])
def test_hidden_paths(name: str) -> None:
    (found,) = problems_of(with_part(**{name: "x"}))

    assert found.rule == Rule.UNSAFE_PATH
    assert name in str(found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice() -> None:
    file = io.BytesIO(with_part())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET_PART, "<other/>")

    assert rule_of(file.getvalue()) is Rule.UNSAFE_PATH


def test_too_many_members() -> None:
    assert rule_of(with_part(**{f"x/{n}": "" for n in range(501)})) is Rule.TOO_MANY_MEMBERS


def test_a_directory_of_a_million_entries_is_not_read() -> None:
    directory = (b"PK\x01\x02" + bytes(42)) * 200_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 4, 0)

    begun = time.process_time()
    assert rule_of(b"PK\x03\x04" + directory + end) is Rule.TOO_MANY_MEMBERS
    assert time.process_time() - begun < 0.2


@pytest.mark.parametrize("part", [SHEET_PART, "xl/sharedStrings.xml", CONTENT_TYPES])
def test_zip_bombs_by_ratio(part: str) -> None:
    bomb = f'<sst xmlns="{MAIN}">' + " " * 50_000_000

    data = with_part(**{part: bomb})

    begun = time.process_time()
    assert rule_of(data) is Rule.ZIP_BOMB
    assert time.process_time() - begun < 1


def test_zip_bombs_by_sum() -> None:
    limits = Limits(max_unzipped_bytes=3_000)

    assert rule_of(with_part(), limits) is None
    assert rule_of(with_part(**{"xl/sharedStrings.xml": "<a/>" + " " * 3_000}), limits) is (
        Rule.ZIP_BOMB
    )


def test_a_size_that_lies_is_found_out() -> None:
    bomb = GOOD.encode() + b" " * 5_000_000
    data = with_part(**{SHEET_PART: bomb})
    true, small = struct.pack("<L", len(bomb)), struct.pack("<L", len(GOOD.encode()))
    crc, fitting = (struct.pack("<L", zlib.crc32(part)) for part in (bomb, GOOD.encode()))

    assert rule_of(data.replace(true, small)) is Rule.DAMAGED_ARCHIVE
    # With a fitting checksum, no more is unzipped than was announced.
    assert rule_of(data.replace(true, small).replace(crc, fitting)) is None


@pytest.mark.parametrize(
    "part",
    [
        CONTENT_TYPES,
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        SHEET_PART,
    ],
)
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "http://example.org/">]>',
    ],
)
def test_document_types_and_entities(part: str, doctype: str) -> None:
    (found,) = problems_of(with_part(**{part: doctype + "<x>&a;</x>"}))

    assert found.rule == Rule.DOCUMENT_TYPE
    assert part in str(found)


def test_document_types_in_another_encoding() -> None:
    content = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'

    assert rule_of(with_part(**{SHEET_PART: content.encode("utf-16")})) is Rule.DOCUMENT_TYPE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet>",
        b"not xml",
        b"<a>\xff</a>",
        b"<a>" * 100 + b"</a>" * 100,
        b"<a>" * 200_000,
        b'<a x="' + b"x" * 3_000_000 + b'"/>',
        b"<a>" + b"".join(b"<a%d/>" % n for n in range(100_000)) + b"</a>",
    ],
)
def test_damaged_or_absurd_xml(content: bytes) -> None:
    limits = Limits(max_ratio=2000)

    begun = time.process_time()
    assert rule_of(with_part(**{SHEET_PART: content}), limits) is Rule.DAMAGED_WORKBOOK
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"/>',
        '<row r="1"/>',
        '<row r="-2"/>',
        '<row r="2"/><row r="2"/>',
        '<row r="1048577"/>',
        '<row r="99999999999999999999"/>',
        '<row r="2"><row r="3"/></row>',
        '<row r="2"><c r="2A"/></row>',
        '<row r="2"><c r="AAAA2"/></row>',
        '<row r="2"><c r="B2"/><c r="A2"/></row>',
        '<row r="2"><c r="A2" t="s"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
        '<row r="2"><c r="A2"><v>x</v></c></row>',
        '<row r="2"><c r="A2"><v>nan</v></c></row>',
        '<row r="2"><c r="A2"><v>1_0</v></c></row>',
        '<row r="2"><c r="A2"><v>1e999</v></c></row>',
        '<c r="A2"><v>1</v></c>',
        '<row r="2">' + "<c/>" * 16_385 + "</row>",
    ],
)
def test_rows_and_cells_that_no_spreadsheet_writes(rows: str) -> None:
    assert rule_of(by_hand(rows)) is Rule.DAMAGED_WORKBOOK


def test_a_dimension_of_the_whole_sheet_costs_nothing() -> None:
    last = '<row r="1048576">' + text_cell("A1048576", "x") + "</row>"
    data = by_hand(last, before='<dimension ref="A1:XFD1048576"/>')

    begun = time.process_time()
    assert [row.number for row in read(data).rows] == [1_048_576]
    assert time.process_time() - begun < 0.5


def test_a_cell_far_to_the_right() -> None:
    data = by_hand('<row r="2">' + text_cell("XFD2", "x") + "</row>")

    assert places_of(data) == [(Rule.TOO_MANY_COLUMNS, 2, None)]


def test_control_characters_hidden_in_escapes() -> None:
    data = by_hand('<row r="2">' + text_cell("B2", "x_x0007__xD800_") + "</row>")

    assert places_of(data) == [(Rule.CONTROL_CHARACTER, 2, "city")]


def test_endless_texts_are_cut_off() -> None:
    text = "".join(chr(0x4E00 + n % 20_000) for n in range(2_000_000))
    shared = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    cell = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    members = make_members(worksheet(HEADER_ROW + cell)) | {"xl/sharedStrings.xml": shared}

    assert rule_of(zipped(members)) is Rule.CELL_TOO_LONG
    assert rule_of(by_hand('<row r="2">' + text_cell("A2", text) + "</row>")) is Rule.CELL_TOO_LONG


def test_too_many_shared_texts() -> None:
    texts = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "<si><t>x</t></si>" * 5 + "</sst>"}

    assert rule_of(with_part(**texts), Limits(max_shared_strings=5)) is None
    assert rule_of(with_part(**texts), Limits(max_shared_strings=4)) is Rule.TOO_MANY_STRINGS


def test_floods_of_small_entries() -> None:
    formats = f'<styleSheet xmlns="{MAIN}"><cellXfs>' + "<xf/>" * 70_000 + "</cellXfs></styleSheet>"
    links = str(make_members(GOOD)["xl/_rels/workbook.xml.rels"])
    flood = "".join(f'<Relationship Id="x{n}" Target="x"/>' for n in range(70_000))
    styled = links.replace("sharedStrings", "styles", 1)

    members = {"xl/_rels/workbook.xml.rels": styled, "xl/sharedStrings.xml": formats}
    assert rule_of(with_part(**members)) is Rule.DAMAGED_WORKBOOK
    flooded = links.replace("</Relationships>", flood + "</Relationships>")
    assert rule_of(with_part(**{"xl/_rels/workbook.xml.rels": flooded})) is Rule.DAMAGED_WORKBOOK


def test_missing_parts() -> None:
    members = make_members(GOOD)
    without_sheet = {name: part for name, part in members.items() if name != SHEET_PART}
    without_texts = {name: part for name, part in members.items() if "shared" not in name}

    assert rule_of(zipped(without_sheet)) is Rule.MISSING_WORKSHEET
    assert rule_of(zipped(without_texts)) is Rule.DAMAGED_WORKBOOK


def test_a_worksheet_outside_the_file_is_not_looked_for() -> None:
    links = str(make_members(GOOD)["xl/_rels/workbook.xml.rels"])
    outside = links.replace('Target="worksheets', 'TargetMode="External" Target="worksheets')
    upwards = links.replace("worksheets/sheet1.xml", "../../../../etc/passwd")

    assert rule_of(with_part(**{"xl/_rels/workbook.xml.rels": outside})) is Rule.MISSING_WORKSHEET
    assert rule_of(with_part(**{"xl/_rels/workbook.xml.rels": upwards})) is Rule.MISSING_WORKSHEET
