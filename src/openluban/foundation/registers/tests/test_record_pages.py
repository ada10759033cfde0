"""The page of a record."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.access.sealing import erase
from openluban.foundation.evidence.claiming import Word
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import (
    AT,
    client_of,
    enter,
    make_gate,
    make_workshop,
    the,
)
from openluban.foundation.registers.tests.reading import links_of, text_of
from openluban.foundation.registers.use_cases.claim import claim_fields, prefer_claim
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import (
    close_record,
    retire_record,
    set_audience,
)
from openluban.kernel.actor import Actor
from openluban.kernel.dates import ImpreciseDate

PAGE = "/workshops/kz-ektu/"


def test_names_in_all_languages_aliases_and_facts(client: Client, officer: Actor) -> None:
    make_workshop(
        name_zh="哈萨克斯坦鲁班工坊", name_ours="zh", aliases="en: EKTU workshop", latitude="49.95"
    )
    page = client.get(PAGE)
    text = text_of(page)
    assert "哈萨克斯坦鲁班工坊 (our own translation)" in text
    assert "Also: EKTU workshop" in text
    assert "Country Kazakhstan" in text
    assert "Latitude 49.95" in text
    assert "/countries/kz/" in links_of(page)


def test_the_api_is_named(client: Client, officer: Actor) -> None:
    make_workshop()
    assert 'href="/api/v1/workshops/kz-ektu"' in client.get(PAGE).content.decode()


def _make_party(key: str, name: str, since: str) -> None:
    enter("institutions", key=key, name_en=name, kind="college", country="kz")
    enter("parties", workshop="kz-ektu", institution=key, role="lead_college", since=since)


def test_what_belongs_to_it_is_listed_in_the_order_of_time(client: Client, officer: Actor) -> None:
    make_workshop()
    _make_party("late", "Late College", "2024")
    _make_party("early", "Early College", "2022")
    text = text_of(client.get(PAGE))
    assert text.index("Early College lead college 2022") < text.index("Late College")


def test_sources_stand_beside_it_and_contradictions_side_by_side(
    client: Client, officer: Actor
) -> None:
    make_workshop(source="China Daily 2024-10-15", confidence="high", note="five laboratories")
    make_gate()
    word = Word("gates", "kz-ektu-opened", "Xinhua 2024", "low", "", "passed_on", "2023-11")
    claim_fields(words=[word, word._replace(value="2023-12")], actor=officer, at=AT)
    assert "China Daily 2024-10-15 Confidence: high five laboratories" in text_of(client.get(PAGE))
    text = text_of(client.get("/gates/kz-ektu-opened/"))
    assert "Passed sources contradict November 2023 Xinhua 2024" in text
    assert "Prefer this" not in text


def test_who_preferred_a_source_is_told_to_officers(client: Client, officer: Actor) -> None:
    make_workshop()
    make_gate()
    word = Word("gates", "kz-ektu-opened", "Xinhua 2024", "low", "", "passed_on", "2023-11")
    claim_fields(words=[word, word._replace(value="2023-12")], actor=officer, at=AT)
    links = links_of(client_of(officer).get("/gates/kz-ektu-opened/"))
    claim = int(re.findall(r"/prefer/(\d+)/", " ".join(links))[0])
    prefer_claim(claim_id=claim, reason="seen by us", actor=officer, at=AT)
    assert "preferred seen by us (Olga)" in text_of(
        client_of(officer).get("/gates/kz-ektu-opened/")
    )
    public = text_of(client.get("/gates/kz-ektu-opened/"))
    assert "preferred seen by us" in public
    assert "Olga" not in public


def test_history_names_people_to_officers_only(client: Client, officer: Actor) -> None:
    make_workshop(actor=officer)
    edit_record(
        register_key="workshops",
        key="kz-ektu",
        cells={"name_en": "Oskemen Workshop"},
        reason="as it says itself",
        actor=officer,
        at=AT,
    )
    public, own = text_of(client.get(PAGE)), text_of(client_of(officer).get(PAGE))
    for text in (public, own):
        assert "before: Kazakhstan Luban Workshop after: Oskemen Workshop" in text
        assert "as it says itself" in text
    assert "changed Olga · 1 Mar 2026 12:00" in own
    assert "changed a network officer · 1 Mar 2026 12:00" in public
    erase(officer.key)
    assert "changed erased person" in text_of(client_of(officer).get(PAGE))


def test_history_names_what_a_changed_reference_points_to(client: Client, officer: Actor) -> None:
    make_workshop()
    enter("countries", key="uz", name_en="Uzbekistan", alpha2="uz", alpha3="uzb", numeric="860")
    cells = {"country": "uz"}
    edit_record(register_key="workshops", key="kz-ektu", cells=cells, actor=officer, at=AT)
    assert "Country before: Kazakhstan after: Uzbekistan" in text_of(client.get(PAGE))


def test_a_long_history_goes_on_on_its_own_page(client: Client, officer: Actor) -> None:
    make_workshop()
    for latitude in range(12):
        cells = {"latitude": str(latitude)}
        edit_record(register_key="workshops", key="kz-ektu", cells=cells, actor=officer, at=AT)
    page = client.get(PAGE)
    (more,) = [link for link in links_of(page) if "before=" in link]
    assert "What was entered" not in text_of(page)
    assert "What was entered" in text_of(client.get(more))
    assert client.get(f"{PAGE}history/?before=x").status_code == 404


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("closed", "Closed on August 2025: from that day on it no longer counts."),
        ("retired", "This record was retired as an error."),
        ("internal", "This record is internal"),
    ],
)
def test_how_it_stands_is_said_at_the_top(officer: Actor, state: str, sentence: str) -> None:
    make_workshop()
    named: dict[str, Any] = {"register_key": "workshops", "key": "kz-ektu"}
    if state == "closed":
        on = ImpreciseDate.read("2025-08")
        close_record(**named, on=on, reason="moved", actor=officer, at=AT)
    elif state == "retired":
        retire_record(**named, reason="twice", actor=officer, at=AT)
    else:
        set_audience(**named, audience=Audience.INTERNAL, actor=officer, at=AT)
    assert sentence in text_of(client_of(officer).get(PAGE))


def test_a_retired_record_offers_nothing_more(officer: Actor) -> None:
    make_workshop()
    retire_record(register_key="workshops", key="kz-ektu", reason="x", actor=officer, at=AT)
    page = client_of(officer).get(PAGE)
    assert f"{PAGE}edit/" not in links_of(page)
    for deed in ("edit", "close", "retire", "audience"):
        answer = client_of(officer).get(f"{PAGE}{deed}/")
        assert answer.status_code in {200, 409}, deed
    assert client_of(officer).get(f"{PAGE}edit/").status_code == 409


def test_a_record_without_a_name_is_told_by_its_facts(client: Client, officer: Actor) -> None:
    make_workshop()
    make_gate()
    text = text_of(client.get("/gates/kz-ektu-opened/"))
    assert "Kazakhstan Luban Workshop · opened, as reported · 9 December 2023" in text


def test_an_unknown_key_is_not_found(client: Client, officer: Actor) -> None:
    make_workshop()
    assert client.get("/workshops/old-key/").status_code == 404


def test_officers_and_contributors_are_offered_their_deeds(
    client: Client, officer: Actor, contributor: Actor
) -> None:
    make_workshop()
    assert f"{PAGE}edit/" not in links_of(client.get(PAGE))
    offered = links_of(client_of(officer).get(PAGE))
    assert {f"{PAGE}{deed}/" for deed in ("edit", "close", "retire", "audience")} <= {*offered}
    assert {"/gates/add/?workshop=kz-ektu", "/parties/add/?workshop=kz-ektu"} <= {*offered}
    page = client_of(contributor).get(PAGE)
    assert "Propose a change" in text_of(page)
    assert f"{PAGE}retire/" not in links_of(page)


def test_what_belongs_to_it_costs_the_same_for_one_and_for_many(
    client: Client, officer: Actor
) -> None:
    make_workshop()
    _make_party("p0", "College", "2020")
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    asked = len(one)
    for number in range(1, 9):
        _make_party(f"p{number}", "College", "2020")
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == asked
    assert the("parties").model.objects.count() == 9
