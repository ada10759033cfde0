"""The main job by keyboard alone: Tab, Enter and what one types."""

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import NARROW
from tests.harness.keys import follow, stops, tab_to
from tests.journeys.conftest import Visit
from tests.journeys.test_main_job import HEADLINE, RECORDS
from tools.screens import SCREENS

pytestmark = pytest.mark.browser
PLACES = {screen.name: screen.path for screen in SCREENS}


def skip_to_content(page: Page) -> None:
    """Take the link that comes first and is hidden until it has the focus."""
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_the_main_job_by_keyboard(visit: Visit, language: str) -> None:
    page = visit("/", language=language)
    skip_to_content(page)
    follow(page, HEADLINE)
    skip_to_content(page)
    tab_to(page, "input[name=at]")
    page.keyboard.press("Control+A")
    page.keyboard.type("2025-08-30")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=2025-08-30**")
    expect(page.locator(RECORDS)).to_have_count(10)
    skip_to_content(page)
    follow(page, '#records a[href="/workshops/kz-enu/"]')
    expect(page.get_by_role("complementary")).to_contain_text("Zakon.kz 2025-09-02")
    follow(page, 'nav a[href="/reconciliation/"]')
    skip_to_content(page)
    follow(page, 'a[href="/reconciliation/?verdict=explained"]')
    skip_to_content(page)
    follow(page, 'table a[href="/reconciliation/f001/"]')
    expect(page.locator('main a[href="/workshops/kz-enu/"]')).to_be_visible()
    follow(page, 'nav a[href="/briefings/"]')
    skip_to_content(page)
    follow(page, 'a[href="/briefings/network/"]')
    skip_to_content(page)
    follow(page, 'article a.number[href^="/figures/workshops/"]')
    expect(page.locator(f"main {HEADLINE} .number")).to_have_text("10")


@pytest.mark.parametrize(
    "name", ["home", "figure", "workshops", "workshop-disputed", "reconciliation", "sign-in"]
)
def test_the_focus_is_seen_wherever_it_stops_and_is_never_held(visit: Visit, name: str) -> None:
    page = visit(PLACES[name])
    found = list(stops(page))
    assert len(found) > 10
    assert [stop for stop in found if not (stop["ring"] and stop["sized"] and stop["seen"])] == []


def test_the_menu_of_a_phone_opens_by_keyboard(visit: Visit) -> None:
    page = visit("/", width=NARROW)
    tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    follow(page, 'details.menu a[href="/briefings/"]')
    assert page.url.endswith("/briefings/")
