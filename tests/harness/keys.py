"""Going through a page by keyboard alone."""

from collections.abc import Iterator

from playwright.sync_api import Page

MOST_STOPS = 400
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), look = getComputedStyle(at);
  const drawn = [...at.querySelectorAll("*")].map((each) => each.getBoundingClientRect());
  return {
    tag: at.tagName.toLowerCase(),
    words: (at.getAttribute("aria-label") || at.textContent || at.name || "").trim(),
    ring: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0,
    sized: [box, ...drawn].some((each) => each.width > 0 && each.height > 0),
    seen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""


def stops(page: Page) -> Iterator[dict[str, object]]:
    """Press Tab until the focus leaves the page; tell of each place where it stops.

    Ends with an AssertionError if it never leaves: the page holds the keyboard in a trap.
    """
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            return
        yield found
    message = f"the focus does not leave {page.url}"
    raise AssertionError(message)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what a selector names has the focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(it) => document.activeElement?.matches(it) ?? false", selector):
            return
    message = f"Tab does not lead to {selector} on {page.url}"
    raise AssertionError(message)


def follow(page: Page, selector: str) -> None:
    """Tab to a link and open it with Enter."""
    tab_to(page, selector)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)
    page.wait_for_load_state()
