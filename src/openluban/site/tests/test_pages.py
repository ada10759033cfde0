"""The site's own pages: what they show to whom, and what they cost."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.access.models import Account
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import (
    client_of,
    enter,
    make_contributor,
    make_country,
    make_gate,
    make_officer,
    make_workshop,
)
from openluban.foundation.registers.use_cases.decide import decline_proposal
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.waiting import Waiting, WaitingItem
from openluban.foundation.ui.front import FrontLine, FrontPiece
from openluban.site.demo import DEMO_ACCOUNTS
from openluban.site.tests.make import AT, make_administrator

pytestmark = pytest.mark.django_db
PUBLIC = ("/", "/registers/", "/figures/", "/search/?q=kazakhstan", "/accounts/login/")


def test_home_of_an_empty_register_says_so(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"No gate stands in the register yet." in answer.content


def test_home_tells_open_workshops_from_those_in_preparation(client: Client) -> None:
    for key, name in (("kz-one", "First Workshop"), ("kz-two", "Second Workshop")):
        make_workshop(key, name_en=name, latitude="49.95", longitude="82.61")
    make_workshop("kz-three", name_en="Nowhere Workshop")
    make_gate("kz-one", "opened", "2023-12")
    page = client.get("/").context["page"]
    assert {(dot.label, dot.kind) for dot in page.map.dots} == {
        ("First Workshop, opened December 2023", "workshop"),
        ("Second Workshop, in preparation", "due"),
    }
    assert [(line.workshop.url, line.words) for line in page.gates] == [
        ("/workshops/kz-one/", "opened, as reported, December 2023")
    ]
    assert any("1 has only a month or year of opening" in gap for gap in page.gaps)
    assert any("1 workshop is not on the map" in gap for gap in page.gaps)


def test_an_unveiling_says_it_better_than_opened(client: Client) -> None:
    make_workshop()
    for gate in ("opened", "unveiled"):
        make_gate(gate=gate)
    lines = client.get("/").context["page"].gates
    assert [line.words for line in lines] == ["unveiled, 9 December 2023"]


def test_home_shows_what_modules_put_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = FrontPiece("Later", (), order=90)
    first = FrontPiece("Briefings", (FrontLine("The network", "/briefings/network/"),), order=10)
    providers = [lambda: later, lambda: None, lambda: first]
    monkeypatch.setattr("openluban.foundation.ui.front._PROVIDERS", providers)
    answer = client.get("/")
    assert [piece.title for piece in answer.context["page"].pieces] == ["Briefings", "Later"]
    assert b'href="/briefings/network/"' in answer.content


def test_home_is_cheap_and_kept_until_a_record_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openluban.foundation.ui.front._PROVIDERS", [])
    monkeypatch.setattr("openluban.foundation.figures.hooks._STANDINGS", [])
    make_workshop()
    with CaptureQueriesContext(connection) as fresh:
        before = client.get("/")
    with CaptureQueriesContext(connection) as kept:
        assert client.get("/").content == before.content
    assert len(fresh) <= 12
    assert len(kept) == 1
    make_gate()
    after = client.get("/")
    assert after.content != before.content
    assert after["ETag"] != before["ETag"]


def test_kept_pages_are_those_of_the_readers_language(client: Client) -> None:
    english = client.get("/registers/", headers={"accept-language": "en"})
    russian = client.get("/registers/", headers={"accept-language": "ru"})
    assert b'<html lang="en"' in english.content
    assert b'<html lang="ru"' in russian.content
    assert {"Accept-Language", "Cookie"} <= set(re.split(", *", russian["Vary"]))


def test_who_is_signed_in_sees_a_page_of_their_own(client: Client) -> None:
    public = client.get("/")
    own = client_of(make_officer()).get("/")
    assert b"My work" not in public.content
    assert b"My work" in own.content
    assert own["Cache-Control"] == "private, no-cache"
    assert b"My work" not in Client().get("/").content


def test_everybody_signs_in_to_the_demonstration_once() -> None:
    addresses = [each.email for each in DEMO_ACCOUNTS]
    assert len(set(addresses)) == len(addresses)


def test_a_stranger_finds_where_certificates_are_checked(client: Client) -> None:
    assert client.get("/").content.count(b'href="/verify/"') == 2
    assert b'href="/verify/"' in client.get("/registers/").content


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_leave_no_session_and_only_forms_a_cookie(
    client: Client, address: str
) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert not any(Session._meta.db_table in query["sql"] for query in asked)
    assert not Session.objects.exists()
    assert set(answer.cookies) <= ({"csrftoken"} if "accounts" in address else set())


def test_registers_are_listed_without_asking_them(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/registers/")
    assert b'href="/workshops/"' in answer.content
    assert len(asked) == 1


def test_search_finds_names_in_any_script_and_says_where(client: Client) -> None:
    make_workshop(name_zh="哈萨克斯坦鲁班工坊", name_ru="Мастерская Лу Баня")
    for question in ("鲁班工坊", "мастерская", "KAZAKH", "kz-ektu"):
        hits = client.get("/search/", {"q": question}).context["hits"]
        assert ("/workshops/kz-ektu/", "Workshops") in [
            (hit.name.url, str(hit.register)) for hit in hits
        ], question
    narrowed = client.get("/search/", {"q": "kazakhstan", "in": "countries"}).context["hits"]
    assert {hit.name.url for hit in narrowed} == {"/countries/kz/"}


def test_search_without_words_or_hits_helps_on(client: Client) -> None:
    for question, words in (("", "any script"), ("zzz", "Leave out a word"), ("\0", "any script")):
        answer = client.get("/search/", {"q": question})
        assert words in answer.content.decode()


def test_search_goes_on_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openluban.site.views.search._PAGE", 2)
    make_country()
    for number in range(5):
        make_workshop(f"kz-{number}", name_en=f"Sample Workshop {number}")
    found: list[str] = []
    address = "/search/?q=sample"
    while address:
        context = client.get(address).context
        found += [hit.name.url for hit in context["hits"]]
        address = f"/search/{context['pager'].next_url}" if context["pager"] else ""
    assert len(found) == len(set(found)) == 5


def test_search_shows_what_is_proposed_to_those_who_may_see_it(client: Client) -> None:
    carl = make_contributor()
    make_country()
    make_workshop("kz-new", actor=carl, name_en="Proposed Workshop")
    question = {"q": "proposed"}
    assert not client.get("/search/", question).context["hits"]
    assert client_of(carl).get("/search/", question).context["hits"]


def test_my_work_is_for_people_who_sign_in(client: Client) -> None:
    answer = client.get("/my-work/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/my-work/"


def test_officers_see_what_waits_and_contributors_what_became_of_it() -> None:
    carl, olga = make_contributor(), make_officer()
    make_workshop()
    proposed: dict[str, Any] = {"register_key": "workshops", "key": "kz-ektu", "actor": carl}
    first = edit_record(**proposed, cells={"latitude": "49"}, reason="Measured", at=AT)
    edit_record(**proposed, cells={"latitude": "50"}, at=AT)
    waiting = client_of(olga).get("/my-work/").context["waiting"]
    assert [row.cells[0].text for row in waiting.rows] == ["Kazakhstan Luban Workshop"] * 2
    assert [row.cells[4].text for row in waiting.rows] == ["Measured", ""]
    decline_proposal(proposal_id=first.pk, reason="Give a source", actor=olga, at=AT)
    own = client_of(carl).get("/my-work/").context
    assert own["waiting"] is None
    assert [row.cells[4].text for row in own["own"].rows] == ["", "Give a source"]
    stranger = client_of(make_contributor("Sam", "ttu")).get("/my-work/").context
    assert not stranger["own"].rows


def test_my_work_asks_as_much_for_many_proposals_as_for_one() -> None:
    carl, olga = make_contributor(), make_officer()
    make_workshop()
    browser = client_of(olga)

    def propose() -> int:
        edit_record(
            register_key="workshops",
            key="kz-ektu",
            cells={"latitude": "49"},
            actor=carl,
            at=AT,
        )
        with CaptureQueriesContext(connection) as asked:
            browser.get("/my-work/")
        return len(asked)

    counts = [propose() for _number in range(4)]
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_my_work_lists_what_modules_say_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    item = WaitingItem("Network briefing", "/briefings/network/", "needs a second signature")
    providers = [lambda actor: Waiting("Briefings", 1, (item,)), lambda actor: Waiting("None", 0)]
    monkeypatch.setattr("openluban.foundation.registers.waiting._PROVIDERS", providers)
    answer = client_of(make_officer()).get("/my-work/")
    assert [kind.title for kind in answer.context["others"]] == ["Briefings"]
    assert b"needs a second signature" in answer.content


def test_an_administrator_makes_an_account_whose_owner_sets_the_password(client: Client) -> None:
    browser = client_of(make_administrator())
    form = {"email": "nina@example.org", "name": "Nina New"}
    page = browser.post("/people/", form)["Location"]
    assert browser.get(page).context["link"] == ""
    made = browser.post(f"{page}link/")
    link = made.context["link"]
    assert made["Cache-Control"] == "no-store"
    assert Entry.objects.filter(action="accounts.password_link_made").count() == 1
    assert link.startswith("http://testserver/accounts/password/reset/key/")
    asked = client.get(link, follow=True)
    password = "a sentence to keep in mind"  # noqa: S105 - of nobody
    address = asked.redirect_chain[-1][0]
    done = client.post(address, {"password1": password, "password2": password})
    assert done.status_code == 302
    assert Account.objects.get(email="nina@example.org").check_password(password)
    assert client.get(link, follow=True).context["token_fail"]


def test_people_who_are_no_administrators_are_turned_away() -> None:
    for actor in (make_officer(), make_contributor()):
        browser = client_of(actor)
        for address in ("/people/", f"/people/{actor.key}/"):
            assert browser.get(address).status_code == 403
        assert browser.post("/people/", {"email": "x@example.org", "name": "X"}).status_code == 403


def test_an_administrator_gives_and_takes_roles_shuts_and_erases() -> None:
    browser, olga = client_of(make_administrator()), make_officer()
    enter("institutions", key="ttu", name_en="Technical University", kind="university")
    page = f"/people/{olga.key}/"
    browser.post(f"{page}roles/", {"role": "contributor", "scope": "TTU"})
    roles = browser.get(page).context["person"].roles
    assert [(role.title, role.place) for role in roles] == [
        ("Network officer", ""),
        ("Contributor of an institution", "Technical University"),
    ]
    refused = browser.post(f"{page}roles/", {"role": "contributor", "scope": "no"}, follow=True)
    assert b"needs an institution" in refused.content
    browser.post(f"{page}roles/{roles[0].grant}/revoke/")
    browser.post(f"{page}activity/")
    person = browser.get(page).context["person"]
    assert (len(person.roles), person.is_active) == (1, False)
    browser.post(f"{page}activity/", {"open": "1"})
    browser.post(f"{page}erase/")
    assert browser.get(page).status_code == 200
    browser.post(f"{page}erase/", {"meant": "1"})
    assert browser.get(page).status_code == 404


def test_people_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openluban.site.queries.accounts.PAGE", 2)
    browser = client_of(make_administrator())
    for name in ("Bea", "Cid", "Dan"):
        make_contributor(name)
    first = browser.get("/people/").context
    second = browser.get(f"/people/{first['pager'].next_url}").context
    names = [row.cells[0].text for row in (*first["table"].rows, *second["table"].rows)]
    assert names == ["Ada", "Bea", "Cid", "Dan"]
    Account.objects.filter(name="Bea").update(email="b+e&a@example.org")
    assert browser.get("/people/").context["pager"].next_url == "?after=b%2Be%26a%40example.org"
    assert second["pager"] is None
