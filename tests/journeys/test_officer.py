"""What network officers do: a record changed, a file brought in, a briefing signed by two."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.people import sign_in
from tests.journeys.conftest import Visit
from tests.journeys.test_main_job import HEADLINE

pytestmark = pytest.mark.browser
FIGURE = "/figures/workshops/?bloc=sco_members_and_partners&led_from=tianjin&at=2025-08-30"
RECORD = "/workshops/eg-asu/"
TEXT = "# A journey\n\nOn that day there were {{ workshops at=2025-08-30 }}."


def asked(page: Page, path: str) -> dict[str, Any]:
    """Return what the JSON interface answers the public."""
    answer = page.request.get(path, headers={"Cookie": ""})
    assert answer.ok, path
    told: dict[str, Any] = json.loads(answer.text())
    return told


def save(page: Page) -> None:
    """Send the form of the page and see that it was taken."""
    page.locator("main form button.button").first.click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def set_country(officer: Page, country: str) -> None:
    """Change the country of a workshop through its form."""
    officer.goto(f"{RECORD}edit/")
    officer.locator("[name=country]").select_option(country)
    officer.locator("[name=reason]").fill("A journey through the country of a workshop.")
    save(officer)


def numbers_seen(page: Page) -> dict[str, Any]:
    """Return what the public is told everywhere of the 10 workshops, one workshop and F001."""
    page.goto(FIGURE)
    told: dict[str, Any] = {
        "figure": page.locator(f"main {HEADLINE} .number").inner_text(),
        "records": page.locator("#records tbody tr").count(),
        "api": asked(page, f"/api/v1{FIGURE.replace('s/?', 's?')}")["value"],
        "reconciliation": asked(page, "/api/v1/reconciliation/F001")["computed"],
    }
    page.goto(RECORD)
    told["country"] = page.locator('main .facts a[href^="/countries/"]').get_attribute("href")
    page.goto("/reconciliation/f001/")
    told["held against"] = page.locator(f"main {HEADLINE} .number").first.inner_text()
    page.goto("/briefings/network/")
    told["briefing"] = page.locator("article h1 a.number").first.inner_text()
    told["standing"] = page.locator("article h1 a.number").first.get_attribute("data-standing")
    told["restated by"] = page.locator(f'#restated a[href="{RECORD}"]').count() > 0
    return told


def test_a_changed_country_is_seen_everywhere_at_once_and_put_back(visit: Visit) -> None:
    officer, public = visit("/accounts/login/"), visit("/")
    sign_in(officer, "officer")
    before = numbers_seen(public)
    assert before == {
        "figure": "10",
        "records": 10,
        "api": 10,
        "reconciliation": 9,
        "country": "/countries/eg/",
        "held against": "9",
        "briefing": "10 workshops",
        "standing": before["standing"],
        "restated by": False,
    }
    assert before["standing"] != "restated"
    try:
        set_country(officer, "fr")
        assert numbers_seen(public) == {
            "figure": "9",
            "records": 9,
            "api": 9,
            "reconciliation": 8,
            "country": "/countries/fr/",
            "held against": "8",
            "briefing": "10 workshops",  # what was signed stays
            "standing": "restated",
            "restated by": True,
        }
        expect(public.locator("#restated")).to_contain_text(
            re.compile("10 workshops → 9 workshops")
        )
    finally:
        set_country(officer, "eg")
    assert numbers_seen(public) == before


def test_a_file_is_seen_before_it_is_brought_in(visit: Visit) -> None:
    officer, public = visit("/accounts/login/"), visit("/")
    sign_in(officer, "officer")
    officer.goto("/workshops/import/")
    bring(officer, "key,name_en,country\nnew one,A workshop by file,KG\n")
    expect(officer.locator("main .note-error")).to_be_visible()
    expect(officer.locator("main table tbody tr")).to_have_count(1)
    officer.goto("/workshops/import/")
    bring(officer, "key,name_en,country,source\nby-file,A workshop by file,KG,A journey\n")
    expect(officer.locator("main .facts dd")).to_have_text(["1", "0", "0"])
    assert public.request.get("/workshops/by-file/").status == 404
    officer.locator("main form button.button").click()
    public.goto("/workshops/by-file/")
    expect(public.locator("main h1")).to_have_text("A workshop by file")
    expect(public.get_by_role("complementary")).to_contain_text("A journey")
    officer.goto("/workshops/by-file/retire/")
    officer.locator("[name=reason]").fill("A journey ends.")
    save(officer)
    assert public.request.get("/workshops/by-file/").status in {404, 410}


def bring(officer: Page, rows: str) -> None:
    """Give a file to the page that brings files in."""
    file: Any = {"name": "workshops.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    officer.locator("main input[type=file]").set_input_files(file)
    officer.locator("main form button.button").click()
    officer.wait_for_url(re.compile("/workshops/import/."))


def test_a_briefing_is_public_when_two_have_signed(visit: Visit) -> None:
    first, second, public = visit("/accounts/login/"), visit("/accounts/login/"), visit("/")
    sign_in(first, "officer")
    sign_in(second, "second-officer")
    first.goto("/briefings/start/")
    first.locator("[name=key]").fill("a-journey")
    first.locator("main form button.button").click()
    first.locator("[name=body]").fill(TEXT)
    first.locator("button[value=keep]").click()
    first.goto("/briefings/a-journey/publish/")
    first.locator("[name=day]").fill("2025-08-30")
    first.locator("button[value=first]").click()
    expect(first.locator("main [role=status]")).to_be_visible()
    expect(first.locator("button[value=second]")).to_have_count(0)
    assert public.request.get("/briefings/a-journey/").status == 404
    second.goto("/my-work/")
    second.locator('main a[href^="/briefings/a-journey/"]').click()
    second.locator("button[value=second]").click()
    expect(second.locator("main [role=status]")).to_be_visible()
    public.goto("/briefings/a-journey/")
    number = public.locator("article a.number").first
    expect(number).to_have_text("37 workshops")
    number.click()
    expect(public.locator("main .figure .number").first).to_have_text("37")
