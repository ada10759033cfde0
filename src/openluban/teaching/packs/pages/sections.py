"""Texts cut at their headings, so that a search leads to the place and not only to the page."""

import re
from dataclasses import dataclass

from openluban.teaching.library.public import HEADING, clauses_of

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands beneath it; before the first heading both names are empty."""

    anchor: str
    heading: str
    text: str


def sections_of(body: str) -> list[Section]:
    """Return the sections of a text in order; those without a word are left out."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for clause in clauses_of(body):
        if clause.kind == HEADING:
            found.append((clause.words, []))
        else:
            found[-1][1].append(clause.words)
    return [
        Section(f"s{place}" if place else "", heading, " ".join(words))
        for place, (heading, words) in enumerate(found)
        if heading or words
    ]


def with_anchors(html: str) -> str:
    """Return a page whose headings can be led to, numbered as ``sections_of`` numbers them."""
    count = 0

    def named(found: "re.Match[str]") -> str:
        nonlocal count
        if not _TAG.sub("", found[2]).strip() and "<img" not in found[2]:
            return found[0]
        count += 1
        return f'<h{found[1]} id="s{count}">{found[2]}</h{found[1]}>'

    return _HEADING.sub(named, html)
