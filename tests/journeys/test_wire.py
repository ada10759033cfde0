"""What a first visit costs, and what it leaves behind."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tools.screens import PUBLIC

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
FIRST = ("home", "figure", "workshops", "workshop-disputed", "reconciliation", "briefing")
SETS_A_COOKIE = {"sign-in"}
"""A form whose sender counts carries a token, which needs one; nothing else does."""


def bytes_of_first_visit(page: Page, path: str) -> int:
    """Open a page with nothing kept, and count all that comes over the wire."""
    devices = page.context.new_cdp_session(page)
    received: list[float] = []

    def count(event: dict[str, Any]) -> None:
        received.append(event["encodedDataLength"])

    devices.on("Network.loadingFinished", count)
    devices.send("Network.enable")
    devices.send("Network.clearBrowserCache")
    page.goto("about:blank")
    received.clear()
    page.goto(path, wait_until="networkidle")
    devices.detach()
    assert len(received) >= 2  # the page and its style sheet
    return round(sum(received))


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_a_first_visit_is_light(visit: Visit, language: str) -> None:
    page = visit("/api/", language=language)
    weights = {
        screen.name: bytes_of_first_visit(page, screen.path)
        for screen in PUBLIC
        if screen.name in FIRST
    }
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}


def test_reading_leaves_no_cookie(visit: Visit) -> None:
    page = visit("/")
    for screen in PUBLIC:
        if screen.name not in SETS_A_COOKIE:
            page.goto(screen.path)
            assert page.context.cookies() == [], screen.name
