"""What somebody enters is there when the demonstration is started again."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.harness.browser import Visitor, visiting
from tests.harness.people import sign_in
from tests.harness.site import demo_site
from tests.harness.templates import copy_demonstration

pytestmark = pytest.mark.browser
NAME = "A workshop that outlives the server"


def test_what_is_entered_survives_a_restart(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "home"
    copy_demonstration(home)
    with demo_site(home) as address, visiting(browser, Visitor(), address) as page:
        sign_in(page, "officer")
        page.goto("/workshops/add/")
        page.locator("[name=name_en]").fill(NAME)
        page.locator("[name=country]").select_option("kg")
        page.locator("[name=key]").fill("survivor")
        page.locator("main form button.button").first.click()
        expect(page.locator("main h1")).to_have_text(NAME)
    with demo_site(home) as address, visiting(browser, Visitor(), address) as page:
        page.goto("/workshops/survivor/")
        expect(page.locator("main h1")).to_have_text(NAME)
        page.goto("/workshops/")
        expect(page.locator("main table")).to_contain_text(NAME)
        sign_in(page, "officer")
        page.goto("/my-work/")
        expect(page.locator("main table")).to_contain_text("Demonstration workshop")
