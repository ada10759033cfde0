"""The gates on a workshop's page."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from openluban.foundation.evidence.claiming import Word, claim_all
from openluban.foundation.registers.record import Standing
from openluban.network.workshops.tests.make import make_gate, make_workshop

pytestmark = pytest.mark.django_db
NOW: datetime = timezone.now()


def test_the_page_shows_gates_with_their_sources_and_when_it_was_last_heard_of(
    client: Client,
) -> None:
    workshop = make_workshop("one", opened="2020-05-04")
    gate = workshop.gates.get()
    claim_all(
        [
            Word("gates", gate.key, "China Daily 2020-05-05"),
            Word("workshops", "one", "Xinhua 2024-02"),
        ]
    )

    page = client.get("/workshops/one/").content.decode()

    assert "opened, as reported" in page
    assert "4 May 2020" in page
    assert "China Daily 2020-05-05" in page
    assert "No source tells of it." in page
    assert "Not reported since February 2024" in page


def test_a_proposed_gate_is_not_on_the_public_page(client: Client) -> None:
    workshop = make_workshop("one", opened="2020-05-04")
    gate = make_gate(workshop, "renewed", "2024-11-30")
    gate.standing = Standing.PROPOSED
    gate.save()

    assert "30 November 2024" not in client.get("/workshops/one/").content.decode()
