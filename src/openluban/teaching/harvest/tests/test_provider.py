"""The provider, asked as harvesters ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from openluban.foundation.registers.use_cases.end import retire_record
from openluban.kernel.actor import SYSTEM
from openluban.teaching.harvest.tests.make import ask, harvest
from openluban.teaching.library.public import Unit
from openluban.teaching.library.tests.make import RU, make_resource, make_text, make_unit

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def unit() -> Any:
    unit = make_unit()
    make_text(unit, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    return unit


def test_it_says_who_it_is(client: Client, unit: Any) -> None:
    told = ask(client, "Identify")
    assert (told.text("protocolVersion"), told.text("deletedRecord")) == ("2.0", "persistent")
    assert told.text("granularity") == "YYYY-MM-DDThh:mm:ssZ"
    assert "@" in told.text("adminEmail")


def test_a_unit_is_told_in_every_language_it_has(client: Client, unit: Any) -> None:
    name = "oai:openluban.invalid:units/sorter.safety"
    told = ask(client, "GetRecord", identifier=name, metadataPrefix="oai_dc")
    assert ("ru", "Безопасность") in told.statements("title")
    assert ("zh-hans", "安全") in told.statements("title")
    assert [text for _none, text in told.statements("language")] == ["ru", "zh-hans"]
    assert told.statements("rights") == [("", "https://spdx.org/licenses/CC-BY-4.0.html")]
    assert told.statements("identifier")[0][1].endswith("/units/sorter.safety/read/")


def test_sets_hold_what_they_say(client: Client, unit: Any) -> None:
    make_resource("other")
    told = ask(client, "ListSets")
    assert "units:sorter" in [each.text for each in told.root.iter() if each.tag.endswith("Spec")]
    for name, wanted in (
        ("library", ["library/sorter", "library/other"]),
        ("units", ["units/sorter.safety"]),
        ("units:sorter", ["units/sorter.safety"]),
    ):
        pages = harvest(client, "ListIdentifiers", set=name)
        assert sorted(i for page in pages for i in page.identifiers) == sorted(wanted)


def test_a_list_goes_page_by_page(client: Client, small_pages: int) -> None:
    for number in range(5):
        make_resource(f"r{number}")
    pages = list(harvest(client))
    assert [len(page.identifiers) for page in pages] == [2, 2, 1]
    token = pages[1].root.find(".//{*}resumptionToken")
    assert token is not None
    assert (token.get("cursor"), token.get("completeListSize")) == ("2", "5")
    assert pages[-1].root.find(".//{*}resumptionToken") is not None  # empty: the list is complete


def test_one_harvest_has_everything_that_changed_meanwhile(
    client: Client, small_pages: int
) -> None:
    """Before every page a record that is yet to be told moves away from where it would stand."""
    for number in range(8):
        make_text(make_unit(f"r{number}.u"), is_published=True)
    known: set[str] = set()
    for turn, page in enumerate(harvest(client)):
        known |= set(page.identifiers)
        if turn < 4:
            make_text(Unit.objects.get(key=f"r{7 - turn}.u"), "ru", RU, is_published=True)
            make_resource(f"new{turn}")
    assert known == {name for page in harvest(client) for name in page.identifiers}


def test_a_list_ends_however_much_changes_and_the_next_harvest_has_the_rest(
    client: Client, small_pages: int
) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        for number in range(4):
            make_resource(f"r{number}")
        known: set[str] = set()
        for turn, page in enumerate(harvest(client)):
            known |= set(page.identifiers)
            clock.shift(timedelta(seconds=5))
            for number in range(3):
                make_resource(f"new{turn}-{number}")
            assert turn < 10, "the list does not end"
        later = harvest(client, since=AT.strftime("%Y-%m-%dT%H:%M:%SZ"))
        known |= {name for page in later for name in page.identifiers}
        assert known == {name for page in harvest(client) for name in page.identifiers}


def test_what_is_retired_is_told_as_deleted(client: Client, unit: Any) -> None:
    with time_machine.travel(AT, tick=False):
        list(harvest(client))
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        retire_record(
            register_key="units", key="sorter.safety", reason="Twice.", actor=SYSTEM, at=AT
        )
        told = ask(client, "ListRecords", metadataPrefix="oai_dc", **{"from": "2026-05-02"})
        assert told.deleted == told.identifiers == ["units/sorter.safety"]
        assert told.statements("title") == []


def test_what_is_proposed_is_told_nowhere(client: Client) -> None:
    unit = make_unit()
    make_text(unit)
    told = ask(client, "ListRecords", metadataPrefix="oai_dc", set="units")
    assert told.error == "noRecordsMatch"
    name = "oai:openluban.invalid:units/sorter.safety"
    assert ask(client, "ListMetadataFormats", identifier=name).error == "idDoesNotExist"


@pytest.mark.parametrize(
    ("verb", "arguments", "code"),
    [
        ("Nothing", {}, "badVerb"),
        ("ListSets", {"resumptionToken": "x"}, "badResumptionToken"),
        ("ListRecords", {"resumptionToken": "x"}, "badResumptionToken"),
        ("ListRecords", {"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from": "2030-01-01"}, "noRecordsMatch"),
        ("GetRecord", {"metadataPrefix": "oai_dc", "identifier": "x"}, "idDoesNotExist"),
        (
            "GetRecord",
            {"metadataPrefix": "marc", "identifier": "x"},
            "cannotDisseminateFormat",
        ),
    ],
)
def test_errors_are_those_of_the_protocol(
    client: Client, unit: Any, verb: str, arguments: dict[str, str], code: str
) -> None:
    told = ask(client, verb, **arguments)
    assert told.error == code
    request = told.root.find("{*}request")
    assert request is not None
    assert bool(request.attrib) == (code != "badVerb")


def test_a_token_is_for_one_verb_and_a_day(client: Client, small_pages: int) -> None:
    for number in range(3):
        make_resource(f"r{number}")
    with time_machine.travel(AT, tick=False):
        token = ask(client, "ListRecords", metadataPrefix="oai_dc").token
        assert ask(client, "ListIdentifiers", resumptionToken=token).error == "badResumptionToken"
        assert ask(client, "ListRecords", resumptionToken=token[:-1]).error == "badResumptionToken"
        assert ask(client, "ListRecords", resumptionToken=token).error == ""
    with time_machine.travel(AT + timedelta(days=2), tick=False):
        assert ask(client, "ListRecords", resumptionToken=token).error == "badResumptionToken"


def test_a_form_asks_the_same_as_an_address(client: Client, unit: Any) -> None:
    body = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=units"
    sent = client.post("/oai", body, content_type="application/x-www-form-urlencoded")
    assert b"units/sorter.safety" in sent.content


@pytest.mark.parametrize(
    "body",
    [b"verb=Identify&x=" + b"y" * 30_000, b"&".join(b"a=%d" % n for n in range(50)), b"\xff\xfe"],
    ids=["large", "many arguments", "no text"],
)
def test_hostile_forms_are_refused(client: Client, body: bytes) -> None:
    sent = client.post("/oai", body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 200
    assert b"<error" in sent.content


def test_what_xml_cannot_hold_is_left_out(client: Client) -> None:
    make_resource("odd", credit="a\x0bb\ufffe<&>")
    told = ask(client, "ListRecords", metadataPrefix="oai_dc")
    assert told.statements("contributor") == [("", "ab<&>")]


def test_a_page_takes_few_queries(
    client: Client, unit: Any, django_assert_max_num_queries: Any
) -> None:
    ask(client, "ListRecords", metadataPrefix="oai_dc")
    with django_assert_max_num_queries(9):
        ask(client, "ListRecords", metadataPrefix="oai_dc")
