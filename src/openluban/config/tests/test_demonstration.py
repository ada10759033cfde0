"""The demonstration: people who do not exist, something for each, nothing of it public."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from openluban.config.demo import SIGN_INS
from openluban.config.loading import load_public_register
from openluban.config.use_cases.demonstrate import HoldsRealAccounts, demonstrate, is_demonstration
from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import roles
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.models import Proposal
from openluban.network.workshops.models import Workshop
from openluban.publishing.briefings.models import Edition
from openluban.site.demo import DEMO_ACCOUNTS

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def shown_before(db: None) -> set[str]:
    """Keys of the workshops that the public sees, before the demonstration is made."""
    load_public_register(at=NOW)
    shown = set(Workshop.objects.shown().values_list("key", flat=True))
    assert demonstrate(at=NOW)
    return shown


def test_what_is_invented_says_so_and_is_not_public(shown_before: set[str]) -> None:
    assert set(Workshop.objects.shown().values_list("key", flat=True)) == shown_before
    invented = Workshop.objects.exclude(key__in=shown_before).filter(key__startswith="demo-")
    assert {each.key: (each.standing, each.audience) for each in invented} == {
        "demo-proposed": ("proposed", "public"),
        "demo-internal": ("accepted", "internal"),
    }
    for workshop in invented:
        for language, mark in (("en", "invented"), ("zh-hans", "虚构"), ("ru", "вымышлена")):
            assert mark in workshop.name.wordings[language]


def test_the_invented_standard_is_for_officers_alone(
    shown_before: set[str], client: Client
) -> None:
    page, changes = "/standards/demo-standard/", "/standards/demo-standard/changes/"
    assert client.get(page).status_code == client.get(changes).status_code == 404
    assert "demo-" not in client.get("/clauses/").content.decode()
    email, password = SIGN_INS["officer"]
    client.post("/accounts/login/", {"login": email, "password": password})
    assert "Demonstration ministry (invented)" in client.get(page).content.decode()
    assert "<del>两</del><ins>三</ins>" in client.get(changes).content.decode()


def test_an_officer_finds_a_proposal_and_everybody_a_briefing_made_once(
    shown_before: set[str],
) -> None:
    proposal = Proposal.objects.get(state=Proposal.State.WAITING)
    assert proposal.record == "demo-proposed"
    edition = Edition.objects.get()
    assert edition.first_signer != edition.second_signer
    deeds = Entry.objects.count()
    assert is_demonstration()
    assert not demonstrate(at=NOW)
    assert Entry.objects.count() == deeds


def test_the_memory_has_learned_from_the_course(shown_before: set[str], client: Client) -> None:
    answer = client.get("/memory/", {"q": "传送带"}).content.decode()
    assert "конвейер" in answer.lower()


def test_every_role_has_a_sign_in_that_opens(shown_before: set[str], client: Client) -> None:
    assert {role.key for role in roles()} <= set(SIGN_INS)
    for person in DEMO_ACCOUNTS:
        email, password = SIGN_INS[person.email.partition("@")[0]]
        answer = client.post("/accounts/login/", {"login": email, "password": password})
        assert answer.status_code == 302, email
        client.logout()


@pytest.mark.django_db
def test_refused_where_somebody_real_signs_in() -> None:
    Account.objects.create_user("real@luban.example", name="Somebody real")
    with pytest.raises(HoldsRealAccounts):
        demonstrate(at=NOW)
    assert Account.objects.count() == 1
