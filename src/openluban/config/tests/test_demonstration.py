"""The demonstration: people who do not exist, something for each, nothing of it public."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
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


pytestmark = pytest.mark.xdist_group("demonstration")
EACH = 60
"""So many learners at each workshop do as well as the eighteen hundred of the real one."""


@pytest.mark.django_db
def test_refused_where_somebody_real_signs_in() -> None:
    """Runs first: the others share one demonstration until the last of them is done."""
    Account.objects.create_user("real@luban.example", name="Somebody real")
    with pytest.raises(HoldsRealAccounts):
        demonstrate(at=NOW)
    assert Account.objects.count() == 1


@pytest.fixture(scope="module")
def demonstrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[set[str]]:
    """Make the demonstration once; the workshops that the public saw before."""
    everything = transaction.atomic()
    everything._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), everything:
        load_public_register(at=NOW)
        shown = set(Workshop.objects.shown().values_list("key", flat=True))
        assert demonstrate(at=NOW, learners=EACH)
        yield shown
        transaction.set_rollback(True)


@pytest.fixture
def shown_before(demonstrated: set[str], db: None) -> set[str]:
    """Keys of the workshops that the public sees, before the demonstration is made."""
    return demonstrated


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
