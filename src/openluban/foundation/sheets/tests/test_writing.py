"""What is exported opens right in Excel, runs nothing, and comes back as it was."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from openluban.foundation.sheets.cells import CONTROL, guarded, is_formula_like, unguarded
from openluban.foundation.sheets.tests.make import read, rows_of, unzipped
from openluban.foundation.sheets.writing import DoesNotFit, Value, write_csv, write_xlsx

STARTS = "=+-@\t'＝＋－＠\n"
TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=STARTS + '15.,% ();"ax', max_size=8),
    st.sampled_from(["鲁班工坊", "Душанбе", "_x0041_", "#REF!", "TRUE", "007", "1e5", "x\ny"]),
).filter(lambda text: CONTROL.search(text.replace("\r", "")) is None)
NAMES = TEXTS.map(str.strip).filter(lambda name: name and "\r" not in name)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    header = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    row = st.lists(TEXTS, min_size=len(header), max_size=len(header))
    return header, draw(st.lists(row, max_size=5))


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    return b"".join(write_csv(header, rows))


def as_read(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Line ends become one kind, and blank rows are left out."""
    plain = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
    return [row for row in plain if any(row)]


@settings(max_examples=200, deadline=None)
@given(tables())
def test_csv_comes_back_as_it_was(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table

    sheet = read(csv_bytes(header, rows), expected=header, required=header)

    assert list(sheet.header) == header
    assert rows_of(sheet) == as_read(rows)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_xlsx_comes_back_as_it_was(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table

    sheet = read(write_xlsx(header, rows, title="x"), expected=header, required=header)

    assert list(sheet.header) == header
    assert rows_of(sheet) == as_read(rows)


@given(TEXTS)
def test_nothing_that_is_written_would_be_run(text: str) -> None:
    assume("\r" not in text)

    assert not is_formula_like(guarded(text))
    assert unguarded(guarded(text)) == text


def test_csv_is_what_excel_wants() -> None:
    data = csv_bytes(["名", "b"], [["Душанбе", None], ["=1", "x\r\ny"]])

    assert data == '\ufeff名,b\r\nДушанбе,\r\n\'=1,"x\ny"\r\n'.encode()


def test_csv_comes_in_pieces() -> None:
    pieces = list(write_csv(["a"], (["x" * 1000] for _ in range(1000))))

    assert len(pieces) > 5
    assert len(rows_of(read(b"".join(pieces)))) == 1000


VALUES: list[tuple[Value, str]] = [
    (None, ""),
    (True, "true"),
    (5, "5"),
    (-5, "-5"),
    (10**18, "1000000000000000000"),
    (0.1, "0.1"),
    (1e-7, "0.0000001"),
    (1e22, "10000000000000000000000"),
    (Decimal("12.5"), "12.5"),
    (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
    (date(2024, 5, 1), "2024-05-01"),
    (date(1868, 1, 25), "1868-01-25"),
    (datetime(2024, 5, 1, 13, 30), "2024-05-01T13:30:00"),  # noqa: DTZ001
    (datetime(2024, 5, 1, 13, 30, tzinfo=UTC), "2024-05-01T13:30:00+00:00"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_values_are_exact_in_both_formats(value: Value, text: str) -> None:
    assert rows_of(read(csv_bytes(["a", "b"], [[value, "x"]])))[0][0] == text
    assert rows_of(read(write_xlsx(["a", "b"], [[value, "x"]], title="x")))[0][0] == text


def test_xlsx_holds_real_numbers_and_days_and_no_formula() -> None:
    data = write_xlsx(
        ["a", "b", "c", "d", "e"], [[5, date(2024, 5, 1), "=1+1", "5", "#N/A"]], title="名/x"
    )

    sheet = load_workbook(io.BytesIO(data)).worksheets[0]

    assert sheet.title == "名 x"
    cells = list(sheet[2])
    assert [cell.value for cell in cells] == [5, datetime(2024, 5, 1), "'=1+1", "5", "#N/A"]  # noqa: DTZ001
    assert [cell.data_type for cell in cells] == ["n", "d", "s", "s", "s"]
    assert not any(b"<f>" in part for part in unzipped(data).values())


@pytest.mark.parametrize("title", ["", "'", "[]:*?/\\", "x" * 40, "\x00"])
def test_any_title_will_do(title: str) -> None:
    assert read(write_xlsx(["a"], [["x"]], title=title)).header == ("a",)


def test_control_characters_become_visible() -> None:
    rows = [["x\x07y\ud800", "z"]]

    for data in (csv_bytes(["a", "b"], rows), write_xlsx(["a", "b"], rows, title="x")):
        assert rows_of(read(data)) == [["x\ufffdy\ufffd", "z"]]


def test_what_excel_cannot_hold_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="Row 2 "):
        write_xlsx(["a"], [["x" * 32_768]], title="x")
