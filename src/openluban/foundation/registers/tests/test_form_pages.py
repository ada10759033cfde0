"""Forms: entering, changing, ending and deciding in the browser."""

import re
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.evidence.claiming import Word
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.queries.options import FEW
from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.tests.make import (
    AT,
    client_of,
    fill,
    make_country,
    make_gate,
    make_workshop,
    the,
)
from openluban.foundation.registers.tests.reading import field_value, links_of, text_of
from openluban.foundation.registers.use_cases.claim import claim_fields
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.kernel.actor import Actor

PAGE = "/workshops/kz-ektu/"
NEW = {"name_en": "Astana Workshop", "country": "kz", "key": "kz-enu", "audience": "public"}


def _workshop(key: str = "kz-ektu") -> Any:
    return the("workshops").model.objects.get(key=key)


def test_an_officer_enters_a_record_and_stands_before_it(officer: Actor) -> None:
    make_country()
    client = client_of(officer)
    answer = client.post("/workshops/add/", NEW | {"source": "ENU 2025", "reason": "new"})
    assert (answer.status_code, answer["Location"]) == (303, "/workshops/kz-enu/")
    text = text_of(client.get("/workshops/kz-enu/"))
    assert "Entered." in text
    assert "ENU 2025" in text


def test_a_contributor_proposes_and_is_told_so(contributor: Actor) -> None:
    make_country()
    client = client_of(contributor)
    form = text_of(client.get("/workshops/add/"))
    assert "You propose it." in form
    assert "Who may see it" not in form
    answer = client.post("/workshops/add/", NEW | {"audience": "internal"})
    assert "Proposed. An officer will look at it." in text_of(client.get(answer["Location"]))
    assert (_workshop("kz-enu").standing, _workshop("kz-enu").audience) == ("proposed", "public")


def test_errors_stand_beside_their_fields_and_above_the_form(officer: Actor) -> None:
    make_country()
    answer = client_of(officer).post("/workshops/add/", NEW | {"latitude": "95", "name_en": ""})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_latitude">“95” is out of range.</a>' in " ".join(body.split())
    assert 'id="id_latitude_error"' in body
    assert 'id="id_name_error"' in body
    assert field_value(answer, "latitude") == "95", "what was typed is still there"


def test_a_taken_key_is_an_error_of_the_key(officer: Actor) -> None:
    make_workshop("kz-enu")
    answer = client_of(officer).post("/workshops/add/", NEW)
    assert 'id="id_key_error"' in answer.content.decode()


def test_what_another_record_says_is_an_error_of_the_form(officer: Actor) -> None:
    make_workshop()
    make_gate()
    cells = {"workshop": "kz-ektu", "gate": "opened", "passed_on": "2024"}
    answer = client_of(officer).post("/gates/add/", cells)
    assert answer.status_code == 422
    assert "Another record says this already" in text_of(answer)


def test_a_link_fills_the_form_in(officer: Actor) -> None:
    make_workshop()
    body = client_of(officer).get("/gates/add/?workshop=kz-ektu&gate=opened").content.decode()
    assert re.search(r'value="kz-ektu"\s+selected', body)
    assert re.search(r'value="opened"\s+selected', body)


def test_a_change_sends_only_what_differs(contributor: Actor) -> None:
    make_workshop(aliases="en: EKTU | ru: ВКТУ")
    client = client_of(contributor)
    page = client.get(f"{PAGE}edit/")
    sent = {
        "version": field_value(page, "version"),
        "name_en": "Oskemen Workshop",
        "country": "kz",
        "aliases": "en: EKTU\r\nru: ВКТУ",
    }
    answer = client.post(f"{PAGE}edit/", sent | {"reason": "it calls itself so"})
    assert answer.status_code == 303
    assert Proposal.objects.get().cells == {"name_en": "Oskemen Workshop"}
    text = text_of(client.get(PAGE))
    assert "Waiting for a decision Proposed change Carl" in text
    assert "before: Kazakhstan Luban Workshop after: Oskemen Workshop" in text


def test_an_officer_changes_at_once(officer: Actor) -> None:
    make_workshop()
    sent = {"version": "1", "name_en": "Oskemen Workshop", "country": "kz"}
    assert client_of(officer).post(f"{PAGE}edit/", sent).status_code == 303
    assert str(_workshop().name) == "Oskemen Workshop"


def test_nothing_changed_is_said(officer: Actor) -> None:
    make_workshop()
    sent = {"version": "1", "name_en": "Kazakhstan Luban Workshop", "country": "kz"}
    answer = client_of(officer).post(f"{PAGE}edit/", sent)
    assert "Nothing was changed." in text_of(answer)


def test_who_comes_late_sees_what_others_changed_and_keeps_what_was_typed(
    officer: Actor,
) -> None:
    make_workshop()
    edit_record(
        register_key="workshops", key="kz-ektu", cells={"latitude": "50"}, actor=officer, at=AT
    )
    sent = {"version": "1", "name_en": "Oskemen Workshop", "country": "kz", "latitude": "51"}
    answer = client_of(officer).post(f"{PAGE}edit/", sent)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Somebody has changed this record since you opened it." in text
    assert "What was changed meanwhile" in text
    assert "Latitude after: 50" in text
    assert field_value(answer, "latitude") == "51"
    again = sent | {"version": field_value(answer, "version")}
    assert client_of(officer).post(f"{PAGE}edit/", again).status_code == 303
    assert str(_workshop().latitude) == "51.000000"


def test_of_many_records_those_with_the_words_are_offered(officer: Actor) -> None:
    fill("workshops", FEW + 10)
    make_workshop("kz-ektu", name_en="Oskemen Workshop")
    client = client_of(officer)
    assert 'list="id_workshop_keys"' in client.get("/gates/add/").content.decode()
    answer = client.post("/gates/add/", {"workshop": "oskemen", "gate": "opened"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'<option value="kz-ektu"\s*>Oskemen Workshop</option>', body)


@pytest.mark.parametrize(
    ("deed", "sent", "said"),
    [
        ("close", {"on": "2025-08", "reason": "moved", "version": "1"}, "Closed."),
        ("close", {"on": "30.08.2025", "reason": "moved", "version": "1"}, "Closed."),
        ("retire", {"reason": "twice", "version": "1"}, "Retired as an error."),
        ("audience", {"audience": "internal"}, "Saved."),
    ],
)
def test_officers_end_records(officer: Actor, deed: str, sent: dict[str, str], said: str) -> None:
    make_workshop()
    client = client_of(officer)
    answer = client.post(f"{PAGE}{deed}/", sent)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert said in text_of(client.get(PAGE))


@pytest.mark.parametrize(
    ("deed", "sent", "said"),
    [
        ("close", {"on": "spring", "reason": "x", "version": "1"}, "This is no date."),
        ("close", {"on": "2025", "reason": "", "version": "1"}, "Say why"),
        ("close", {"on": "2025", "reason": "x", "version": "9"}, "Somebody has changed"),
        ("retire", {"reason": "", "version": "1"}, "Say why"),
        ("retire", {"reason": "x", "version": "x"}, "Somebody has changed"),
    ],
)
def test_ending_says_what_is_wrong(
    officer: Actor, deed: str, sent: dict[str, str], said: str
) -> None:
    make_workshop()
    answer = client_of(officer).post(f"{PAGE}{deed}/", sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert _workshop().version == 1


def test_an_officer_takes_a_proposal_over(officer: Actor, contributor: Actor) -> None:
    make_workshop(actor=contributor)
    client = client_of(officer)
    decide = next(link for link in links_of(client.get(PAGE)) if "decide" in link)
    assert "Proposed record Carl" in text_of(client.get(decide))
    answer = client.post(decide, {"decision": "accept", "reason": ""})
    assert "Taken over." in text_of(client.get(answer["Location"]))
    assert _workshop().is_shown
    assert client.post(decide, {"decision": "accept"}).status_code == 409


def test_declining_asks_why(officer: Actor, contributor: Actor) -> None:
    make_workshop(actor=contributor)
    client = client_of(officer)
    decide = f"{PAGE}decide/{Proposal.objects.get().pk}/"
    answer = client.post(decide, {"decision": "decline", "reason": " "})
    assert answer.status_code == 422
    assert "Say why" in text_of(answer)
    assert client.post(decide, {"decision": "decline", "reason": "a school"}).status_code == 303
    assert _workshop().standing == Standing.DECLINED


def test_a_proposal_is_decided_at_its_own_record_only(officer: Actor, contributor: Actor) -> None:
    make_workshop(actor=contributor)
    make_workshop("kz-enu")
    other = f"/workshops/kz-enu/decide/{Proposal.objects.get().pk}/"
    assert client_of(officer).post(other, {"decision": "accept"}).status_code == 409
    assert not _workshop().is_shown


def test_an_officer_prefers_a_source(officer: Actor) -> None:
    make_workshop()
    make_gate()
    word = Word("gates", "kz-ektu-opened", "Xinhua 2024", "low", "", "passed_on", "2023-11")
    claim_fields(words=[word, word._replace(value="2023-12")], actor=officer, at=AT)
    client = client_of(officer)
    page = client.get("/gates/kz-ektu-opened/")
    prefer = next(link for link in links_of(page) if "prefer" in link)
    assert "Sources contradict each other." in text_of(client.get(prefer))
    assert "Say why" in text_of(client.post(prefer, {"reason": ""}))
    assert client.post(prefer, {"reason": "seen"}).status_code == 303
    assert "before: 9 December 2023 after: November 2023" in text_of(
        client.get("/gates/kz-ektu-opened/")
    )
    assert client.get("/gates/kz-ektu-opened/prefer/4711/").status_code == 404


FORMS = ("add", "import", "kz-ektu/edit", "kz-ektu/close", "kz-ektu/retire", "kz-ektu/audience")


@pytest.mark.parametrize("form", FORMS)
def test_strangers_are_asked_to_sign_in(client: Client, officer: Actor, form: str) -> None:
    make_workshop()
    for answer in (client.get(f"/workshops/{form}/"), client.post(f"/workshops/{form}/", NEW)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/?next=/workshops/")


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"add", "kz-ektu/edit"}])
def test_contributors_find_the_doors_of_officers_shut(contributor: Actor, form: str) -> None:
    make_workshop()
    client = client_of(contributor)
    assert client.get(f"/workshops/{form}/").status_code == 403
    assert client.post(f"/workshops/{form}/", NEW).status_code == 403
