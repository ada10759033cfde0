"""Teachers in Tianjin and Dushanbe write a unit: one changes it, the other follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import axe_violations
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
UNIT = "/units/conveyor-sorter.fault-finding"
BESIDE = f"{UNIT}/beside/zh-hans/ru/"
BEFORE, AFTER = "距离调回 4 mm", "距离调回 3 mm"
RUSSIAN_BEFORE, RUSSIAN_AFTER = "4 мм", "3 мм"


def change(page: Page, language: str, before: str, after: str) -> None:
    """Write a new version in which one thing is another."""
    page.goto(f"{UNIT}/write/{language}/")
    assert axe_violations(page) == []
    text = page.locator("[name=body]")
    words = text.input_value()
    assert words.count(before) == 1
    text.fill(words.replace(before, after))
    page.locator("main form button.button").first.click()
    expect(page.locator("main [role=status]")).to_be_visible()


def do(page: Page, address: str, action: str) -> None:
    """Review or publish a version."""
    page.goto(address)
    page.locator(f"button[value={action}]").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    assert axe_violations(page) == []


def stale_marks(page: Page) -> int:
    """Count the clauses that bear a seal, on the page side by side."""
    page.goto(BESIDE)
    assert axe_violations(page) == []
    return page.locator(".lesson-pair .mark-seal").count()


def test_a_change_on_one_side_is_followed_on_the_other(visit: Visit, axe: str) -> None:
    tianjin = visit("/accounts/login/", language="zh-hans")
    dushanbe = visit("/accounts/login/", language="ru")
    officer, reader = visit("/accounts/login/", language="zh-hans"), visit("/", language="ru")
    sign_in(tianjin, "college")
    sign_in(dushanbe, "host")
    sign_in(officer, "officer")
    assert stale_marks(reader) == 0

    change(tianjin, "zh-hans", BEFORE, AFTER)
    draft = tianjin.url
    tianjin.goto(draft)
    expect(tianjin.locator("button[value=review]")).to_have_count(0)
    assert stale_marks(reader) == 0
    do(dushanbe, draft, "review")
    do(officer, draft, "publish")

    assert stale_marks(reader) == 1
    difference = reader.locator(".difference")
    expect(difference.locator("del")).to_have_text("4")
    expect(difference.locator("ins")).to_have_text("3")

    change(dushanbe, "ru", RUSSIAN_BEFORE, RUSSIAN_AFTER)
    draft = dushanbe.url
    do(tianjin, draft, "review")
    do(officer, draft, "publish")
    assert stale_marks(reader) == 0

    reader.goto(f"{UNIT}/versions/ru/")
    reader.locator('a[href$="/leaves/ru/1/2/"]').click()
    expect(reader.locator(".leaf")).to_have_count(1)
    expect(reader.locator(".leaf")).to_contain_text(RUSSIAN_AFTER)
    assert axe_violations(reader) == []
    reader.goto("/search/?q=Датчик приближения")
    assert reader.locator(f'a[href^="{UNIT}/"]').count() == 1


def test_files_to_take_along_are_files(visit: Visit) -> None:
    reader = visit(f"{UNIT}/read/ru/", language="ru")
    links = [link.get_attribute("href") or "" for link in reader.locator("a[download]").all()]

    assert [re.sub(r".*\.", "", link) for link in links] == ["pdf", "docx"]
    for link, start in zip(links, (b"%PDF", b"PK"), strict=True):
        answer = reader.request.get(link)
        assert answer.status == 200
        assert answer.body().startswith(start)
