"""A server with the demonstration and visitors to it, for the journeys."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.browser import (
    NoBrowser,
    Visitor,
    Watch,
    axe_source,
    find_chromium,
    running_browser,
    visiting,
)
from tests.harness.site import demo_site
from tests.harness.templates import copy_demonstration

Visit = Callable[..., Page]


def leave_out(reason: NoBrowser) -> NoReturn:
    """Skip on a person's machine; where all is to be checked, a missing browser is a fault."""
    if os.environ.get("CI"):
        pytest.fail(str(reason))
    pytest.skip(str(reason))


def _find_browser() -> None:
    try:
        find_chromium()
    except NoBrowser as reason:
        leave_out(reason)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the demonstration, one server for all journeys; its address."""
    _find_browser()
    home = tmp_path_factory.mktemp("site") / "home"
    copy_demonstration(home)
    with demo_site(home) as address:
        yield address


# A module's, not the session's: while it runs, Django takes the thread for an asynchronous one and
# refuses the database to whatever test comes after.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run a browser, in which each visitor has a profile of their own."""
    _find_browser()
    with sync_playwright() as playwright, running_browser(playwright) as running:
        yield running


@pytest.fixture
def watch(site: str) -> Watch:
    """Collect what pages may not do; a test that provokes a fault clears the list."""
    return Watch(urlsplit(site).netloc)


@pytest.fixture
def visit(browser: Browser, site: str, watch: Watch) -> Iterator[Visit]:
    """Give a function that opens a path in a fresh profile: ``visit("/", language="ru")``.

    At the end of the test no page may have asked another host, broken a policy or thrown an error.
    """
    with ExitStack() as stack:

        def opened(path: str = "/", **choices: object) -> Page:
            visitor = Visitor(**choices)  # type: ignore[arg-type]
            page = stack.enter_context(visiting(browser, visitor, site))
            watch.over(page)
            page.context.on("page", watch.over)
            page.goto(path)
            return page

        yield opened
    assert watch.faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """Make sure that axe-core is there before pages are judged by it."""
    try:
        return axe_source()
    except NoBrowser as reason:
        leave_out(reason)
