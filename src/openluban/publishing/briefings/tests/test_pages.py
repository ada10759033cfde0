"""Pages of briefings: who sees what, and what it costs."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.tests.make import (
    AT,
    SUMMIT_EVE,
    TEXTS,
    make_correction,
    make_edition,
    make_signers,
    make_texts,
    make_world,
    move,
    read_page,
)
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication

pytestmark = pytest.mark.django_db
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


def test_the_public_sees_nothing_that_is_not_published(client: Client) -> None:
    make_texts()
    first, _second = make_signers()
    propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    assert "No briefing is published yet." in read_page(client, "/briefings/")
    for address in ("/briefings/sco/", EDITION, f"{EDITION}edition.json", "/api/v1/briefings/sco"):
        assert client.get(address).status_code == 404
    assert client.get("/api/v1/briefings").json() == {"items": []}


@pytest.mark.parametrize("address", ["start/", "sco/write/", "sco/publish/"])
def test_pages_for_writing_ask_strangers_to_sign_in(client: Client, address: str) -> None:
    make_texts()
    response = client.get(f"/briefings/{address}")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert client_of(make_contributor()).get(f"/briefings/{address}").status_code == 403
    assert client_of(make_officer("Ivan")).get(f"/briefings/{address}").status_code == 200


@pytest.mark.parametrize("language", list(TITLES))
def test_readers_get_their_language(client: Client, edition: Edition, language: str) -> None:
    for address in ("/briefings/sco/", EDITION):
        text = read_page(client, address, language)
        assert f"<title> {TITLES[language]}" in text or f"<title>{TITLES[language]}" in text
    assert TITLES[language] in read_page(client, "/briefings/", language)
    assert TITLES["ru"] in read_page(client, f"{EDITION}?language=ru", language)
    assert TITLES[language] in read_page(client, f"{EDITION}?language=fr", language)
    assert edition.digest in read_page(client, EDITION, language)


def test_a_text_that_there_is_not_is_read_in_the_best_language(client: Client) -> None:
    make_edition(texts={"zh-hans": TEXTS["zh-hans"]})
    text = read_page(client, "/briefings/sco/", "ru")
    assert TITLES["zh-hans"] in text
    assert 'lang="zh-Hans"' in text


def test_every_number_is_a_link_with_its_definition(client: Client, edition: Edition) -> None:
    text = read_page(client, EDITION)
    numbers = re.findall(r'<a class="number" href="([^"]*)" data-standing="([a-z]*)"', text)
    assert len(numbers) == 4
    assert {standing for _url, standing in numbers} == {"agrees"}
    url = "/figures/workshops/?bloc=sco_members&amp;led_from=tianjin&amp;at=2025-08-30"
    assert numbers[0][0] == url
    assert "led from Tianjin" in text
    assert client.get(url.replace("&amp;", "&")).status_code == 200
    assert "restated" not in text


def test_a_restated_number_is_marked_and_its_records_are_linked(
    client: Client, edition: Edition
) -> None:
    move("kz-one", "fr")
    text = read_page(client, EDITION)
    assert "2 numbers have been restated" in text
    assert '<a class="mark mark-seal" href="#figure-note-1">restated</a>' in text
    assert "3 workshops →" in text
    assert re.search(r">\s*2 workshops\s*</a>", text)
    assert '<a href="/workshops/kz-one/">kz-one</a>' in text
    told = client.get(f"{EDITION}edition.json").json()["restated"]
    assert {one["question"].split()[0] for one in told} == {"workshops", "host_countries"}
    assert [one["key"] for one in told[0]["removed"]] == ["workshops/kz-one"]
    assert (told[0]["published"]["value"], told[0]["today"]["value"]) == ("3", "2")


def test_a_correction_is_visible_and_the_former_edition_stays(
    client: Client, edition: Edition
) -> None:
    make_correction()
    newest = read_page(client, "/briefings/sco/")
    assert "There are 2 workshops" in newest
    assert "It stands in France." in newest
    assert "What this edition corrects" in newest
    assert re.search(r"3 workshops.*2 workshops", newest)
    former = read_page(client, EDITION)
    assert TITLES["en"] in former
    assert "This edition was corrected. Edition 2 is the newest:" in former
    assert "It stands in France." in former
    assert client.get(f"{EDITION}edition.json").json()["corrected_by"] == 2


def test_an_altered_edition_says_so(client: Client, edition: Edition) -> None:
    text = edition.signed_text.replace('"value":"3"', '"value":"4"')
    with connection.cursor() as cursor:
        cursor.execute("UPDATE briefings_edition SET signed_text = %s", [text])
    assert "This edition is not what was signed" in read_page(client, EDITION)


@pytest.mark.parametrize(
    ("address", "most"),
    [("/briefings/", 4), ("/briefings/sco/", 8), (EDITION, 8), ("/api/v1/briefings", 4)],
)
def test_pages_ask_a_fixed_number_of_queries(edition: Edition, address: str, most: int) -> None:
    make_correction()
    read_page(Client(), f"{address}?" if "api" in address else f"{address}?language=ru")
    with CaptureQueriesContext(connection) as asked:
        read_page(Client(), address)
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    with CaptureQueriesContext(connection) as asked:
        read_page(Client(), address)
    assert len(asked) <= 2
