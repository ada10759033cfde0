"""Makes pictures of the screens: ``python -m tools.shots [--only NAME]... [--language CODE]...``.

Every screen in every language, narrow and wide (or of the widths asked for), light and dark, from a
demonstration of its own, into ``shots/``; and a contact sheet a screen into ``shots/sheets/``. Says
which pages are wider than their window, asked another host, or broke the policy.
"""

import argparse
import itertools
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from tests.harness.browser import LOCALES, NARROW, WIDE, Visitor, Watch, running_browser, visiting
from tests.harness.environment import REPOSITORY
from tests.harness.people import sign_in
from tests.harness.site import demo_site
from tools.screens import SCREENS, Screen

FOLDER = REPOSITORY / "shots"
WIDTHS = (WIDE, NARROW)
SHEET_HEIGHT, GAP = 900, 12
SCALE = 0.4
"""How large a picture is on a contact sheet."""
HIGHEST = 4000
"""A page may be as long as it likes; its picture ends here."""


def picture_path(screen: Screen, visitor: Visitor) -> Path:
    """Return where the picture of a screen as seen by a visitor goes."""
    shade = "dark" if visitor.dark else "light"
    return FOLDER / f"{screen.name}-{visitor.language}-{visitor.width}-{shade}.png"


def visitors(languages: Iterable[str], widths: Iterable[int] = WIDTHS) -> Iterator[Visitor]:
    """Yield everybody who looks at each screen."""
    for language, dark, width in itertools.product(languages, (False, True), widths):
        yield Visitor(language=language, width=width, dark=dark)


def take_all(
    browser: Browser, address: str, screens: list[Screen], visitor: Visitor
) -> Iterator[str]:
    """Take the pictures of one visitor; yield what is wrong with a page."""
    for role, group in itertools.groupby(
        sorted(screens, key=lambda it: it.role), lambda it: it.role
    ):
        watch = Watch(urlsplit(address).netloc)
        with visiting(browser, visitor, address) as page:
            watch.over(page)
            if role:
                sign_in(page, role)
            for screen in group:
                yield from take(page, screen, visitor)
                yield from (f"{screen.name}: {fault}" for fault in watch.faults)
                watch.faults.clear()


def take(page: Page, screen: Screen, visitor: Visitor) -> Iterator[str]:
    """Take one picture; yield what is wrong with the page."""
    answer = page.goto(screen.path, wait_until="networkidle")
    if answer is not None and answer.status != screen.status:
        yield f"{screen.name}: {screen.path} answers {answer.status}"
    if screen.then is not None:
        screen.then(page)
    width, height = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    if width > visitor.width:
        yield f"{screen.name}: {width} px wide in a window of {visitor.width} ({visitor.language})"
    clip = FloatRect(x=0, y=0, width=visitor.width, height=min(height, HIGHEST))
    page.screenshot(path=picture_path(screen, visitor), full_page=True, clip=clip)


def make_sheet(screen: Screen, seen_by: list[Visitor]) -> Path:
    """Put all pictures of a screen onto one sheet: a row for light, a row for dark."""
    rows = [
        [_small(picture_path(screen, it), it.width) for it in seen_by if it.dark is dark]
        for dark in (False, True)
    ]
    widest = max(sum(picture.width + GAP for picture in row) for row in rows)
    heights = [max(picture.height for picture in row) for row in rows]
    sheet = Image.new("RGB", (widest + GAP, sum(heights) + (len(rows) + 1) * GAP), "#888888")
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for picture in row:
            sheet.paste(picture, (left, top))
            left += picture.width + GAP
        top += height + GAP
    place = FOLDER / "sheets" / f"{screen.name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(place)
    return place


def _small(path: Path, width: int) -> Image.Image:
    with Image.open(path) as picture:
        size = (round(width * SCALE), round(picture.height * SCALE))
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return small.crop((0, 0, size[0], min(size[1], SHEET_HEIGHT)))


def chosen(asked: argparse.Namespace) -> list[Screen]:
    """Return the screens asked for, all of them if none is named."""
    return [it for it in SCREENS if not asked.only or it.name in asked.only]


def main() -> None:
    """Do what the command line asks; end with an error if a page is not as it should be."""
    parser = argparse.ArgumentParser(description="Make pictures of the screens.")
    names = [screen.name for screen in SCREENS]
    parser.add_argument("--only", action="append", choices=names, metavar="NAME")
    parser.add_argument("--language", action="append", choices=list(LOCALES))
    parser.add_argument("--width", action="append", type=int, help="in place of 1280 and 360")
    parser.add_argument("--address", help="a server that already runs, instead of one of its own")
    asked = parser.parse_args()
    screens = chosen(asked)
    seen_by = list(visitors(asked.language or LOCALES, asked.width or WIDTHS))
    if not asked.only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    faults = picture_all(asked.address, screens, seen_by)
    for screen in screens:
        print(make_sheet(screen, seen_by).relative_to(REPOSITORY))
    print("\n".join(faults) or f"{len(screens) * len(seen_by)} pictures, and nothing to mend.")
    sys.exit(bool(faults))


def picture_all(address: str | None, screens: list[Screen], seen_by: list[Visitor]) -> list[str]:
    """Take every picture, on the server given or on one of its own; return what is wrong."""
    if address is None:
        with demo_site() as own:
            return picture_all(own, screens, seen_by)
    with sync_playwright() as playwright, running_browser(playwright) as browser:
        return [
            fault for visitor in seen_by for fault in take_all(browser, address, screens, visitor)
        ]


if __name__ == "__main__":
    main()
