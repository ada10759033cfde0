"""Somebody awards, the awarded shows it, a stranger checks it, and it is taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import axe_violations
from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
CONTEST = "demo-contest"


def award_of(page: Page) -> str:
    """Return the address of the award of the contest, as its issuer sees it."""
    page.goto(f"/awards/?achievement={CONTEST}")
    href = page.locator("main table").last.locator("th a").first.get_attribute("href")
    assert href is not None
    return href


def decide(page: Page, deed: str) -> None:
    """Do something to the award on screen, with a reason."""
    page.locator("[name=action]").select_option(deed)
    page.locator("[name=reason]").fill("We looked into it.")
    page.locator("main form button.button").click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def share(learner: Page) -> str:
    """Make a link to one's first award and return its path."""
    learner.goto("/my-awards/")
    learner.locator("main table a").first.click()
    assert axe_violations(learner) == []
    learner.locator("main form button.button").click()
    shown = learner.locator("main p.digest a")
    expect(shown).to_be_visible()
    path = shown.get_attribute("href")
    assert path is not None
    assert re.fullmatch(r"/shared/[\w-]{43}/", path)
    return path


@pytest.mark.usefixtures("axe")
def test_from_the_issuer_to_a_stranger(visit: Visit) -> None:
    issuer, learner, stranger = (visit("/accounts/login/") for _person in range(3))
    sign_in(issuer, "issuer")
    address = award_of(issuer)
    assert axe_violations(issuer) == []
    issuer.goto(address)
    assert axe_violations(issuer) == []
    issuer.goto("/awards/give/")
    assert axe_violations(issuer) == []
    sign_in(learner, "learner")
    path = share(learner)
    stranger.goto(path)
    expect(stranger.locator("main p.note")).to_contain_text("genuine and valid")
    assert axe_violations(stranger) == []
    with stranger.expect_download() as fetched:
        stranger.locator('main a[href$="credential.json"]').click()
    assert '"proof"' in fetched.value.path().read_text(encoding="utf-8")
    issuer.goto(address)
    decide(issuer, "suspend")
    stranger.goto(path)
    expect(stranger.locator("main p.note")).to_contain_text("not valid")
    decide(issuer, "reinstate")
    learner.locator("main form button.button-quiet").click()
    expect(learner.locator("main form button.button")).to_contain_text("Make a link")
    assert stranger.goto(path).status == 404  # type: ignore[union-attr]
