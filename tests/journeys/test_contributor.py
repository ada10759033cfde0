"""What a contributor proposes, and how an officer takes it over."""

import pytest
from playwright.sync_api import Page, expect

from tests.harness.people import sign_in
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
KEY = "proposed-on-a-journey"
NAME = "A workshop proposed on a journey"


def send(page: Page) -> None:
    """Send the form of the page and see that it was taken."""
    page.locator("main form button.button").first.click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def is_hidden(public: Page) -> bool:
    """Test that the public finds nothing of the proposal: page, list, search, JSON."""
    public.goto("/workshops/")
    listed = NAME in public.content()
    public.goto("/search/?q=proposed+on+a+journey")
    found = public.locator(f'a[href="/workshops/{KEY}/"]').count()
    answers = [
        public.request.get(path).status
        for path in (f"/workshops/{KEY}/", f"/api/v1/workshops/{KEY}")
    ]
    return not listed and not found and answers == [404, 404]


def test_a_proposal_is_hidden_until_an_officer_takes_it_over(visit: Visit) -> None:
    contributor, officer, public = (visit("/accounts/login/") for _person in range(3))
    sign_in(contributor, "contributor")
    contributor.goto("/workshops/add/")
    contributor.locator("[name=name_en]").fill(NAME)
    contributor.locator("[name=country]").select_option("kg")
    contributor.locator("[name=key]").fill(KEY)
    contributor.locator("[name=reason]").fill("We were told so.")
    send(contributor)
    contributor.goto("/my-work/")
    expect(contributor.locator("main table")).to_contain_text(NAME)
    assert is_hidden(public)
    sign_in(officer, "officer")
    officer.goto("/my-work/")
    officer.locator(f'main a[href="/workshops/{KEY}/"]').click()
    officer.locator(f'main a[href^="/workshops/{KEY}/decide/"]').click()
    officer.locator("button[value=accept]").click()
    expect(officer.locator("main [role=status]")).to_be_visible()
    assert not is_hidden(public)
    public.goto(f"/workshops/{KEY}/")
    expect(public.locator("main h1")).to_have_text(NAME)
    officer.goto(f"/workshops/{KEY}/retire/")
    officer.locator("[name=reason]").fill("The journey ends.")
    send(officer)


def test_a_proposed_change_is_seen_by_nobody_else(visit: Visit) -> None:
    contributor, public = visit("/accounts/login/"), visit("/")
    sign_in(contributor, "contributor")
    contributor.goto("/workshops/tj-ttu/edit/")
    contributor.locator("[name=name_en]").fill("Another name for it")
    send(contributor)
    public.goto("/workshops/tj-ttu/")
    expect(public.locator("main h1")).to_have_text("Tajikistan Luban Workshop")
    assert "Another name for it" not in public.content()
    officer = visit("/accounts/login/")
    sign_in(officer, "officer")
    officer.goto("/workshops/tj-ttu/")
    officer.locator('main a[href^="/workshops/tj-ttu/decide/"]').first.click()
    officer.locator("[name=reason]").fill("Its name is as it was.")
    officer.locator("button[value=decline]").click()
    contributor.goto("/my-work/")
    expect(contributor.locator("main table")).to_contain_text("Its name is as it was.")
