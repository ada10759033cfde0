"""Whatever comes, a sheet or a refusal comes of it, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import UnreadableSheet
from openluban.foundation.sheets.tests.make import (
    SHEET_PART,
    make_members,
    make_workbook,
    read,
    saved,
    unzipped,
    worksheet,
    zipped,
)

LIMITS = Limits(max_bytes=1_000_000, max_rows=1000, max_unzipped_bytes=1_000_000)
TEXT = 'name;город;名称\r\n"鲁""班\n";Душанбе;=1\r\n-5;\'@x;+86 22\r\n'
TEXTS = [TEXT.encode(codec, "ignore") for codec in ("utf-8-sig", "utf-16", "gb18030", "cp1251")]
WORKBOOK = saved(make_workbook(["名称", "b"], ["x", 1.5], [True, None], ["=1", "#REF!"]))
PARTS = unzipped(WORKBOOK)

cuts = st.integers(0, 1 << 16)
pieces = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([b"\0", b'"', b"\xff", b"<", b"&", b'r="9"', b"PK\x01\x02", b"</c>", b"<f/>"]),
)
changes = st.lists(st.tuples(cuts, st.integers(0, 8), pieces), min_size=1, max_size=6)


def mutated(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Replace stretches of the data by others."""
    for place, length, piece in edits:
        start = place % (len(data) + 1)
        data = data[:start] + piece + data[start + length :]
    return data


def read_to_the_end(data: bytes) -> tuple[object, ...]:
    """Return the header, or the problems."""
    try:
        sheet = read(data, limits=LIMITS)
    except UnreadableSheet as refusal:
        return refusal.problems
    assert all(tuple(row.cells) == sheet.header for row in sheet.rows)
    return sheet.header


def read_or_refuse(data: bytes) -> None:
    begun = time.process_time()
    outcome = read_to_the_end(data)
    assert outcome
    assert all(map(str, outcome))
    assert time.process_time() - begun < 2


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_anything(data: bytes) -> None:
    read_or_refuse(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TEXTS), changes)
def test_changed_text_files(data: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    read_or_refuse(mutated(data, edits))


@settings(max_examples=200, deadline=None)
@given(changes)
def test_changed_workbooks(edits: list[tuple[int, int, bytes]]) -> None:
    read_or_refuse(mutated(WORKBOOK, edits))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PARTS)), changes)
def test_changed_parts(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    read_or_refuse(zipped(PARTS | {name: mutated(PARTS[name], edits)}))


tags = st.sampled_from(["row", "c", "v", "f", "t", "is", "rPh", "mergeCell", "sheetData"])
attributes = st.dictionaries(
    st.sampled_from(["r", "t", "s", "ref"]),
    st.one_of(
        st.sampled_from(["1", "2", "A1", "B2", "XFD9", "n", "s", "b", "e", "inlineStr", "d", "²"]),
        st.integers(-9, 10**30).map(str),
    ),
    max_size=3,
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(tags)
    given_attributes = "".join(f' {key}="{value}"' for key, value in draw(attributes).items())
    inner = draw(st.sampled_from(["", "0", "1.5", "x", "=1", "1e99", "٣"]))
    if depth < 3:
        inner += "".join(draw(st.lists(elements(depth + 1), max_size=3)))
    return f"<{name}{given_attributes}>{inner}</{name}>"


@settings(max_examples=100, deadline=None)
@given(st.lists(elements(), max_size=3))
def test_worksheets_of_any_shape(found: list[str]) -> None:
    read_or_refuse(zipped(make_members(worksheet("".join(found)))))


@pytest.mark.parametrize("share", [0, 0.001, 0.02, 0.5, 0.9999])
def test_cut_off_workbooks(share: float) -> None:
    read_or_refuse(WORKBOOK[: int(len(WORKBOOK) * share)])


def test_the_unchanged_files_are_good_seeds() -> None:
    assert SHEET_PART in PARTS
    assert read(TEXT.replace("=1", "1").encode("utf-16")).header == ("name", "город", "名称")
