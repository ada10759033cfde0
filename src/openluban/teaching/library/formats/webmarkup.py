"""Clean HTML as Markdown of a unit: what was text stays text, whatever signs it holds."""

import re
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from django.utils.translation import gettext_lazy as _
from markdownify import MarkdownConverter

from openluban.teaching.library.markup.escaping import escaped

WIDEST = 60
"""Columns of a table."""
_CELL, _ROW = "\x1f", "\x1e"
_LINKS = ("https://", "http://", "mailto:")
_BLOCKS = ["p", "div", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
_CODE = ["code", "kbd", "samp"]
_HOLDERS = [*_BLOCKS, "li", "td", "th", "dt", "dd", "caption", "figcaption", "section", "article"]
_STRONG = {"b", "strong", "i", "em"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

Note = tuple[str, Any]
"""Rule and sentence."""


class TooWide(Exception):
    """A table has more columns than a text may have."""


def markdown_of(html: str) -> tuple[str, tuple[Note, ...]]:
    """Return clean HTML (as nh3 leaves it, with few levels) as Markdown, and what it lost.

    :raises TooWide: a table has more than 60 columns
    """
    converter = _Converter(wrap=True, wrap_width=None, heading_style="atx", bullets="-")
    text = str(converter.convert_soup(BeautifulSoup(html, "html.parser")))
    lines = [line if line.endswith("  ") else line.rstrip() for line in text.split("\n")]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return (f"{body}\n" if body else ""), tuple(dict.fromkeys(converter.notes))


class _Converter(MarkdownConverter):
    """The kept converter, held to CommonMark with tables."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.notes: list[Note] = []
        self._items: dict[int, int] = {}

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escaped(text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "").strip()
        if "_noformat" in parent_tags or not href.startswith(_LINKS):
            return text
        if el.find(_BLOCKS) is not None:
            self.notes.append(("link.blocks", _("A link around whole paragraphs is left out.")))
            return text
        words = " ".join(text.split())
        before, after = _edges(text)
        return f"{before}[{words}]({_address(href)}){after}" if words else ""

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address, words = str(el.get("src") or "").strip(), str(el.get("alt") or "")
        words = escaped(" ".join(words.split()))
        if not address or "_noformat" in parent_tags:
            return words
        return f"![{words}]({_address(address)})"

    def _emphasis(self, el: Tag, text: str, parent_tags: set[str], mark: str) -> str:
        words = text.strip()
        inside_another = bool(_STRONG & parent_tags)
        if "_noformat" in parent_tags or "\n" in words or not words or inside_another:
            return text
        before, after = _edges(text)
        left = " " if before else _last(el.previous_sibling)
        right = " " if after else _first(el.next_sibling)
        if not (_holds(left, words[0]) and _holds(right, words[-1])):
            return text
        return f"{before}{mark}{words}{mark}{after}"

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasis(el, text, parent_tags, "**")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasis(el, text, parent_tags, "*")

    convert_b, convert_i = convert_strong, convert_em

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "pre" in parent_tags or {"code", "kbd", "samp"} & parent_tags:
            return text
        if _follows_code(el):
            return escaped(text)  # two of them side by side would be read as one
        return _code(text, in_cell="_inline" in parent_tags)

    convert_kbd = convert_samp = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return _code(text, in_cell=True)
        words = text.strip("\r\n").rstrip()
        if not words:
            return ""
        longest = max((len(run) for run in re.findall("`+", words)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}\n{words}\n{fence}\n\n"

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _moved(text, _RAISED, "^")

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _moved(text, _LOWERED, "")

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = text.strip()
        if not words:
            return ""
        mark = "- "
        if el.parent is not None and el.parent.name == "ol":
            first = str(el.parent.get("start") or "1")
            place = self._items.get(id(el.parent), int(first) if first.isdecimal() else 1)
            self._items[id(el.parent)] = place + 1
            mark = f"{place}. "
        lines = words.split("\n")
        rest = [f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:]]
        return "\n".join([f"{mark}{lines[0]}", *rest]) + "\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = " ".join(text.split())
        return f"\n\n{words}\n\n" if words else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if {"td", "th"} & parent_tags:
            return f" {text.strip()} "
        spans = [str(el.get(name) or "1") for name in ("colspan", "rowspan")]
        if any(span not in {"0", "1"} for span in spans):
            sentence = _("Cells that span others stand once; the places beside them are empty.")
            self.notes.append(("table.merged", sentence))
        # Pages span 100 columns, or a million, to mean all that there are.
        wide = int(spans[0]) if spans[0].isdecimal() else 1
        wide = wide if wide <= WIDEST else 1
        return " ".join(text.split()) + _CELL * max(1, wide)

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text + ("" if "table" in parent_tags and {"td", "th"} & parent_tags else _ROW)

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if {"td", "th"} & parent_tags:
            self.notes.append(("table.nested", _("A table inside a table is kept as words.")))
            return f" {text} "
        before, rows = _rows(text)
        wide = max((len(row) for row in rows), default=0)
        if wide > WIDEST:
            raise TooWide
        if wide < 2 or "_inline" in parent_tags:  # noqa: PLR2004 - a frame, no table
            cells = [cell for row in rows for cell in row if cell]
            return "\n\n" + "\n\n".join([*before, *cells]) + "\n\n"
        if el.find("th") is None:
            sentence = _("A table without a head: its first row stands as the head.")
            self.notes.append(("table.no_head", sentence))
        lines = ["| " + " | ".join(row + [""] * (wide - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * wide)
        return "\n\n" + "\n\n".join([*before, "\n".join(lines)]) + "\n\n"


def _rows(text: str) -> tuple[list[str], list[list[str]]]:
    """Part a table's text into what stands outside its cells (its caption) and its rows."""
    before, rows = [], []
    for row in text.split(_ROW):
        *cells, rest = row.split(_CELL)
        if cells:
            caption, line, first = cells[0].rpartition("\n")
            before += [caption.strip()] if line and caption.strip() else []
            cells[0] = first.strip()
        elif rest.strip():
            before.append(" ".join(rest.split()))
        if any(cells):
            rows.append(cells)
    used = max((max(at for at, cell in enumerate(row) if cell) for row in rows), default=-1) + 1
    return before, [row[:used] for row in rows]


def _follows_code(element: Tag) -> bool:
    """Test whether the words right before are code in the same block."""
    before = element.find_previous(string=True)
    if before is None or before.find_parent(_CODE) is None:
        return False
    return before.find_parent(_HOLDERS) is element.find_parent(_HOLDERS)


def _code(text: str, *, in_cell: bool) -> str:
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    mark = "`" * (longest + 1)
    inside = f" {words} " if words[0] == "`" or words[-1] == "`" else words
    inside = inside.replace("|", "\\|") if in_cell else inside
    before, after = _edges(text)
    return f"{before}{mark}{inside}{mark}{after}"


def _moved(text: str, signs: dict[int, int], mark: str) -> str:
    """Return small signs above or below the line; what has no such sign stands behind a mark."""
    has_all = all(ord(sign) in signs for sign in text)
    return text.translate(signs) if has_all else f"{mark}{text}"


def _edges(text: str) -> tuple[str, str]:
    return " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""


def _last(beside: PageElement | None) -> str:
    return _words(beside)[-1:]


def _first(beside: PageElement | None) -> str:
    return _words(beside)[:1]


def _words(beside: PageElement | None) -> str:
    if isinstance(beside, Tag):
        is_break = beside.name in {"br", *_BLOCKS}
        return " " if is_break else f"*{beside.get_text()}*"
    return "" if beside is None else str(beside)


def _holds(outside: str, inside: str) -> bool:
    """Test whether a mark of emphasis between two signs is read as one."""
    if outside == "*":
        return False
    return not outside or outside.isspace() or inside.isalnum()


def _address(address: str) -> str:
    return quote(address, safe="/:?#@!$&'+,;=%~._-")
