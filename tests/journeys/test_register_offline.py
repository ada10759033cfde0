"""A register is taken in a room without a link, and sent when the link is back: once, and whole."""

import json
import re
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.harness.browser import NARROW, Watch, axe_violations
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
PHONE = "/attendance/phone/"
SENT = 20_000
WITHOUT = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_EMPTY_RESPONSE", "401")


@pytest.fixture(autouse=True)
def cut(watch: Watch) -> None:
    """Let the browser say that the connection was cut: that is the point."""
    before = watch.faults

    class Faults(list[str]):
        def append(self, fault: str) -> None:
            if not any(word in fault for word in WITHOUT):
                super().append(fault)

    watch.faults = Faults(before)


def ready(page: Page) -> None:
    """Wait until the script has shown what lies on the phone."""
    expect(page.locator("body")).to_have_attribute("data-ready", "1", timeout=SENT)


def is_sent(page: Page) -> None:
    """Wait until nothing is left on the phone."""
    expect(page.locator("body")).to_have_attribute("data-waiting", "0", timeout=SENT)


def take_along(page: Page) -> list[str]:
    """Take the registers along; return their addresses."""
    page.goto(PHONE)
    expect(page.locator("[data-sessions] a").first).to_be_visible(timeout=SENT)
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
    )
    paths: list[str] = page.locator("[data-sessions] a").evaluate_all(
        "(all) => all.map((each) => each.pathname)"
    )
    return paths


def may_be_taken(page: Page, paths: list[str]) -> list[str]:
    """Return the registers of today: none is taken before its day."""
    return [
        path
        for path in paths
        if page.evaluate(
            "async (key) => { const all = await attendanceStore.sessions("
            "document.getElementById('roll').dataset.account);"
            " const it = all.find((each) => each.key === key);"
            " return Date.parse(it.starts) < Date.now() + 20 * 3600 * 1000; }",
            path.split("/")[-2],
        )
    ]


def lines(page: Page) -> list[str]:
    """Return the keys of the lines that can be marked."""
    found: list[str] = page.locator("[data-line]:has(input[type=radio])").evaluate_all(
        "(all) => all.map((each) => each.dataset.enrolment)"
    )
    return found


def choose(page: Page, enrolment: str, presence: str) -> None:
    """Touch a button of somebody's line."""
    line = page.locator(f"[data-enrolment='{enrolment}']")
    line.locator(f"label:has(input[value={presence}])").click()


def marked(page: Page, path: str, name: str = "") -> list[str]:
    """Return every mark that the server has of a session (of somebody), the newest first."""
    answer = page.request.get(f"{path}marks/")
    assert answer.ok
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", answer.text(), re.DOTALL)[1:]:
        cells = re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)
        who, words = (re.sub(r"(<.*?>|\s)+", " ", cell).strip() for cell in cells[:2])
        if name in {"", who}:
            found.append(words)
    return found


def name_of(page: Page, enrolment: str) -> str:
    """Return by which name a line calls somebody."""
    return page.locator(f"[data-enrolment='{enrolment}'] [data-name]").inner_text()


def kept(page: Page) -> int:
    """Return how many marks lie on the phone."""
    return int(page.evaluate("async () => (await attendanceStore.marks()).length"))


def mark_in_the_room(page: Page, people: list[str]) -> None:
    """Mark some, let an hour go by without a link, and correct one."""
    page.clock.install(time=datetime.now().astimezone())
    for enrolment in people[:2]:
        choose(page, enrolment, "present")
    choose(page, people[2], "late")
    expect(page.locator("[data-status]")).to_have_class(re.compile("roll-wrong"))
    assert axe_violations(page) == []
    page.clock.fast_forward("01:00:00")
    # The first mark may be on its way since the link was lost, so both are kept and sent.
    choose(page, people[0], "absent")
    expect(page.locator("body")).to_have_attribute("data-waiting", "4")


def come_back(page: Page, people: list[str]) -> None:
    """See what was marked before the tab was closed, and mark the rest; there is no link yet."""
    ready(page)
    expect(page.locator("body")).to_have_attribute("data-waiting", "4")
    expect(page.locator(f"[data-enrolment='{people[0]}'] input[value=absent]")).to_be_checked()
    expect(page.locator(f"[data-enrolment='{people[2]}'] input[value=late]")).to_be_checked()
    page.locator("[data-rest]").click()
    expect(page.locator("body")).to_have_attribute("data-waiting", str(len(people) + 1))


def test_a_register_taken_with_the_network_off_for_an_hour(visit: Visit, axe: str) -> None:
    assert axe
    page = visit("/", width=NARROW)
    sign_in(page, "teacher")
    path = may_be_taken(page, take_along(page))[0]
    assert axe_violations(page) == []
    context: BrowserContext = page.context
    context.set_offline(True)
    page.goto(path)
    ready(page)
    people = lines(page)
    assert len(people) > 3
    mark_in_the_room(page, people)
    again = context.new_page()
    page.close()
    again.goto(path)
    come_back(again, people)
    context.set_offline(False)
    is_sent(again)
    assert kept(again) == 0
    found = marked(again, path)
    # One of each, and the correction beside what it replaced.
    assert len(found) == len(people) + 1
    assert [words for words in found if "replaced" in words] == ["present replaced"]
    holding = sorted(re.split(r"\W", words)[0] for words in found if "replaced" not in words)
    assert holding == ["absent", "late", *["present"] * (len(people) - 2)]


def test_an_answer_that_is_lost_doubles_nothing(visit: Visit) -> None:
    page = visit("/", width=NARROW)
    sign_in(page, "teacher")
    path = may_be_taken(page, take_along(page))[-1]
    lost: list[str] = []

    def lose(route: Route) -> None:
        """Let the server take the marks, and lose its answer on the way."""
        if len(lost) < 2:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.context.route("**/attendance/marks/", lose)
    page.goto(path)
    ready(page)
    people = lines(page)
    choose(page, people[0], "present")
    expect(page.locator("[data-status]")).to_have_class(re.compile("roll-wrong"))
    assert kept(page) == 1
    # Killed in the middle of sending, corrected while it was under way, opened again.
    choose(page, people[0], "excused")
    again = page.context.new_page()
    page.close()
    again.goto(path)
    ready(again)
    is_sent(again)
    assert {each["outcome"] for each in json.loads(lost[0])["outcomes"].values()} == {"taken"}
    assert marked(again, path, name_of(again, people[0])) == ["excused", "present replaced"]


def test_who_was_signed_out_meanwhile_loses_nothing(visit: Visit) -> None:
    page = visit("/", width=NARROW)
    sign_in(page, "teacher")
    path = may_be_taken(page, take_along(page))[-1]
    context = page.context
    context.set_offline(True)
    page.goto(path)
    ready(page)
    people = lines(page)
    choose(page, people[1], "present")
    expect(page.locator("body")).to_have_attribute("data-waiting", "1")
    name = name_of(page, people[1])
    # The session ends while there is no link.
    context.clear_cookies(name="sessionid")
    context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("signed out", timeout=SENT)
    assert kept(page) == 1
    sign_in(page, "teacher")
    page.goto(PHONE)
    ready(page)
    is_sent(page)
    assert kept(page) == 0
    assert marked(page, path, name) == ["present"]
    # Whoever signs out leaves no name on the phone.
    page.goto("/accounts/logout/")
    page.locator("main form button.button").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    page.context.set_offline(True)
    page.goto(PHONE)
    expect(page.locator("[data-sessions] li")).to_have_count(0)
    page.context.set_offline(False)


def test_the_list_says_that_there_is_no_link_once_that_is_known(visit: Visit) -> None:
    page = visit("/", width=NARROW)
    sign_in(page, "teacher")
    take_along(page)
    said = page.locator("[data-list-status]")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.context.route("**/attendance/carried.json*", hold)
    page.goto(PHONE)
    expect(said).to_contain_text("The registers are on this phone, as at")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].abort()
    expect(said).to_contain_text("No link: these are the registers as at")


def test_two_phones_disagree_and_the_page_says_so(visit: Visit) -> None:
    one, other = (visit("/", width=NARROW) for _number in range(2))
    for page in (one, other):
        sign_in(page, "teacher")
    path = may_be_taken(one, take_along(one))[-1]
    take_along(other)
    for page in (one, other):
        page.goto(path)
        ready(page)
    person = lines(one)[-1]
    other.context.set_offline(True)
    choose(one, person, "present")
    is_sent(one)
    choose(other, person, "absent")
    other.context.set_offline(False)
    is_sent(other)
    one.reload()
    ready(one)
    line = one.locator(f"[data-enrolment='{person}']")
    expect(line.locator("[data-doubt]")).to_be_visible()
    expect(line.locator("input:checked")).to_have_count(0)
    assert axe_violations(one) == []
    choose(one, person, "late")
    is_sent(one)
    one.reload()
    ready(one)
    expect(line.locator("[data-doubt]")).to_be_hidden()


def test_without_scripts_the_register_is_a_form(visit: Visit) -> None:
    page = visit("/", width=NARROW, scripts=False)
    sign_in(page, "teacher")
    page.goto("/attendance/")
    week = page.locator("main table.table a[href*='/attendance/']").evaluate_all(
        "(all) => all.map((each) => each.pathname)"
    )
    page.goto(next(path for path in week if re.fullmatch(r"/attendance/[0-9a-z]{26}/", path)))
    first = page.locator("[data-line]:has(input)").first
    first.locator("label:has(input[value=excused])").click()
    page.locator("button[data-without-script]").click()
    expect(page.locator("main [role=status]").first).to_contain_text("1 mark kept")
    expect(first.locator("input[value=excused]")).to_be_checked()


@pytest.mark.parametrize("language", ["zh-hans", "ru"])
def test_the_pages_are_judged_in_other_languages_and_in_the_dark(
    visit: Visit, language: str, axe: str
) -> None:
    assert axe
    page = visit("/", width=NARROW, language=language, dark=True)
    sign_in(page, "teacher")
    paths = take_along(page)
    for path in ("/attendance/", PHONE, paths[0], f"{paths[0]}marks/", f"{paths[0]}change/"):
        page.goto(path)
        assert axe_violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW, path
