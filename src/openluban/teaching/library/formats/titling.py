"""Titles of texts."""

import re

from openluban.teaching.library.markup.parsing import parsed


def titled(body: str, title: str) -> str:
    """Return a text that begins with its title; one that has a title of its own keeps it."""
    first = next(iter(parsed(body)), None)
    if not title or (first is not None and first.type == "heading" and first.tag == "h1"):
        return body
    words = re.sub(r"([\\`*_\[\]<>#&!|])", r"\\\1", " ".join(title.split()))
    return f"# {words}\n\n{body.lstrip()}"
