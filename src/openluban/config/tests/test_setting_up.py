"""Making a real installation: one administrator, never beside the demonstration."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import Client

from openluban.config.management.commands.setup import AnswerMissing, PasswordUnread
from openluban.config.use_cases.set_up import IsDemonstration, IsSetUp, has_administrator, set_up
from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import ADMINISTER
from openluban.foundation.history.models import Entry
from openluban.kernel.refusals import Invalid
from openluban.site.demo import DEMO_ACCOUNTS

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PASSWORD = "seven brown kettles"  # noqa: S105

pytestmark = pytest.mark.django_db


def _set_up(**changed: str) -> Account:
    given = {"email": "Ada@Luban.example", "name": "Ada", "password": PASSWORD} | changed
    return set_up(**given, at=NOW)


def test_the_first_administrator_can_sign_in_and_give_roles(client: Client) -> None:
    account = _set_up()
    assert account.email == "ada@luban.example"
    assert actor_for(account).may(ADMINISTER)
    sign_in = {"login": "ada@luban.example", "password": PASSWORD}
    assert client.post("/accounts/login/", sign_in).status_code == 302


def test_the_history_tells_neither_name_nor_address() -> None:
    _set_up()
    told = " ".join(f"{entry.changes} {entry.reason}" for entry in Entry.objects.all())
    assert "ada" not in told.lower()


def test_there_is_only_one_first() -> None:
    _set_up()
    with pytest.raises(IsSetUp):
        _set_up(email="bo@luban.example")


def test_refused_beside_the_demonstration() -> None:
    Account.objects.create_user(DEMO_ACCOUNTS[0].email, name="Demo")
    with pytest.raises(IsDemonstration):
        _set_up()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "ada@luban.example"}, "password"),
        ({"email": "nowhere"}, "email"),
        ({"name": " "}, "name"),
    ],
)
def test_what_will_not_do_leaves_nothing(changed: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _set_up(**changed)
    assert refused.value.problems[0].field == field
    assert not Account.objects.exists()
    assert not has_administrator()


def test_nobody_is_asked_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openluban.config.management.prepared.prepare", lambda _say: None)
    with pytest.raises(AnswerMissing, match="--email"):
        call_command("setup")
    with pytest.raises(AnswerMissing, match="--password-file"):
        call_command("setup", email="ada@luban.example", name="Ada")
    given = ["--email", "ada@luban.example", "--name", "Ada", "--password-file", "nowhere"]
    with pytest.raises(PasswordUnread, match="nowhere"):
        call_command("setup", *given)
