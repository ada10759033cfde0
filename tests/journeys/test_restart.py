"""What somebody enters is there when the demonstration is started again."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.harness.browser import NoBrowser, Visitor, find_chromium, visiting
from tests.harness.people import sign_in
from tests.harness.site import demo_site
from tests.journeys.conftest import leave_out

pytestmark = pytest.mark.browser
NAME = "A workshop that outlives the server"


def test_what_is_entered_survives_a_restart(playwright: Playwright, tmp_path: Path) -> None:
    try:
        find_chromium()
    except NoBrowser as reason:
        leave_out(reason)
    home = tmp_path / "home"
    with demo_site(home) as address, visiting(playwright, Visitor(), address) as context:
        page = context.pages[0]
        sign_in(page, "officer")
        page.goto("/workshops/add/")
        page.locator("[name=name_en]").fill(NAME)
        page.locator("[name=country]").select_option("kg")
        page.locator("[name=key]").fill("survivor")
        page.locator("main form button.button").first.click()
        expect(page.locator("main h1")).to_have_text(NAME)
    with demo_site(home) as address, visiting(playwright, Visitor(), address) as context:
        page = context.pages[0]
        page.goto("/workshops/survivor/")
        expect(page.locator("main h1")).to_have_text(NAME)
        page.goto("/workshops/")
        expect(page.locator("main table")).to_contain_text(NAME)
        sign_in(page, "officer")
        page.goto("/my-work/")
        expect(page.locator("main table")).to_contain_text("Demonstration workshop")
