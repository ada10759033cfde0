"""Every screen in three languages, wide and narrow, light and dark: fits, and all can use it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.harness.browser import HEIGHTS, NARROW, WIDE, axe_violations, bring_axe
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit
from tools.screens import PUBLIC, SIGNED_IN, Screen

pytestmark = pytest.mark.browser
LANGUAGES = ["en", "zh-hans", "ru"]
CONTRAST = "color-contrast"
"""The rule that takes axe-core longer than all others together."""
BY_ROLE = {
    role: tuple(screen for screen in SIGNED_IN if screen.role == role)
    for role in sorted({screen.role for screen in SIGNED_IN})
}


def faults_of(page: Page, screen: Screen, *, is_first: bool) -> Iterator[str]:
    """Yield what is wrong with a screen; its page is loaded once and then looked at in four ways.

    Colours do not depend on the language (``test_style_sheet.py``), so they are judged in the first
    alone; those of darkness on the wide screen. Words may be too long on the narrow one in any.
    """
    answer = page.goto(screen.path)
    assert answer is not None
    if answer.status != screen.status:
        yield f"answers {answer.status}"
    policy = answer.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe-" in policy:
        yield f"policy: {policy}"
    if screen.then is not None:
        screen.then(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})
    if is_first:
        yield from (f"wide, {fault}" for fault in axe_violations(page))
        page.emulate_media(color_scheme="dark")
        yield from (f"wide and dark, {fault}" for fault in axe_violations(page, CONTRAST))
    yield from _wider_than(page, WIDE)
    page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
    without = "" if is_first else CONTRAST
    yield from (f"narrow, {fault}" for fault in axe_violations(page, without=without))
    yield from _wider_than(page, NARROW)


def _wider_than(page: Page, window: int) -> Iterator[str]:
    width = page.evaluate("document.scrollingElement.scrollWidth")
    if width > window:
        yield f"{width} px wide on a screen of {window}"


def faults_of_all(page: Page, screens: tuple[Screen, ...], language: str) -> list[str]:
    """Return what is wrong with any of the screens."""
    bring_axe(page)
    is_first = language == LANGUAGES[0]
    return [
        f"{screen.name}: {fault}"
        for screen in screens
        for fault in faults_of(page, screen, is_first=is_first)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_screens(visit: Visit, axe: str, language: str) -> None:
    page = visit("/", language=language)
    assert faults_of_all(page, PUBLIC, language) == []


@pytest.mark.parametrize("role", BY_ROLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_of_people_who_signed_in(visit: Visit, axe: str, language: str, role: str) -> None:
    page = visit("/accounts/login/", language=language)
    sign_in(page, role)
    assert faults_of_all(page, BY_ROLE[role], language) == []
