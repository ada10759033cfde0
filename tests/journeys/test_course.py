"""A learner opens a course of the demonstration, finishes it, and sees it completed."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import Watch, axe_violations
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
COURSE = "/launches/courses/conveyor-sorter/"
DONE = "I have read this to the end"


@pytest.fixture
def content(site: str, watch: Watch) -> str:
    """The origin of courses, which the learner's browser may ask as well."""
    watch.also = f"content.{urlsplit(site).netloc}"
    return f"http://{watch.also}"


def open_next(page: Page) -> None:
    """Open the first unit that is not done."""
    page.locator("main ul.history button.button:not(.button-quiet)").first.click()


def read_to_the_end(page: Page, content: str) -> None:
    """Say on the origin of courses that a unit is read, and come back."""
    page.wait_for_url(f"{content}/**")
    expect(page.locator("article:visible h1, article:visible h2").first).to_be_visible()
    page.locator("button[data-done]:visible").click()
    page.wait_for_url(f"**{COURSE}")


@pytest.mark.usefixtures("axe")
def test_a_learner_finishes_a_course(visit: Visit, content: str, watch: Watch) -> None:
    learner, teacher = visit("/accounts/login/"), visit("/accounts/login/")
    sign_in(learner, "learner")
    learner.goto("/launches/")
    assert axe_violations(learner) == []
    learner.goto(COURSE)
    expect(learner.locator("main form button.button")).to_have_count(1)
    learner.get_by_role("button", name="I agree").click()
    learner.wait_for_url(f"**{COURSE}")
    assert axe_violations(learner) == []
    units = learner.locator("main ul.history > li").count()
    assert units > 1
    for _unit in range(units):
        open_next(learner)
        read_to_the_end(learner, content)
    expect(learner.get_by_text("You completed this course")).to_be_visible()
    assert learner.context.cookies(content) == []
    learner.goto("/learners/me/")
    expect(learner.locator("main")).to_contain_text(f"{units} of {units}")
    assert axe_violations(learner) == []
    sign_in(teacher, "teacher")
    sees_it_completed(teacher, units)
    # Whether a unit was completed before is a state; that there is none is answered with 404.
    assert {each for each in watch.faults if "status of 404" not in each} == set()
    watch.faults.clear()


def sees_it_completed(teacher: Page, units: int) -> None:
    """Find the learner's course among those of the teacher's cohorts."""
    teacher.goto("/launches/")
    ways = [each.get_attribute("href") or "" for each in teacher.locator("main .name-list a").all()]
    for way in ways:
        teacher.goto(way)
        assert axe_violations(teacher) == []
        if teacher.get_by_text(f"{units} of {units}").count():
            teacher.locator("main table tbody a").first.click()
            expect(teacher.locator("main")).to_contain_text("done")
            assert axe_violations(teacher) == []
            return
    pytest.fail("no cohort of the teacher shows the course")


def test_a_course_that_was_left_is_over(visit: Visit, content: str, watch: Watch) -> None:
    teacher = visit("/accounts/login/")
    sign_in(teacher, "teacher")
    teacher.goto(COURSE)
    teacher.locator("main ul.history button.button").first.click()
    teacher.wait_for_url(f"{content}/**")
    address = teacher.url
    teacher.goto(COURSE)
    teacher.locator("main ul.history button.button").first.click()
    teacher.wait_for_url(f"{content}/**")
    gone = teacher.goto(address)
    assert gone is not None
    assert gone.status == 410
    expect(teacher.get_by_role("link").first).to_have_attribute("href", re.compile(COURSE))
    watch.faults.clear()
