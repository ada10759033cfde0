"""Reading pages in tests."""

import html
import re
from typing import Any


def text_of(response: Any) -> str:
    """Return what a page says, without its markup, in one line."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("<footer")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def links_of(response: Any) -> list[str]:
    """Return the addresses that a page's own part leads to."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("<footer")]
    return [html.unescape(link) for link in re.findall(r'href="([^"]*)"', main)]


def field_value(response: Any, name: str) -> str:
    """Return the value of an input of the form."""
    body = response.content.decode()
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', body)
    assert found, name
    return html.unescape(found[1])
