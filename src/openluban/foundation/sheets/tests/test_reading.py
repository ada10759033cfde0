"""Where sheets come from, and what reading a large one costs."""

import io
import tracemalloc
from pathlib import Path

import pytest

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, UnreadableSheet
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.tests.make import (
    make_workbook,
    read,
    rows_of,
    rule_of,
    saved,
)
from openluban.foundation.sheets.writing import write_xlsx


def test_reads_bytes_paths_and_open_files(tmp_path: Path) -> None:
    data = "name\n鲁班\n".encode()
    path = tmp_path / "x.csv"
    path.write_bytes(data)

    sheets = [read_sheet(source, filename="x") for source in (data, path, io.BytesIO(data))]

    assert [rows_of(sheet) for sheet in sheets] == [[["鲁班"]]] * 3


def test_the_content_decides_not_the_name() -> None:
    assert read_sheet(saved(make_workbook(["a"])), filename="x.csv").kind == "xlsx"
    assert read_sheet(b"a\n", filename="x.xlsx").kind == "csv"


def test_no_more_is_read_than_is_allowed() -> None:
    large = io.BytesIO(b"a\n" * 1_000_000)

    with pytest.raises(UnreadableSheet):
        read_sheet(large, filename="x", limits=Limits(max_bytes=1000))

    assert large.tell() <= 1001


def test_a_large_csv_takes_little_memory() -> None:
    data = b"id,name,city\n" + b"12345,workshop,Dushanbe\n" * 200_000

    tracemalloc.start()
    count = sum(1 for _ in read(data).rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 200_000
    assert peak < 5_000_000


def test_a_large_workbook_takes_little_memory() -> None:
    data = write_xlsx(["a", "b"], ([str(n), "Dushanbe"] for n in range(20_000)), title="x")

    tracemalloc.start()
    count = sum(1 for _ in read(data).rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 20_000
    assert peak < 5_000_000


def test_a_workbook_is_spooled_and_read_by_two_at_once() -> None:
    data = write_xlsx(["a", "b"], ([n, "x\ny"] for n in range(30_000)), title="x")
    sheet = read(data)

    assert all(one == other for one, other in zip(sheet.rows, sheet.rows, strict=True))
    assert [row.number for row in sheet.rows] == list(range(2, 30_002))


def test_blank_lines_count_as_rows() -> None:
    assert rule_of(b"a\n" + b"\n" * 50 + b"1\n", Limits(max_rows=20)) is Rule.TOO_MANY_ROWS
