"""Two teachers write a unit side by side, and the connection is cut in the middle."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.harness.browser import Watch, axe_source
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
UNIT = "/units/conveyor-sorter.improve-and-hand-over/"
EDITOR = f"{UNIT}translate/ru/"
REPEATED = "断电之后挂上自己的锁。"
RUSSIAN = "После отключения повесьте свой замок."
SAVED = 20_000


def judge(page: Page) -> None:
    """Hold the page against axe."""
    page.evaluate(axe_source())
    found = page.evaluate("async () => (await axe.run()).violations.map((each) => each.id)")
    assert found == []


def do(page: Page, address: str, action: str) -> None:
    """Press a button of a version's page: review or publish."""
    page.goto(address)
    page.locator(f"button[value={action}]").click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def revise(college: Page, host: Page, officer: Page) -> None:
    """Let the college change the Chinese unit, the host review it, an officer publish it."""
    college.goto(f"{UNIT}write/zh-hans/")
    body = college.locator("#id_body")
    text = body.input_value()
    first, sentence = re.search(r"\n\n([^#|\n-][^\n]*?)([^。\n]+。)\n", text).groups()  # type: ignore[union-attr]
    changed = text.replace(first + sentence, f"{first}{sentence}{REPEATED}", 1)
    body.fill(f"{changed}\n\n{REPEATED}\n")
    college.locator("main form button.button").first.click()
    college.wait_for_url(re.compile(r"/versions/zh-hans/\d+/"))
    do(host, college.url, "review")
    do(officer, college.url, "publish")


def segments_of(page: Page, source: str) -> Locator:
    """Return the segments with this source."""
    return page.locator(".twin-segment", has=page.locator(f"[data-source]:text-is('{source}')"))


def field_of(page: Page, source: str) -> Locator:
    """Return the field of the last segment with this source."""
    return segments_of(page, source).last.locator("textarea")


def is_saved(page: Page) -> None:
    """Wait until nothing is left on the device."""
    expect(page.locator("#editor")).to_have_attribute("data-waiting", "0", timeout=SAVED)
    expect(page.locator("[data-status]")).not_to_have_class(re.compile("is-offline"))


def write(host: Page) -> None:
    """Bring the Russian text up to date by the keyboard: typed once, taken over the second time."""
    stale = host.locator("form.twin", has=host.locator(".mark-seal")).first
    first = stale.locator("textarea").last
    expect(first).to_have_value("")
    first.focus()
    host.keyboard.type(RUSSIAN)
    host.keyboard.press("Control+Enter")
    is_saved(host)
    last = field_of(host, REPEATED)
    last.focus()
    expect(host.locator("[data-take]").first).to_have_attribute("data-take", RUSSIAN)
    host.keyboard.press("Alt+Digit1")
    expect(last).to_have_value(RUSSIAN)
    is_saved(host)


def write_offline(host: Page) -> Page:
    """Write two clauses without a connection, close the tab, and return another."""
    host.context.set_offline(True)
    field_of(host, REPEATED).fill("Написано без связи.")
    expect(host.locator("[data-status]")).to_have_class(re.compile("is-offline"))
    segments_of(host, REPEATED).first.locator("textarea").fill("Тоже без связи.")
    again = host.context.new_page()
    host.close()
    return again


def settle(again: Page) -> None:
    """Come back: one clause is sent, for the other both texts are shown, and mine holds."""
    again.context.set_offline(False)
    again.goto(EDITOR)
    conflict = again.locator("[data-conflict]")
    expect(conflict).to_be_visible(timeout=SAVED)
    expect(conflict.locator("[data-mine]")).to_have_text("Написано без связи.")
    expect(conflict.locator("[data-theirs]")).to_have_text("Написано в Тяньцзине.")
    judge(again)
    again.locator("[data-choose=mine]").click()
    is_saved(again)


def test_two_teachers_write_side_by_side_with_the_connection_cut(
    visit: Visit, watch: Watch, axe: str
) -> None:
    assert axe
    college, host, officer = (visit("/", language=each) for each in ("zh-hans", "ru", "en"))
    for page, who in ((college, "college"), (host, "host"), (officer, "officer")):
        sign_in(page, who)
    revise(college, host, officer)
    host.goto(EDITOR)
    judge(host)
    write(host)
    # Checks as one types.
    field_of(host, REPEATED).fill("После отключения повесьте 2 замка,,")
    expect(host.locator("[data-findings] li", has_text="2").first).to_be_visible()
    is_saved(host)
    again = write_offline(host)
    # Meanwhile the other teacher writes one of the two clauses.
    college.goto(EDITOR)
    judge(college)
    field_of(college, REPEATED).fill("Написано в Тяньцзине.")
    is_saved(college)
    settle(again)
    college.goto(EDITOR)
    expect(field_of(college, REPEATED)).to_have_value("Написано без связи.")
    expect(college.locator("textarea", has_text="Тоже без связи.")).to_have_count(1)
    # It becomes a version, which the other side reviews; nothing is stale any more.
    again.locator("#finish button").click()
    expect(again.locator(".errors")).to_have_count(0)
    again.wait_for_url(re.compile(r"/versions/ru/\d+/"))
    do(college, again.url, "review")
    again.goto(EDITOR)
    expect(again.locator(".mark-seal")).to_have_count(0)
    watch.faults = [fault for fault in watch.faults if not _is_cut(fault)]


def _is_cut(fault: str) -> bool:
    """Tell what the browser says of requests that were cut or refused on purpose."""
    return "ERR_INTERNET_DISCONNECTED" in fault or "409" in fault


def test_without_scripts_every_clause_is_a_form(visit: Visit) -> None:
    host = visit("/", language="ru", scripts=False)
    sign_in(host, "host")
    host.goto("/units/conveyor-sorter.safety-and-first-run/translate/ru/")
    stale = host.locator("form.twin", has=host.locator(".mark-seal")).first
    stale.locator("textarea").first.fill("Установите давление 0,5 МПа.")
    stale.locator("button[type=submit]").click()
    expect(host.locator("main [role=status]").first).to_be_visible()
    expect(host.locator("textarea", has_text="Установите давление 0,5 МПа.")).to_have_count(1)
    host.locator("[data-without-script] a").first.click()
    expect(host.locator(".twin-help")).to_be_visible()
