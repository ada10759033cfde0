"""Pages of those who award and of the awarded: who sees what, and in how many queries."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials.linking import secret_of
from openluban.learning.credentials.models.awards import Award, Batch
from openluban.learning.credentials.rules import Deed
from openluban.learning.credentials.running import run_to_the_end
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
    HOST,
    MECHATRONICS,
    make_all,
    make_awarder,
    make_graduate,
    wish,
)
from openluban.learning.credentials.use_cases.agree import agree_to_sign
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.change_state import change_state
from openluban.learning.credentials.use_cases.share import share
from openluban.learning.credentials.views import awarding, batches
from openluban.learning.learners.tests.make import make_cohort, make_learner_account, make_place

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
NAME = "RAKHIMOV"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Carry batches out before the answer: a thread would not see this test's data."""
    monkeypatch.setattr(awarding, "run_apart", run_to_the_end)
    monkeypatch.setattr(batches, "run_apart", run_to_the_end)


@pytest.fixture
def award() -> Award:
    make_all()
    return award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)


def test_a_cohort_is_awarded_by_the_form(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_all()
    cohort = make_cohort(make_place(), "M-25")
    for number in range(3):
        graduate = make_graduate(f"GRADUATE {number}")
        graduate.cohort = cohort
        graduate.save()
    client = client_of(make_awarder())
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"/awards/give/?achievement={MECHATRONICS}").text
    assert "M-25" in page
    assert "3 completed" in page
    assert COLLEGE not in page
    sent = {"achievement": MECHATRONICS, "issuer": HOST, "awarded_on": "2026-09-12"}
    answer = client.post("/awards/give/", sent | {"cohort": cohort.key})
    assert answer.status_code == 303
    batch = Batch.objects.get()
    assert answer["Location"] == f"/awards/batches/{batch.key}/"
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(answer["Location"]).text
    assert "3 of 3 awarded, 0 left out." in page
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/awards/").text
    assert page.count("GRADUATE") == 3
    assert "GRADUATE" not in client.get("/awards/?state=revoked").text
    assert client.get("/awards/?before=99999999999999999999").status_code == 200


def test_one_is_awarded_by_the_form_and_refusals_stand_above_it() -> None:
    make_all()
    client, graduate = client_of(make_awarder()), make_graduate()
    sent = {"achievement": MECHATRONICS, "issuer": HOST, "awarded_on": "2026-09-12"}
    for changed, words in (
        ({"enrolments": ""}, "Nobody was chosen."),
        ({"enrolments": "nobody"}, "no such learner"),
        ({"enrolments": graduate.key, "awarded_on": "soon"}, "Write the day as"),
        ({"enrolments": graduate.key, "awarded_on": "2999-01-01"}, "in the future"),
    ):
        answer = client.post("/awards/give/", sent | changed)
        assert answer.status_code == 422, changed
        assert words in answer.text
    answer = client.post("/awards/give/", sent | {"enrolments": graduate.key}, follow=True)
    assert answer.redirect_chain == [(f"/awards/{Award.objects.get().key}/", 303)]
    assert NAME in answer.text


def test_a_batch_that_stands_still_is_let_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    make_all()
    keys = " ".join(make_graduate(f"GRADUATE {number}").key for number in range(2))
    monkeypatch.setattr(awarding, "run_apart", lambda _batch: None)
    client = client_of(make_awarder())
    sent = {"achievement": MECHATRONICS, "issuer": HOST, "awarded_on": "2026-09-12"}
    url = client.post("/awards/give/", sent | {"enrolments": keys})["Location"]
    assert "data-running" in client.get(url).text
    Batch.objects.update(asked_at=AT)
    assert "Let it go on" in client.get(url).text
    assert client.post(url).status_code == 303
    assert "2 of 2 awarded" in client.get(url).text
    stranger = client_of(make_awarder("Chen", COLLEGE))
    assert stranger.get(url).status_code == 404


def test_an_award_is_taken_back_on_its_page(
    award: Award, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = client_of(make_awarder()), f"/awards/{award.key}/"
    with django_assert_max_num_queries(MOST_QUERIES + 3):
        page = client.get(url).text
    assert NAME in page
    assert client.post(url, {"action": "revoke", "reason": ""}).status_code == 422
    assert client.post(url, {"action": "burn", "reason": "x"}).status_code == 404
    answer = client.post(url, {"action": "suspend", "reason": "We look into it."}, follow=True)
    assert "We look into it." in answer.text
    answer = client.post(url, {"action": "reissue", "reason": "Name."}, follow=True)
    assert "The award that this one replaces" in answer.text


def test_nobody_else_reads_a_name(award: Award) -> None:
    others = [
        Client(),
        client_of(make_contributor(scope=HOST)),
        client_of(make_officer()),
        client_of(make_awarder("Chen", COLLEGE)),
    ]
    own = f"/my-awards/{award.key}/"
    pages = ("/awards/", f"/awards/{award.key}/", f"/awards/{award.key}/credential.json", own)
    public = ("/achievements/mechatronics/", "/issuers/host/", "/figures/awards/", "/my-awards/")
    editions = ("/achievements/mechatronics/editions/1/", "/figures/people_awarded/")
    for client in others:
        for url in (*pages, *public, *editions, f"{own}certificate.pdf"):
            answer = client.get(url, follow=True)
            assert NAME not in answer.text, url
            if url in pages[1:]:
                assert answer.status_code in {200, 403, 404}, url
                assert "credentialSubject" not in answer.text


def test_the_recipient_shows_it_and_withdraws_it(
    award: Award,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    recipient = client_of(make_learner_account(award.person))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Mechatronics" in recipient.get("/my-awards/").text
    url = f"/my-awards/{award.key}/"
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Make a link" in recipient.get(url).text
    assert "Mechatronics" in recipient.get("/my-work/").text
    page = recipient.post(url, {"action": "share"}, follow=True).text
    found = re.search(r'href="(/shared/[\w-]{43}/)"', page)
    assert found is not None
    stranger, path = Client(), found[1]
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = stranger.get(path)
    assert "genuine and valid" in shown.text
    assert NAME in shown.text
    for words in ("机电一体化", "Мехатроника"):
        assert words in shown.text
    assert shown["X-Robots-Tag"].startswith("noindex")
    assert shown["Referrer-Policy"] == "no-referrer"
    assert shown["Cache-Control"] == "private, no-store"
    answer = stranger.get(f"{path}credential.json")
    assert answer.content == bytes(award.document)
    recipient.post(url, {"action": "stop"})
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"{path}credential.json").status_code == 404


@pytest.mark.parametrize(
    ("deed", "words"), [(Deed.REVOKE, "not valid"), (Deed.SUSPEND, "not valid")]
)
def test_whoever_has_the_link_learns_that_it_was_taken_back(
    award: Award, deed: Deed, words: str
) -> None:
    link = share(award=award.key, actor=make_learner_account(award.person), at=AT)
    change_state(award=award.key, deed=deed, reason="A mistake.", actor=SYSTEM, at=AT)
    page = Client().get(f"/shared/{secret_of(link)}/").text
    assert words in page
    assert "genuine and valid" not in page


def test_status_lists_are_served_kept_and_asked_again(client: Client, award: Award) -> None:
    document: dict[str, Any] = json.loads(bytes(award.document))
    urls = [each["statusListCredential"] for each in document["credentialStatus"]]
    paths = [url.removeprefix("http://localhost:8000") for url in urls]
    assert paths == ["/issuers/host/status/1/revocation", "/issuers/host/status/1/suspension"]
    for path in paths:
        answer = client.get(path)
        assert answer.json()["proof"]["proofPurpose"] == "assertionMethod"
        assert answer["Cache-Control"] == "public, max-age=300"
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    change_state(
        award=award.key, deed=Deed.REVOKE, reason="A mistake.", actor=SYSTEM, at=award.issued_at
    )
    for path in ("/issuers/host/status/2/revocation", "/issuers/host/status/1/other"):
        assert client.get(path).status_code == 404
    assert client.get("/issuers/nobody/did.json").status_code == 404
    assert client.get("/.well-known/did.json").json()["id"].startswith("did:web:")


def test_agreeing_to_sign_beside_another() -> None:
    make_all()
    chen = client_of(make_awarder("Chen", COLLEGE))
    url = f"/issuers/{COLLEGE}/signing/"
    assert "It signs nothing beside others." in chen.get(url).text
    assert chen.get(f"/issuers/{HOST}/signing/").status_code == 403
    sent = {"issuer": HOST, "achievement": MECHATRONICS}
    assert chen.post(url, {"issuer": "", "achievement": ""}).status_code == 422
    assert "Sign no more of it" in chen.post(url, sent, follow=True).text
    irina = client_of(make_awarder())
    assert f'value="{COLLEGE}"' in irina.get("/awards/give/").text
    assert "It signs nothing" in chen.post(url, sent | {"action": "end"}, follow=True).text


def test_issuers_are_named_in_the_readers_language(award: Award) -> None:
    account = make_learner_account(award.person)
    recipient = client_of(account)
    url = f"/my-awards/{award.key}/"
    assert "The host" in recipient.get("/my-awards/").text
    recipient.cookies["django_language"] = "ru"
    assert "Учреждение host" in recipient.get("/my-awards/").text
    assert "The host" not in recipient.get("/my-awards/").text
    assert "Учреждение host · The host" in recipient.get(url).text


def test_the_history_says_what_its_details_are(award: Award) -> None:
    officer, key = client_of(make_officer()), award.signed_with.name
    page = officer.get(f"/issuers/{HOST}/history/").text
    assert key in page
    assert ">Key<" in "".join(page.split())
    agree_to_sign(achievement=MECHATRONICS, issuer=HOST, co_issuer=COLLEGE, actor=SYSTEM, at=AT)
    page = officer.get(f"/achievements/{MECHATRONICS}/history/").text
    for words in (
        "a second issuer agreed to sign",
        "Awarded by",
        "The host",
        "Signed also by",
        "The college",
    ):
        assert words in page
    assert "co_issuer" not in page


def test_keys_are_kept_on_a_page(settings: Any) -> None:
    make_all()
    client, url = client_of(make_awarder()), f"/issuers/{HOST}/keys/"
    assert "did:web:localhost%3A8000:issuers:host" in client.get(url).text
    assert client.post(url, {"action": "replace", "reason": ""}).status_code == 422
    answer = client.post(url, {"action": "replace", "reason": "Yearly."}, follow=True)
    assert "replaced: what it signed stays valid" in answer.text
    assert client.post(url, {"action": "melt"}).status_code == 404
    assert client_of(make_officer()).get(url).status_code == 200
    assert client_of(make_awarder("Chen", COLLEGE)).get(url).status_code == 403
    settings.LUBAN_SITE_URL = "https://luban.example"
    client.post(url, {"action": "replace", "reason": "A new address."})
    assert Client().get(f"/issuers/{HOST}/did.json").json()["id"] == (
        "did:web:luban.example:issuers:host"
    )


def test_a_learner_is_awarded_from_their_page_and_the_form_says_who_it_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_all()
    graduate = make_graduate()
    client = client_of(make_awarder())
    give = f"/awards/give/?enrolments={graduate.key}"
    assert give in client.get(f"/learners/{graduate.person.key}/").text
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(give).text
    assert "Chosen: " + NAME in page
    assert "Chosen" not in client.get("/awards/give/?enrolments=nobody").text


def test_issuers_find_their_work_on_one_page() -> None:
    make_all()
    page = client_of(make_awarder()).get("/my-work/").text
    assert '<a href="/awards/give/">' in page
    assert '<a href="/awards/">' in page
