"""A page of HTML as a text of a unit: words, headings, lists, tables, images, code."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import nh3
from django.utils.translation import gettext_lazy as _

from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.decoding import decoded_as
from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.formats.webscan import Scan, scanned
from openluban.teaching.library.markup.languages import language_said
from openluban.teaching.library.markup.parsing import tidied

if TYPE_CHECKING:
    from openluban.teaching.library.formats import webmarkup
else:
    webmarkup = lazily("openluban.teaching.library.formats.webmarkup")

LARGEST_PAGE = 5_000_000
"""Bytes."""
DEEPEST = 200
MOST_ELEMENTS = 50_000
_HEAD = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_TAGS = {
    "a", "article", "b", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li",
    "main", "ol", "p", "pre", "samp", "section", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_WHOLLY = {
    "script", "style", "title", "iframe", "object", "applet", "noscript", "template", "svg",
    "math", "select", "textarea", "button", "audio", "video", "canvas", "noframes",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_NUMBERS = {"start", "colspan", "rowspan"}


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as Markdown. ``notes`` tell, with file and line, what of it did not come over.

    ``title`` and ``language`` (a tag such as ``zh-hans``) are ``""`` where the page names none.
    ``images`` are the addresses of its images, without escapes, in order; they stand in ``body``
    as ``![words](address)`` and lie beside the page, never on another host.
    """

    title: str
    language: str
    body: str
    images: tuple[str, ...]
    notes: tuple[Problem, ...]


def read_webpage(data: bytes, name: str, *, encoding: str = "") -> WebPage:
    """Read a page. Nothing in it is carried out and nothing is fetched.

    ``encoding`` is the one that whoever brings the page says (of a header, of a form); without it
    the page's own word counts, and without that the bytes are looked at.

    :raises Unfit: it is too large, no text, too deep, has too many elements or too wide a table,
        or is not in the encoding it is said to be in
    """
    if len(data) > LARGEST_PAGE:
        sentence = _("This has %(size)s bytes; at most %(limit)s are taken.")
        raise unfit("file.too_large", sentence, name, size=len(data), limit=LARGEST_PAGE)
    found = _CHARSET.search(data[:_HEAD])
    declared = encoding or (found[1].decode("ascii") if found else "")
    text, said = decoded_as(data, name, declared)
    scan = scanned(text)
    body, lost = _markdown(_clean(text, scan, name), name)
    notes = [unfit(rule, words, name, line, **more).problem
             for rule, words, line, more in scan.notes]  # fmt: skip
    notes += lost
    title = tidied(" ".join(scan.title.split()))[:300]
    return WebPage(title, language_said(scan.language), body, scan.images, (*said, *notes))


def markdown_from(html: str, name: str) -> tuple[str, list[Problem]]:
    """Return HTML that another reader made as Markdown, and what it lost.

    :raises Unfit: it is too deep, has too many elements or too wide a table
    """
    return _markdown(_clean(html, scanned(html), name), name)


def _markdown(clean: str, name: str) -> tuple[str, list[Problem]]:
    try:
        body, lost = webmarkup.markdown_of(clean)
    except webmarkup.TooWide as fault:
        sentence = _("A table has more columns than a text can have.")
        raise unfit("table.too_wide", sentence, name) from fault
    return body, [unfit(rule, words, name).problem for rule, words in lost]


def _clean(text: str, scan: Scan, name: str) -> str:
    """Return the page without anything that is not wanted.

    :raises Unfit: it has too many elements, or they lie too deep
    """
    if scan.elements > MOST_ELEMENTS:
        sentence = _("The page has more than %(limit)s elements. Divide it.")
        raise unfit("page.too_many", sentence, name, limit=MOST_ELEMENTS)
    if scan.depth > DEEPEST:
        sentence = _("Elements stand inside each other deeper than %(limit)s.")
        raise unfit("page.too_deep", sentence, name, scan.deepest_line, limit=DEEPEST)
    unfiltered = nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags=_WHOLLY,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    clean = tidied(unfiltered)
    depth = _Depth()
    depth.feed(clean)
    if depth.deepest > DEEPEST:
        sentence = _("Elements stand inside each other deeper than %(limit)s.")
        raise unfit("page.too_deep", sentence, name, limit=DEEPEST)
    return clean


def _kept_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute in _NUMBERS:
        return value if value.isascii() and value.isdecimal() and len(value) <= 6 else None  # noqa: PLR2004
    if tag == "img" and attribute == "src":
        return value if is_beside(value) else None
    return value


def is_beside(address: str) -> bool:
    """Test whether an image's address is that of a file beside the page."""
    plain = unquote(address).strip()
    return bool(plain) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\", plain)


class _Depth(HTMLParser):
    """Measures clean HTML, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.deepest = self._open = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in {"br", "hr", "img"}:
            self._open += 1
            self.deepest = max(self.deepest, self._open)

    def handle_endtag(self, tag: str) -> None:
        self._open -= 1


__all__ = ["WebPage", "is_beside", "markdown_from", "read_webpage"]
