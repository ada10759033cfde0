"""A real Chromium, a fresh profile for each visitor, that reaches nothing but this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request

from tests.harness.environment import REPOSITORY

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NARROW, WIDE = 360, 1280
HEIGHTS = {NARROW: 780, WIDE: 900}
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost",
)
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN", "ru": "ru-RU"}


class NoBrowser(RuntimeError):
    """What a browser test needs is not on this machine; the message says what to do."""


@dataclass(frozen=True)
class Visitor:
    """Who looks: language of the browser, width of the window, and what is switched on."""

    language: str = "en"
    width: int = WIDE
    scripts: bool = True
    dark: bool = False


@dataclass
class Watch:
    """What no page may do: ask another host for something, break a policy, throw an error.

    ``also`` is a host that the site itself sends to: that of courses.
    """

    host: str
    also: str = ""
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc not in {self.host, self.also}:
            self.faults.append(f"asked another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _is_refused_page(message):
            self.faults.append(f"console: {message.text}")


def _is_refused_page(message: ConsoleMessage) -> bool:
    """Test whether Chromium only says that a page itself, not a part of it, was answered 4xx."""
    is_page = message.page is not None and message.location["url"] == message.page.url
    return is_page and "responded with a status of 4" in message.text


def find_chromium() -> str:
    """Return the system's Chromium.

    :raises NoBrowser: there is none
    """
    for name in PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    message = "Chromium is not on this machine; on Debian: apt-get install chromium"
    raise NoBrowser(message)


@contextmanager
def running_browser(playwright: Playwright) -> Iterator[Browser]:
    """Run a browser for any number of visitors.

    :raises NoBrowser: there is none
    """
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def visiting(browser: Browser, visitor: Visitor, address: str = "") -> Iterator[Page]:
    """Open a page in a profile of its own; addresses without host are under ``address``."""
    context = browser.new_context(
        base_url=address or None,
        locale=LOCALES[visitor.language],
        viewport={"width": visitor.width, "height": HEIGHTS.get(visitor.width, 900)},
        color_scheme="dark" if visitor.dark else "light",
        java_script_enabled=visitor.scripts,
        reduced_motion="reduce",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


@cache
def axe_source() -> str:
    """Return the script of axe-core, which judges how accessible a page is.

    :raises NoBrowser: it is not installed
    """
    if not AXE.is_file():
        message = "axe-core is not installed; install npm and run: make test"
        raise NoBrowser(message)
    return Path(AXE).read_text(encoding="utf-8")


def bring_axe(page: Page) -> None:
    """Let every page of this visitor from now on begin with axe-core, for those who judge many."""
    page.context.add_init_script(axe_source())


_OF_TOUCH = "target-size"


def axe_violations(page: Page, *rules: str, without: str = "") -> list[str]:
    """Return what axe-core finds wrong with a page, each rule with the places that break it.

    All rules are asked, or those named, or all but one; among all is that of WCAG 2.2 which
    axe-core leaves out unless it is told (2.5.8: how large what is touched has to be). The script
    goes in by evaluation: the page's policy rightly forbids a foreign script tag.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe_source())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    else:
        options["rules"] = {_OF_TOUCH: {"enabled": True}}
    if without:
        options["rules"][without] = {"enabled": False}
    result: dict[str, Any] = page.evaluate("(asked) => axe.run(document, asked)", options)
    return [
        f"{rule['id']}: {rule['help']}: " + "; ".join(str(node["target"]) for node in rule["nodes"])
        for rule in result["violations"]
    ]
