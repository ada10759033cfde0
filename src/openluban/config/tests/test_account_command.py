"""``luban account``: accounts and roles by whoever runs the machine."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from openluban.config.naming import NoSuchAccount, NoSuchRegister, actor_named, register_named
from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import ACCEPT
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db
ADA = "ada@luban.example"


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are there; nothing need be loaded."""
    monkeypatch.setattr("openluban.config.management.prepared.prepare", lambda _say: None)


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("account", *words)
    return capsys.readouterr().out


def test_a_new_account_sets_its_password_by_the_link_and_signs_in(
    capsys: pytest.CaptureFixture[str], client: Client, settings: Any
) -> None:
    settings.LUBAN_SITE_URL = "https://luban.example"
    link = _said(capsys, "create", ADA, "Ada").strip()
    assert link.startswith("https://luban.example/accounts/password/reset/key/")
    path = link.removeprefix("https://luban.example")
    page = client.get(path, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    new = {"password1": "seven brown kettles", "password2": "seven brown kettles"}
    assert client.post(form, new).status_code == 302
    sign_in = {"login": ADA, "password": "seven brown kettles"}
    assert Client().post("/accounts/login/", sign_in).status_code == 302
    assert client.get(path, follow=True).redirect_chain == [], "the link works once"


def test_roles_are_given_and_taken(capsys: pytest.CaptureFixture[str]) -> None:
    _said(capsys, "create", ADA, "Ada")
    _said(capsys, "grant", ADA, "officer")
    assert actor_named(ADA.upper()).may(ACCEPT)
    assert _said(capsys, "list") == f"{ADA}  Ada  officer\n"
    _said(capsys, "revoke", ADA, "officer")
    assert not actor_named(ADA).may(ACCEPT)
    with pytest.raises(NotFound):
        _said(capsys, "revoke", ADA, "officer")


def test_an_account_is_shut_and_opened(capsys: pytest.CaptureFixture[str]) -> None:
    _said(capsys, "create", ADA, "Ada")
    _said(capsys, "shut", ADA)
    assert not Account.objects.get().is_active
    assert "(shut)" in _said(capsys, "list")
    _said(capsys, "open", ADA)
    assert Account.objects.get().is_active


def test_whom_and_what_nobody_knows() -> None:
    with pytest.raises(NoSuchAccount):
        call_command("account", "link", ADA)
    with pytest.raises(NoSuchRegister):
        register_named("nothing")
    assert actor_named(None) is SYSTEM
