"""Pages where texts are written and two persons sign."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.actor import SYSTEM, Actor
from openluban.publishing.briefings.models import BriefingText, Edition, PublicationRequest
from openluban.publishing.briefings.tests.make import (
    AT,
    TEXTS,
    make_edition,
    make_texts,
    make_world,
    move,
    read_page,
)
from openluban.publishing.briefings.use_cases.write_text import write_text

pytestmark = pytest.mark.django_db
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
def officer() -> Actor:
    return make_officer("Ivan")


@pytest.fixture
def edition() -> Edition:
    return make_edition()


def test_a_text_is_written_previewed_and_kept(officer: Actor) -> None:
    client = client_of(officer)
    assert client.get("/briefings/start/?key=new")["Location"] == "/briefings/new/write/"
    assert client.get("/briefings/start/?key=NEW").status_code == 422
    sent = {"body": TEXTS["ru"], "version": "0", "action": "preview"}
    address = "/briefings/new/write/?language=ru"
    shown = client.post(address, sent).content.decode()
    assert "3 мастерские Лу Баня" in shown
    assert not BriefingText.objects.exists()
    response = client.post(address, {**sent, "action": "keep"})
    assert (response.status_code, response["Location"]) == (303, address)
    assert "3 мастерские Лу Баня" in read_page(client, address)
    assert client.get("/briefings/new/")["Location"] == "/briefings/new/write/"
    conflict = client.post(address, {**sent, "body": "# Mine", "action": "keep"})
    assert conflict.status_code == 422
    assert "# Mine" in conflict.content.decode()
    assert "Somebody has saved this text" in conflict.content.decode()


def test_faults_are_told_with_line_column_and_rule(officer: Actor) -> None:
    client = client_of(officer)
    sent = {"body": "# A\n\nb {{unheard_of}} {{workshops}}", "version": "0", "action": "preview"}
    shown = re.sub(r"\s+", " ", client.post("/briefings/new/write/", sent).content.decode())
    assert "Line 3, column 3: There is no figure “unheard_of”. <code>unknown-figure</code>" in shown
    assert ">4 workshops</a>" in shown
    sent["body"] = "no title"
    shown = client.post("/briefings/new/write/", sent).content.decode()
    assert "<code>no-title</code>" in shown
    assert "<article" not in shown


def test_two_persons_sign_on_screen(officer: Actor) -> None:
    make_texts()
    other = make_officer("Mei")
    address = "/briefings/sco/publish/"
    one, two = client_of(officer), client_of(other)
    assert "There is nothing to publish" not in read_page(one, address)
    wrong = one.post(address, {"action": "first", "day": "30/8/2025"})
    assert wrong.status_code == 422
    assert one.post(address, {"action": "first", "day": "2025-08-30"}).status_code == 303
    request = PublicationRequest.objects.get()
    assert "Somebody else must sign second" in read_page(one, address)
    own = one.post(address, {"action": "second", "digest": request.digest})
    assert own.status_code == 422
    shown = read_page(two, address)
    assert "Ivan" in shown
    assert request.digest in shown
    assert "waits for a signature" in read_page(two, "/briefings/")
    response = two.post(address, {"action": "second", "digest": request.digest})
    assert response["Location"] == "/briefings/sco/"
    assert TITLES["en"] in read_page(Client(), "/briefings/sco/")


def test_signers_see_what_changed_and_what_is_corrected(officer: Actor, edition: Edition) -> None:
    address = "/briefings/sco/publish/"
    client = client_of(officer)
    assert "there is nothing to correct" in read_page(client, address)
    move("kz-one", "fr")
    shown = read_page(client, address)
    assert "What differs from the published edition" in shown
    assert "Why the published edition is corrected" in shown
    sent = {"action": "first", "day": "2025-08-30", "reason": ""}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "reason": "France"}).status_code == 303
    write_text(briefing_key="sco", language="en", body="# Other", actor=SYSTEM, at=AT)
    shown = read_page(client_of(make_officer("Mei")), address)
    assert "What has changed since the first signature" in shown
    assert "What differs from the published edition" in shown
    assert 'value="second"' not in shown
    assert client.post(address, {"action": "withdraw"}).status_code == 303
    assert "Sign first" in read_page(client, address)
