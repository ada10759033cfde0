"""Signing in with a second step and with a passkey, under the strict policy of every page."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.harness.people import SIGN_IN, password_of, sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
STEP = 30
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def code_now(secret: str) -> str:
    """Return the six digits that an app shows now (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // STEP)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def wait_for_the_next_code() -> None:
    """A code opens once: wait until the app shows another."""
    time.sleep(STEP - time.time() % STEP + 0.5)


def open_guarded(page: Page, role: str, path: str) -> None:
    """Open a page that may ask for the password once more."""
    page.goto(path)
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(password_of(role)[1])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"**{path}")


def sign_out(page: Page) -> None:
    """Leave by the link in the header."""
    page.locator('header a[href="/accounts/logout/"]:visible').click()
    page.locator("main form button.button").click()
    expect(page.locator('header a[href="/accounts/login/"]:visible')).to_be_visible()


def test_a_second_step_by_an_authenticator_app(visit: Visit) -> None:
    page = visit("/accounts/login/", scripts=False)
    sign_in(page, "college")
    open_guarded(page, "college", "/accounts/2fa/totp/activate/")
    secret = page.locator("main form code").inner_text()
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator("main form button.button").click()
    codes = page.locator("main").inner_text()
    assert page.url.endswith("/accounts/2fa/recovery-codes/"), codes
    sign_out(page)
    email, password = password_of("college")
    page.goto(SIGN_IN)
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.locator("input[name=code]").fill("000000")
    page.locator("main form button.button").first.click()
    expect(page.locator("main .problem")).to_be_visible()
    wait_for_the_next_code()
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator("main form button.button").first.click()
    page.goto("/my-work/")
    assert page.url.endswith("/my-work/")
    open_guarded(page, "college", "/accounts/2fa/totp/deactivate/")
    page.locator("main form button.button").click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def test_a_passkey_signs_in_alone(visit: Visit) -> None:
    page = visit("/accounts/login/")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page, "second-officer")
    open_guarded(page, "second-officer", "/accounts/2fa/webauthn/add/")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/accounts/2fa/**recovery-codes/**")
    sign_out(page)
    page.goto(SIGN_IN)
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda address: SIGN_IN not in address)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main .mark")).to_have_count(1)
    path = page.locator('main a[href$="/remove/"]').get_attribute("href") or ""
    open_guarded(page, "second-officer", path)
    page.locator("main form button.button").click()
    expect(page.locator("main [role=status]").first).to_be_visible()
