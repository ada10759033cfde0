"""Descriptions as JSON-LD: what they say, to whom, and that no text breaks out of the page."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft7Validator, Registry

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.actor import PUBLIC
from openluban.teaching.harvest.formats.amb import _licence, data_block
from openluban.teaching.harvest.panels import _of_resource, _of_unit
from openluban.teaching.library.public import Resource, Unit
from openluban.teaching.library.tests.make import RU, make_resource, make_text, make_unit

SCHEMAS = Path(__file__).parents[6] / "shared" / "data" / "amb"
"""A copy of https://github.com/dini-ag-kim/amb/tree/main/latest/schemas, beside the repository."""


@pytest.fixture
def unit(db: None, settings: Any) -> Any:
    cache.clear()
    settings.LUBAN_SITE_URL = "https://luban.example"
    make_resource(credit="Office </script><script>alert(1)</script>")
    unit = make_unit()
    make_text(unit, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    return unit


def told(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


RESOURCE, UNIT = "/library/sorter/resource.jsonld", "/units/sorter.safety/unit.jsonld"


def test_a_resource_is_told_with_its_parts_and_its_books(client: Client, unit: Any) -> None:
    found = told(client, RESOURCE)

    assert found["id"] == "https://luban.example/library/sorter/"
    assert found["inLanguage"] == ["zh", "ru"]
    assert found["license"] == {"id": "https://creativecommons.org/licenses/by/4.0/"}
    assert found["hasPart"][0]["id"] == "https://luban.example/units/sorter.safety/read/"
    assert found["learningResourceType"] == [{"id": "https://w3id.org/kim/hcrt/textbook"}]
    books = [each["contentUrl"].partition("?")[2] for each in found["encoding"]]
    assert books == ["in=zh-hans", "in=ru"]
    for each in found["encoding"]:
        path = each["contentUrl"].removeprefix("https://luban.example")
        assert client.get(path)["Content-Type"] == each["encodingFormat"]


def test_a_unit_is_told_with_its_translations(client: Client, unit: Any) -> None:
    found = told(client, UNIT)
    (translated,) = found["workTranslation"]

    assert (found["name"], found["@context"][1]) == ("安全", {"@language": "zh"})
    assert found["isPartOf"][0]["id"] == "https://luban.example/library/sorter/"
    assert translated["inLanguage"] == ["ru"]
    assert translated["translationOfWork"]["id"].endswith("/units/sorter.safety/read/zh-hans/")
    assert found["datePublished"] == "2026-03-01"


def test_only_what_is_public_is_told_whoever_asks(client: Client, unit: Any) -> None:
    draft = make_unit("sorter.draft")
    make_text(draft)
    officer = client_of(make_officer())

    assert officer.get("/units/sorter.draft/unit.jsonld").status_code == 404
    assert [each["id"] for each in told(officer, RESOURCE)["hasPart"]] == [
        "https://luban.example/units/sorter.safety/read/"
    ]
    assert client.get("/library/none/resource.jsonld").status_code == 404
    assert '"application/ld+json"' not in client.get("/units/sorter.draft/").content.decode()


@pytest.mark.parametrize("page", ["/library/sorter/", "/units/sorter.safety/"])
def test_pages_hold_it_and_no_text_breaks_out(client: Client, unit: Any, page: str) -> None:
    response = client.get(page)
    html = response.content.decode()
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    found = json.loads(block)

    assert found["contributor"][0]["name"] == "Office </script><script>alert(1)</script>"
    assert "<script>alert" not in html
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_pages_kept_for_everybody_hold_no_address_that_one_asker_chose(
    client: Client, unit: Any, settings: Any
) -> None:
    settings.LUBAN_SITE_URL = ""
    html = client.get("/library/sorter/").content.decode()
    assert "application/ld+json" in html
    assert '<script type="application/ld+json">' not in html


def test_a_panel_asks_two_queries(unit: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert _of_resource(Resource.objects.get(), PUBLIC, "en")
        assert _of_unit(Unit.objects.select_related("resource").get(), PUBLIC, "en")
    assert len(asked) == 2 + 2 + 2  # what it is filled of, and finding the two here


@given(st.dictionaries(st.text(), st.text()))
def test_no_markup_begins_in_a_data_block(given_: dict[str, str]) -> None:
    block = data_block(given_)
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == given_


@pytest.mark.parametrize(
    ("rights", "address"),
    [
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("GFDL-1.3-only", "https://www.gnu.org/licenses/fdl-1.3.html"),
        ("LicenseRef-letter", ""),
        ("OGL-UK-3.0", ""),
    ],
)
def test_licences_are_those_that_amb_knows(rights: str, address: str) -> None:
    assert _licence(rights) == ({"id": address} if address else None)


@pytest.mark.parametrize("address", [RESOURCE, UNIT])
def test_the_profile_is_kept(client: Client, unit: Any, address: str) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of AMB are not in ../shared/data/amb")
    schemas = [json.loads(file.read_text()) for file in SCHEMAS.glob("**/*.json")]
    named = [(each["$id"], each) for each in schemas if "$id" in each]
    start = next(each for name, each in named if name.endswith("/schema.json"))
    checker = Draft7Validator(start, registry=Registry(named), validate_formats=True)
    assert [error.message for error in checker.iter_errors(told(client, address))] == []
    broken = {**told(client, address), "inLanguage": ["zh-hans"]}
    assert list(checker.iter_errors(broken))
