"""Lists as files, and those files brought back."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.queries.exporting import export_rows
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.tests.make import AT, fill, make_country, make_workshop, the
from openluban.foundation.registers.use_cases.import_rows import preview_import
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import PUBLIC, SYSTEM

pytestmark = pytest.mark.django_db


def _csv(client: Client, path: str) -> list[dict[str, str]]:
    answer: Any = client.get(path)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("key", [register.key for register in registers()])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_back_unchanged(client: Client, key: str, ending: str) -> None:
    fill(key, 3)
    answer: Any = client.get(f"/{key}/export.{ending}")
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    columns = Columns(expected=the(key).headers)
    sheet = read_sheet(data, filename=f"x.{ending}", columns=columns)
    outcome = preview_import(register_key=key, sheet=sheet, actor=SYSTEM, at=AT)
    assert [str(problem) for problem in outcome.problems] == []
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 3)


def test_the_file_holds_what_the_list_shows(client: Client) -> None:
    make_country("uz", "Uzbekistan")
    make_workshop("b", name_en="Boiler Workshop", latitude="49.95")
    make_workshop("a", name_en="Abrasive Workshop")
    make_workshop("u", name_en="Uzbek Workshop", country="uz")
    rows = _csv(client, "/workshops/export.csv?country=kz&sort=-name")
    assert [row["key"] for row in rows] == ["b", "a"]
    assert rows[0]["name_en"] == "Boiler Workshop"
    chosen = _csv(client, "/workshops/export.csv?col=latitude&q=boiler")
    assert chosen == [{"key": "b", "latitude": "49.95"}]


def test_sources_come_along(client: Client) -> None:
    make_workshop(source="China Daily 2024 | EKTU 2025", confidence="high")
    (row,) = _csv(client, "/workshops/export.csv")
    assert row["source"] == "China Daily 2024 | EKTU 2025"
    assert row["confidence"] == "high"


def test_a_spreadsheet_runs_nothing(client: Client) -> None:
    make_workshop(name_en="=1+1")
    (row,) = _csv(client, "/workshops/export.csv")
    assert row["name_en"] == "'=1+1"
    book = load_workbook(io.BytesIO(client.get("/workshops/export.xlsx").content))
    assert book.active is not None
    assert book.active["B2"].data_type == "s"


def test_a_file_ends_at_its_limit(client: Client) -> None:
    fill("workshops", 5)
    rows = export_rows(the("workshops"), Wanted(), PUBLIC, most=3)
    assert len(list(rows)) == 3


def test_the_template_has_every_column(client: Client) -> None:
    answer = client.get("/workshops/template.csv")
    (header,) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(header) == the("workshops").headers


def test_a_file_is_named_after_its_register(client: Client) -> None:
    answer = client.get("/workshops/export.csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="workshops-20')
