"""A briefing as a piece of HTML, for a page to hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

import nh3

from openluban.foundation.documents.document import (
    Block,
    Break,
    Document,
    Heading,
    ItemList,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    Text,
)
from openluban.foundation.documents.words import added_words, language_tag

_TAGS = {
    "a", "article", "blockquote", "br", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "li",
    "ol", "p", "section", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "aria-describedby", "data-standing"},
    "article": {"class", "lang"},
    "div": {"class"},
    "h2": {"id"},
    "li": {"id"},
    "ol": {"start", "class"},
    "section": {"class", "aria-labelledby"},
    "td": {"class"},
    "th": {"class", "scope"},
}
_NOTES_ID = "how-the-numbers-stand"


@dataclass(frozen=True, slots=True)
class _Page:
    """What a number needs to know of the document it stands in."""

    document: Document
    prefix: str

    def note_id(self, index: int) -> str:
        """Return the id of a note, counted from 0."""
        return f"{self.prefix}figure-note-{index + 1}"


def to_html(document: Document, *, prefix: str = "") -> str:
    """Return an article with the title as `h1` and, last, how each number stands.

    Numbers are `a.number` with `data-standing` and point to their note, `#figure-note-1` and so on,
    by `aria-describedby`. No style, no script; what the text holds cannot add either. Where a page
    holds several articles, each needs a `prefix` of its own for its ids.
    """
    page = _Page(document, prefix)
    body = "".join(_block(block, page) for block in document.blocks)
    tag = escape(language_tag(document.language))
    article = f'<article class="briefing" lang="{tag}">{body}{_notes(page)}</article>'
    return nh3.clean(
        article,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _block(block: Block, page: _Page) -> str:
    match block:
        case Heading(level=level, runs=runs):
            return f"<h{level}>{_runs(runs, page)}</h{level}>"
        case Paragraph(runs=runs):
            return f"<p>{_runs(runs, page)}</p>"
        case ItemList():
            return _list(block, page)
        case Quote(blocks=blocks):
            return f"<blockquote>{''.join(_block(one, page) for one in blocks)}</blockquote>"
        case Table():
            return _table(block, page)
        case _:  # what only units are made of: code, pictures, leaves, columns
            return ""


def _list(block: ItemList, page: _Page) -> str:
    items = "".join(f"<li>{_item(item, page)}</li>" for item in block.items)
    if not block.ordered:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(item: tuple[Block, ...], page: _Page) -> str:
    """Set an item; one that is a single paragraph needs no paragraph around its words."""
    first, *rest = item or (Paragraph(()),)
    if isinstance(first, Paragraph) and not any(isinstance(one, Paragraph) for one in rest):
        return _runs(first.runs, page) + "".join(_block(one, page) for one in rest)
    return "".join(_block(one, page) for one in item)


def _table(block: Table, page: _Page) -> str:
    head = "".join(
        f'<th scope="col" class="{side}">{_runs(cell, page)}</th>' if cell else "<td></td>"
        for cell, side in zip(block.header, block.alignments, strict=True)
    )
    rows = "".join(f"<tr>{''.join(_cells(row, block.alignments, page))}</tr>" for row in block.rows)
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[Runs, ...], sides: tuple[str, ...], page: _Page) -> Iterable[str]:
    for cell, side in zip(row, sides, strict=True):
        yield f'<td class="{side}">{_runs(cell, page)}</td>'


def _runs(runs: Runs, page: _Page) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url if isinstance(run, Text) else ""):
        words = "".join(_run(run, page) for run in group)
        parts.append(f'<a href="{escape(url)}">{words}</a>' if url else words)
    return "".join(parts)


def _run(run: Run, page: _Page) -> str:
    match run:
        case Break():
            return "<br>"
        case Number():
            return _looked(_number(run, page), run)
        case Text():
            return _looked(escape(run.words), run)


def _looked(words: str, run: Text | Number) -> str:
    words = f"<em>{words}</em>" if run.emphasis else words
    return f"<strong>{words}</strong>" if run.strong else words


def _number(run: Number, page: _Page) -> str:
    note, place = page.document.notes[run.note_index], page.note_id(run.note_index)
    number = (
        f'<a class="number" href="{escape(run.url)}" data-standing="{escape(note.standing)}"'
        f' aria-describedby="{place}">{escape(run.words)}</a>'
    )
    if not note.mark:
        return number
    return f'{number} <a class="mark mark-seal" href="#{place}">{escape(note.mark)}</a>'


def _notes(page: _Page) -> str:
    document, heading = page.document, f"{page.prefix}{_NOTES_ID}"
    if not document.notes:
        return ""
    words = added_words(document)
    items = "".join(
        f'<li id="{page.note_id(place)}"><a class="number" href="{escape(note.url)}"'
        f' data-standing="{escape(note.standing)}">{escape(note.words)}</a><dl>'
        f"<dt>{escape(words.definition)}</dt><dd>{escape(note.definition)}</dd>"
        f"<dt>{escape(words.day)}</dt><dd>{escape(note.day_words)}</dd>"
        f"<dt>{escape(words.standing)}</dt><dd>{escape(note.standing_words)}</dd></dl></li>"
        for place, note in enumerate(document.notes)
    )
    return (
        f'<section class="figure-notes" aria-labelledby="{heading}">'
        f'<h2 id="{heading}">{escape(words.notes)}</h2><ol>{items}</ol></section>'
    )
