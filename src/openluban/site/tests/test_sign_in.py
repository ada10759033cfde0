"""Signing in and out, in our own words and design, and only there where the demonstration runs."""

import re
from time import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from openluban.foundation.access.models import Account
from openluban.site.adapters import SealedFactors
from openluban.site.demo import DEMO_ACCOUNTS

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence to keep in mind"  # noqa: S105 - of nobody
OUTSIDE = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-bad-key/",
)
INSIDE = (
    "/account/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
)


@pytest.fixture
def nina(db: None) -> Account:
    return Account.objects.create_user("nina@example.org", PASSWORD, name="Nina")


def _is_ours(content: str) -> bool:
    return 'class="wordmark"' in content and "<h1>" in content


@pytest.mark.parametrize("address", OUTSIDE)
def test_pages_before_signing_in_are_of_our_design(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert _is_ours(answer.content.decode())


@pytest.mark.parametrize("address", INSIDE)
def test_pages_of_an_account_are_of_our_design_and_for_its_owner(
    client: Client, nina: Account, address: str
) -> None:
    assert client.get(address).status_code == 302
    client.force_login(nina, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200
    assert _is_ours(answer.content.decode())


def test_signing_in_leads_to_ones_work_and_signing_out_home(client: Client, nina: Account) -> None:
    form = {"login": "nina@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", form)["Location"] == "/my-work/"
    assert client.get("/my-work/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/my-work/").status_code == 302


def test_a_wrong_password_says_nothing_about_who_exists(client: Client, nina: Account) -> None:
    said = []
    for email in ("nina@example.org", "nobody@example.org"):
        answer = client.post("/accounts/login/", {"login": email, "password": "wrong"})
        assert answer.status_code == 200
        said.append(re.findall(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL))
    assert said[0] == said[1] != []


def test_a_failed_sign_in_is_written_down_without_what_was_entered(
    client: Client, nina: Account, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/accounts/login/", {"login": "nina@example.org", "password": "wrong horse"})
    assert "A sign-in failed, from 127.0.0.1." in caplog.text
    assert "nina" not in caplog.text
    assert "wrong horse" not in caplog.text


def test_whoever_came_by_fewer_proxies_than_ours_is_asked_for_their_connection(
    client: Client, nina: Account, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    form = {"login": "nina@example.org", "password": "wrong horse"}
    client.post("/accounts/login/", form, headers={"x-forwarded-for": "203.0.113.9"})
    assert "from 127.0.0.1." in caplog.text
    forwarded = "198.51.100.1, 203.0.113.9, 10.0.0.1"
    client.post("/accounts/login/", form, headers={"x-forwarded-for": forwarded})
    assert "from 203.0.113.9." in caplog.text


def test_a_shut_account_does_not_get_in(client: Client, nina: Account) -> None:
    Account.objects.update(is_active=False)
    form = {"login": "nina@example.org", "password": PASSWORD}
    client.post("/accounts/login/", form)
    assert client.get("/my-work/").status_code == 302


def test_nobody_signs_themselves_up(client: Client) -> None:
    form = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", form)
    assert b"Nobody signs themselves up" in answer.content
    assert not Account.objects.exists()


def test_a_forgotten_password_is_set_anew_by_a_link(client: Client, nina: Account) -> None:
    client.post("/accounts/password/reset/", {"email": "nina@example.org"})
    found = re.search(r"http://\S+/password/reset/key/\S+", str(mail.outbox[0].body))
    assert found is not None
    page = client.get(found[0], follow=True)
    new = "another sentence to keep"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    nina.refresh_from_db()
    assert nina.check_password(new)


def test_factors_are_set_up_after_showing_that_it_is_you(client: Client, nina: Account) -> None:
    client.post("/accounts/login/", {"login": "nina@example.org", "password": PASSWORD})
    address = "/accounts/2fa/totp/activate/"
    assert client.get(address)["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for address in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        answer = client.get(address)
        assert answer.status_code == 200
        content = answer.content.decode()
        assert _is_ours(content)
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", content)


def test_the_secret_of_a_second_factor_lies_sealed(client: Client, nina: Account) -> None:
    secret = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
    TOTP.activate(nina, secret)
    kept = Authenticator.objects.get(user=nina)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(format_hotp_value(hotp_value(secret, int(time()) // 30)))
    form = {"login": "nina@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", form)["Location"].startswith("/accounts/2fa/")
    assert client.get("/my-work/").status_code == 302


def test_a_second_factor_of_before_they_were_sealed_still_holds(nina: Account) -> None:
    assert SealedFactors().decrypt("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("demo", [True, False])
def test_demonstration_sign_ins_are_shown_in_the_demonstration_alone(
    client: Client, settings: Any, *, demo: bool
) -> None:
    settings.LUBAN_DEMO = demo
    content = client.get("/accounts/login/").content.decode()
    assert all((account.password in content) == demo for account in DEMO_ACCOUNTS)
    assert not Account.objects.exists()
