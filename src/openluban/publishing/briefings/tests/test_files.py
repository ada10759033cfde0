"""Editions as files and as JSON that can be checked."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader

from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.tests.make import (
    make_correction,
    make_edition,
    make_world,
)

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[5] / "docs" / "briefings.md"
EDITION = "/briefings/sco/editions/1/"
TITLES = {
    "en": "There are 3 workshops",
    "zh-hans": "现有3家鲁班工坊",
    "ru": "Работают 3 мастерские Лу Баня",
}


@pytest.fixture(autouse=True)
def world() -> None:
    cache.clear()
    make_world()


@pytest.fixture
def edition() -> Edition:
    return make_edition()


@pytest.mark.parametrize("language", list(TITLES))
def test_files_in_three_languages(client: Client, edition: Edition, language: str) -> None:
    make_correction()
    query = f"?language={language}"
    html = client.get(f"{EDITION}edition.html{query}")
    assert html["Content-Disposition"] == f'attachment; filename="sco-1-{language}.html"'
    assert f"<title>{TITLES[language]}</title>" in html.content.decode()
    assert "http://testserver/figures/workshops/?bloc=sco_members" in html.content.decode()
    word = docx.Document(BytesIO(client.get(f"{EDITION}edition.docx{query}").content))
    said = "\n".join(one.text for one in word.paragraphs)
    assert TITLES[language].split()[0] in said
    assert f"http://testserver{EDITION}?language={language}" in said
    if language == "en":
        assert "This edition was corrected. Edition 2 is the newest." in said
        assert "now 2 workshops; no longer counted: kz-one" in said


def test_links_in_files_lead_to_the_address_of_the_site(
    client: Client, edition: Edition, settings: LazySettings
) -> None:
    settings.LUBAN_SITE_URL = "https://luban.example"
    html = client.get(f"{EDITION}edition.html").content.decode()
    assert 'href="https://luban.example/figures/workshops/' in html
    assert "testserver" not in html


def test_a_pdf_file_says_the_title(client: Client, edition: Edition) -> None:
    if not any(Path(settings.LUBAN_FONTS).glob("*SC*Regular*")):
        pytest.skip("the fonts of PDF files are not here; make fonts fetches them")
    for language, title in TITLES.items():
        body = client.get(f"{EDITION}edition.pdf?language={language}").content
        metadata = PdfReader(BytesIO(body)).metadata
        assert metadata is not None
        assert metadata.title == title


def test_without_fonts_a_page_offers_the_word_file(
    client: Client, edition: Edition, settings: LazySettings, tmp_path: Path
) -> None:
    settings.LUBAN_FONTS = tmp_path
    response = client.get(f"{EDITION}edition.pdf?language=ru")
    assert response.status_code == 409
    assert "Noto Sans" in response.content.decode()
    assert f"{EDITION}edition.docx?language=ru" in response.content.decode()


def test_what_is_no_file_or_edition_is_not_found(client: Client, edition: Edition) -> None:
    addresses = (
        f"{EDITION}edition.exe",
        "/briefings/sco/editions/2/",
        "/briefings/sco/editions/99999999999999999999/",
        "/briefings/other/",
        "/briefings/Sco/",
    )
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert client.get("/api/v1/briefings/%00").status_code == 404
    assert client.get("/api/v1/briefings/sco/editions/99999999999999999999").status_code == 404


def test_programs_read_what_was_signed(client: Client, edition: Edition) -> None:
    (row,) = client.get("/api/v1/briefings").json()["items"]
    assert (row["key"], row["edition"], row["titles"]) == ("sco", 1, TITLES)
    told = client.get("/api/v1/briefings/sco").json()
    assert [line["number"] for line in told["editions"]] == [1]
    assert told["newest"]["statement"] == edition.statement
    one = client.get("/api/v1/briefings/sco/editions/1")
    assert one.json()["signature"] == edition.signature
    again = client.get("/api/v1/briefings/sco/editions/1", headers={"if-none-match": one["ETag"]})
    assert again.status_code == 304


def test_the_documented_check_holds_and_fails_when_anything_is_altered(
    client: Client, edition: Edition, tmp_path: Path
) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    told = client.get(f"{EDITION}edition.json").json()
    checked = tmp_path / "edition.json"

    def check() -> subprocess.CompletedProcess[str]:
        checked.write_text(json.dumps(told), encoding="utf-8")
        return subprocess.run(  # noqa: S603 - our own document
            [sys.executable, "-c", script, str(checked)],
            capture_output=True,
            text=True,
            check=False,
        )

    assert check().stdout == f"The signature holds for sco {edition.digest}\n"
    told["statement"]["figures"][0]["value"] = "4"
    assert "InvalidSignature" in check().stderr
