"""The main job: from the map to a number, its records and sources, its verdicts and a briefing.

In three languages; on a wide screen with scripts, and on a phone without.
"""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import NARROW, WIDE
from tests.harness.words import said_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
HEADLINE = 'a.figure[href^="/figures/workshops/?bloc=sco_members_and_partners&led_from=tianjin"]'
RECORDS = "#records tbody tr"
KAZAKHSTAN = {"en": "Kazakhstan", "zh-hans": "哈萨克斯坦", "ru": "Казахстан"}
SCREENS = ((WIDE, True), (NARROW, False))


def choose_day(page: Page, day: str) -> None:
    """Change the day in the figure's sentence and send it, as without scripts."""
    field = page.locator("main input[name=at]")
    field.fill(day)
    field.press("Enter")
    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query).get("at") == [day])


def go_to(page: Page, path: str) -> None:
    """Follow the main navigation, which a narrow page keeps in its menu."""
    menu = page.locator("header details.menu > summary")
    if menu.is_visible():
        menu.click()
    page.locator(f'header nav a[href="{path}"]:visible').click()


@pytest.mark.parametrize(("width", "scripts"), SCREENS, ids=["wide", "phone-without-scripts"])
@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_the_main_job(visit: Visit, language: str, width: int, *, scripts: bool) -> None:
    page = visit("/", language=language, width=width, scripts=scripts)
    assert page.locator("html").get_attribute("lang") == language
    the_number_opens_to_its_records(page, language)
    a_record_opens_to_its_sources(page, language)
    published_figures_have_verdicts(page, language)
    numbers_of_the_briefing_are_links(page, language)


def the_number_opens_to_its_records(page: Page, language: str) -> None:
    """Home shows the map and the 10; the 10 opens, and says what is imprecise."""
    expect(page.locator("main .map svg:visible")).to_have_count(1)
    assert page.locator('main .map svg a[href^="/workshops/"]:visible').count() > 10
    card = page.locator(HEADLINE)
    expect(card.locator(".number")).to_have_text("10")
    card.click()
    choose_day(page, "2025-08-30")
    expect(page.locator(f"main {HEADLINE} .number")).to_have_text("10")
    expect(page.locator(RECORDS)).to_have_count(10)
    year_only = page.locator(RECORDS, has_text=said_in(language, "only the year is known"))
    expect(year_only).to_have_count(1)
    expect(year_only.locator('a[href="/workshops/ru-mtuci/"]')).to_be_visible()
    expect(page.locator("main .note a")).to_have_attribute("href", "/workshops/ru-mtuci/")
    choose_day(page, "2025-08-29")
    expect(page.locator(f"main {HEADLINE} .number")).to_have_text("9")
    expect(page.locator(RECORDS)).to_have_count(9)
    expect(page.locator('#records a[href="/workshops/kz-enu/"]')).to_have_count(0)


def a_record_opens_to_its_sources(page: Page, language: str) -> None:
    """The second of Kazakhstan, unveiled a day later, names who reported it."""
    choose_day(page, "2025-08-30")
    page.locator('#records a[href="/workshops/kz-enu/"]').click()
    expect(page.locator("main .gates > li").first).to_be_visible()
    sources = page.get_by_role("complementary").locator(".evidence")
    expect(sources).to_contain_text("People's Daily (overseas edition) 2025-10-16")
    expect(sources).to_contain_text("Zakon.kz 2025-09-02")
    expect(page.locator("main h1")).to_contain_text(KAZAKHSTAN[language])


def published_figures_have_verdicts(page: Page, language: str) -> None:
    """All 161 stand there with verdicts; F001 is explained by a day and a workshop."""
    go_to(page, "/reconciliation/")
    tallies = page.locator('main .tally a[href^="/reconciliation/?verdict="]')
    numbers = [int(re.findall(r"\d+", text)[0]) for text in tallies.all_inner_texts()]
    assert sum(numbers) == 161
    assert "161" in page.locator("main").inner_text()
    page.locator('main .tally a[href="/reconciliation/?verdict=explained"]').click()
    page.locator('main table a[href="/reconciliation/f001/"]').click()
    explained = said_in(language, "difference explained")
    expect(page.locator("main .standing").first).to_have_text(explained)
    addresses = [
        parse_qs(urlsplit(str(each.get_attribute("href"))).query)["at"]
        for each in page.locator(f"main {HEADLINE}").all()
    ]
    assert addresses == [["2025-08-29"], ["2025-08-30"]]
    assert page.locator(f"main {HEADLINE} .number").all_inner_texts() == ["9", "10"]
    expect(page.locator('main a[href="/workshops/kz-enu/"]')).to_be_visible()


def numbers_of_the_briefing_are_links(page: Page, language: str) -> None:
    """Every number of the network briefing leads to its figure as it was signed."""
    go_to(page, "/briefings/")
    page.locator('main a[href="/briefings/network/"]').first.click()
    expect(page.locator("article")).to_have_attribute("lang", re.compile(language, re.IGNORECASE))
    numbers = page.locator('article a.number[href^="/figures/"]')
    assert numbers.count() >= 25
    ten = page.locator('article a.number[href^="/figures/workshops/"]').first
    expect(ten).to_have_text(re.compile("^10"))
    ten.click()
    expect(page.locator(f"main {HEADLINE} .number")).to_have_text("10")
    assert "at=2025-08-30" in page.url
