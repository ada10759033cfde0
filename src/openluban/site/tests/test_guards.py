"""What is asked anew, refused or slowed down, so that a borrowed browser does little harm."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.test import Client

from openluban.foundation.access.models import Account, ApiToken
from openluban.foundation.access.tokens import find_token
from openluban.foundation.registers.tests.make import client_of, make_officer, signed_in
from openluban.site.tests.make import make_administrator

pytestmark = pytest.mark.django_db


def test_a_token_is_shown_once_and_can_be_taken_back() -> None:
    browser = client_of(make_officer())
    shown = browser.post("/account/", {"name": "Our website"})
    assert shown.context["secret"].startswith("luban_")
    assert shown["Cache-Control"] == "no-store"
    token = ApiToken.objects.get()
    assert token.only_reads
    again = browser.get("/account/")
    assert again.context["secret"] == ""
    assert [words for _pk, words, _made in again.context["tokens"]] == ["Our website"]
    browser.post(f"/account/tokens/{token.pk}/revoke/")
    assert not browser.get("/account/").context["tokens"]
    assert browser.post("/account/", {"name": " "}).status_code == 422
    assert token.expires_at is not None
    assert find_token(shown.context["secret"], at=token.expires_at) is None


def test_what_weighs_much_is_done_by_who_gave_the_password_lately() -> None:
    """What was sent waits for the password, and is then done."""
    administrator, olga = make_administrator(), make_officer()
    Account.objects.filter(key=administrator.key).update(password=make_password("a secret line"))
    browser = client_of(administrator)
    signed_in(browser, at=time.time() - 3_600)
    deeds: tuple[tuple[str, dict[str, str]], ...] = (
        ("/account/", {"name": "Our website"}),
        ("/people/", {"email": "n@example.org", "name": "N"}),
        (f"/people/{olga.key}/roles/", {"role": "administrator"}),
        (f"/people/{olga.key}/link/", {}),
        (f"/people/{olga.key}/erase/", {"meant": "1"}),
    )
    for address, form in deeds:
        asked = browser.post(address, form)
        assert asked["Location"].startswith("/accounts/reauthenticate/"), address
    assert not ApiToken.objects.exists()
    assert Account.objects.filter(key=olga.key).exists()
    assert browser.get("/people/").status_code == 200
    erasing = {"password": "a secret line", "next": deeds[-1][0]}
    assert browser.post("/accounts/reauthenticate/", erasing)["Location"] == "/people/"
    assert not Account.objects.filter(key=olga.key).exists()


def test_nobody_sets_a_password_for_a_shut_account() -> None:
    browser, olga = client_of(make_administrator()), make_officer()
    browser.post(f"/people/{olga.key}/activity/")
    assert browser.post(f"/people/{olga.key}/link/").status_code == 409


def test_files_are_given_so_many_a_minute(client: Client, settings: Any) -> None:
    settings.LUBAN_FILE_RATE = 2
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        found = [client.get("/countries/export.csv").status_code for _ in range(3)]
        assert found == [200, 200, 429]
    with time_machine.travel(datetime(2026, 3, 1, 12, 2, tzinfo=UTC), tick=False):
        assert client.get("/countries/export.csv").status_code == 200
