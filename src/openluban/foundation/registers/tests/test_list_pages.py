"""The list of a register: filter, order, pages, columns, count."""

import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from openluban.foundation.registers.queries import filtering, ordering
from openluban.foundation.registers.queries.filtering import COUNTED
from openluban.foundation.registers.queries.listing import PAGE
from openluban.foundation.registers.queries.options import FEW
from openluban.foundation.registers.tests.make import (
    enter,
    fill,
    make_country,
    make_gate,
    make_workshop,
)
from openluban.foundation.registers.tests.reading import links_of, text_of
from openluban.foundation.registers.views.listing import count_words

pytestmark = pytest.mark.django_db


def _names(client: Client, url: str) -> list[str]:
    body = client.get(url).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]*)</a>', body)


def _three() -> None:
    make_country("uz", "Uzbekistan")
    make_workshop("c", name_en="Ceramics Workshop")
    make_workshop("a", name_en="ábrasive Workshop")
    make_workshop("b", name_en="Boiler Workshop", country="uz")


def test_the_list_shows_records_by_name_with_links(client: Client) -> None:
    _three()
    assert _names(client, "/workshops/") == [
        "ábrasive Workshop",
        "Boiler Workshop",
        "Ceramics Workshop",
    ]
    links = links_of(client.get("/workshops/"))
    assert "/workshops/b/" in links
    assert "/countries/uz/" in links


def test_headings_sort_both_ways_and_say_so(client: Client) -> None:
    _three()
    page = client.get("/workshops/?sort=-name")
    assert _names(client, "/workshops/?sort=-name")[0] == "Ceramics Workshop"
    assert 'aria-sort="descending"' in page.content.decode()
    assert "/workshops/?sort=name" in links_of(page)
    assert _names(client, "/workshops/?sort=country")[-1] == "Boiler Workshop"


def test_an_unknown_order_is_the_usual_one(client: Client) -> None:
    _three()
    usual = _names(client, "/workshops/")
    assert _names(client, "/workshops/?sort=latitude") == usual
    assert _names(client, "/workshops/?after=nonsense") == usual


def test_a_reference_filters_and_stays_in_the_sentence(client: Client) -> None:
    _three()
    page = client.get("/workshops/?country=uz")
    assert _names(client, "/workshops/?country=UZ") == ["Boiler Workshop"]
    assert re.search(r'<option value="uz"\s+selected', page.content.decode())
    assert "1 record" in text_of(page)


def test_only_references_in_use_are_offered(client: Client) -> None:
    _three()
    make_country("tj", "Tajikistan")
    assert 'value="tj"' not in client.get("/workshops/").content.decode()


def test_a_choice_filters(client: Client) -> None:
    make_workshop()
    make_gate(gate="opened")
    make_gate(gate="unveiled")
    assert "1 record" in text_of(client.get("/gates/?gate=unveiled"))


@pytest.mark.parametrize("query", ["country=nowhere", "gate=nonsense", "workshop=%00"])
def test_an_unknown_value_finds_nothing_rather_than_all(client: Client, query: str) -> None:
    make_workshop()
    make_gate()
    register = "workshops" if query.startswith("country") else "gates"
    page = client.get(f"/{register}/?{query}")
    if query.endswith("%00"):
        assert "1 record" in text_of(page), "an empty value is no filter"
    else:
        assert "Nothing here is like that." in text_of(page)


@pytest.mark.parametrize("words", ["boiler", "BOIL", "abrasive", "ábrasive"])
def test_words_filter(client: Client, words: str) -> None:
    _three()
    assert len(_names(client, f"/workshops/?q={quote(words)}")) == 1


def test_a_chinese_name_is_found_and_shown_to_its_reader(client: Client) -> None:
    make_workshop("m", name_zh="塔吉克斯坦鲁班工坊")
    make_workshop("n")
    page = client.get("/workshops/?q=鲁班", headers={"accept-language": "zh-hans"})
    assert "塔吉克斯坦鲁班工坊" in text_of(page)
    assert len(re.findall('<th scope="row"', page.content.decode())) == 1


def test_a_name_in_another_language_than_the_page_says_so(client: Client) -> None:
    make_workshop(name_en="", name_ru="Мастерская")
    body = client.get("/workshops/").content.decode()
    assert re.search(r'<span [^>]*lang="ru"[^>]*>Мастерская</span>', body)


def test_columns_can_be_chosen(client: Client) -> None:
    make_workshop(latitude="49.95")
    page = client.get("/workshops/?col=name&col=latitude&col=nonsense")
    heads = re.findall(r'<th scope="col"[^>]*>\s*<(?:a|span)[^>]*>([^<]*)<', page.content.decode())
    assert heads == ["Name", "Latitude"]
    assert "49.95" in text_of(page)
    assert "/workshops/export.csv?col=name&col=latitude" in links_of(page)


def test_a_row_without_a_name_leads_to_its_record_by_what_tells_it_apart(client: Client) -> None:
    make_workshop()
    make_gate()
    body = client.get("/gates/").content.decode()
    assert '<a href="/gates/kz-ektu-opened/">opened, as reported</a>' in body
    assert '<a href="/workshops/kz-ektu/">Kazakhstan Luban Workshop</a>' in body


def test_pages_go_on_and_back_without_losing_or_repeating_a_row(client: Client) -> None:
    fill("workshops", 2 * PAGE + 7)
    seen, url, pages = [], "/workshops/?country=&sort=-name", 0
    while url:
        page = client.get(url)
        seen += _names(client, url)
        pages += 1
        url = next((link for link in links_of(page) if "after=" in link), "")
    assert pages == 3
    assert len(seen) == len(set(seen)) == 2 * PAGE + 7
    assert seen == sorted(seen, reverse=True)
    back = next(link for link in links_of(page) if "before=" in link)
    assert _names(client, back) == seen[PAGE : 2 * PAGE]
    first = next(link for link in links_of(client.get(back)) if "before=" in link)
    page = client.get(first)
    assert _names(client, first) == seen[:PAGE]
    assert not any("before=" in link for link in links_of(page)), "nothing lies before the first"


def test_records_without_a_value_come_last_both_ways(client: Client) -> None:
    make_workshop()
    make_gate(gate="opened", passed_on="2023")
    make_gate(gate="unveiled", passed_on="")
    make_gate(gate="teaching", passed_on="2024")
    gate = re.compile(r'/gates/kz-ektu-(\w+)/"')
    for sort, order in {
        "passed_on": ["opened", "teaching", "unveiled"],
        "-passed_on": ["teaching", "opened", "unveiled"],
    }.items():
        body = client.get(f"/gates/?sort={sort}").content.decode()
        assert gate.findall(body) == order


def test_a_long_register_is_filtered_by_a_key_that_is_typed(client: Client) -> None:
    fill("workshops", FEW + 10)
    fill("gates", FEW + 10)
    body = client.get("/gates/").content.decode()
    assert 'list="suggested_workshop"' in body
    assert "1 record" in text_of(client.get("/gates/?workshop=workshops-7"))
    make_workshop("kz-ektu", name_en="Oskemen Workshop")
    page = client.get("/gates/?workshop=oskemen")
    assert "Nothing here is like that." in text_of(page)
    offered = r'<option value="kz-ektu"\s*>Oskemen Workshop</option>'
    assert re.search(offered, page.content.decode()), "words of a name lead to what has them"


def test_the_count_stops(client: Client) -> None:
    assert count_words(1, "en") == "1 record"
    assert count_words(COUNTED, "en") == "10,000 records"
    assert count_words(COUNTED + 1, "en") == "more than 10,000 records"


def test_an_empty_register_says_how_it_is_filled(client: Client) -> None:
    assert "Nothing stands in this register yet." in text_of(client.get("/workshops/"))


def test_what_it_is_about_is_named_with_its_language_and_link(client: Client) -> None:
    make_workshop()
    enter("measures", key="m", name_en="Learners", unit="person")
    enter(
        "counts",
        key="c",
        subject="workshops/kz-ektu",
        measure="m",
        value="1200",
        basis="as_at",
        as_at="2025",
    )
    body = client.get("/counts/").content.decode()
    assert '<a href="/workshops/kz-ektu/">Kazakhstan Luban Workshop</a>' in body
    assert '<a href="/counts/c/">1,200</a>' in body


def test_only_registers_stand_at_the_top(client: Client) -> None:
    assert client.get("/unicorns/").status_code == 404
    assert client.get("/workshops/Not-A-Key/").status_code == 404
    assert client.post("/workshops/").status_code == 405


def test_a_page_is_kept_until_a_record_changes(client: Client) -> None:
    make_workshop()
    first = client.get("/workshops/")
    again = client.get("/workshops/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    make_workshop("kz-enu", name_en="Astana Workshop")
    changed = client.get("/workshops/", headers={"if-none-match": first["ETag"]})
    assert "Astana Workshop" in text_of(changed)


def test_a_filter_that_finds_many_shows_the_same_as_one_that_finds_few(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three()
    few = _names(client, "/workshops/?country=kz&sort=-name")
    monkeypatch.setattr(filtering, "COUNTED", 1)
    monkeypatch.setattr("openluban.foundation.registers.queries.listing.COUNTED", 1)
    cache.clear()
    assert _names(client, "/workshops/?country=kz&sort=-name") == few
    assert few == ["Ceramics Workshop", "ábrasive Workshop"]


def test_a_long_register_keeps_together_what_refers_to_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "LONG", 0)
    make_country("uz", "Uzbekistan")
    for place, country in enumerate(("kz", "uz", "kz", "uz")):
        make_workshop(f"w{place}", name_en=f"W{place}", country=country)
    assert _names(client, "/workshops/?sort=country") == ["W1", "W3", "W0", "W2"]
    assert _names(client, "/workshops/?sort=-country") == ["W2", "W0", "W3", "W1"]


def test_words_of_very_many_records_narrow_the_list_to_some_and_say_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openluban.foundation.registers.queries.listing.FOUND", 2)
    make_country("uz", "Uzbekistan")
    for place, country in enumerate(("kz", "kz", "kz", "uz")):
        make_workshop(f"w{place}", name_en=f"Robotics {place}", country=country)
    assert "more than 2 records" in text_of(client.get("/workshops/?q=robotics"))
    assert _names(client, "/workshops/?q=robotics&country=uz") == ["Robotics 3"]
