"""Signing in as somebody of the demonstration, through the page that people use."""

from importlib import import_module

from playwright.sync_api import Page

SIGN_IN = "/accounts/login/"


def password_of(role: str) -> tuple[str, str]:
    """Return e-mail address and password of the demonstration's person with this role."""
    # By name: what drives a browser need not have Django ready.
    sign_ins: dict[str, tuple[str, str]] = import_module("openluban.config.demo").SIGN_INS
    return sign_ins[role]


def sign_in(page: Page, role: str) -> None:
    """Sign in on the page as the demonstration's person with this role; ends where that leads."""
    email, password = password_of(role)
    page.goto(SIGN_IN)
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: SIGN_IN not in address)
