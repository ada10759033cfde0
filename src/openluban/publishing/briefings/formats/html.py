"""A briefing as a piece of HTML, for a page to hold."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

import nh3

from openluban.publishing.briefings.document import (
    Block,
    Break,
    Document,
    FigureNote,
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
from openluban.publishing.briefings.formats.words import added_words, language_tag

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


def to_html(document: Document) -> str:
    """Return an article with the title as `h1` and, last, how each number stands.

    Numbers are `a.number` with `data-standing` and point to their note, `#figure-note-1` and so on,
    by `aria-describedby`. No style, no script; what the text holds cannot add either.
    """
    body = "".join(_block(block, document) for block in document.blocks)
    tag = escape(language_tag(document))
    article = f'<article class="briefing" lang="{tag}">{body}{_notes(document)}</article>'
    return nh3.clean(
        article,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading(level=level, runs=runs):
            return f"<h{level}>{_runs(runs, document)}</h{level}>"
        case Paragraph(runs=runs):
            return f"<p>{_runs(runs, document)}</p>"
        case ItemList():
            return _list(block, document)
        case Quote(blocks=blocks):
            return f"<blockquote>{''.join(_block(one, document) for one in blocks)}</blockquote>"
        case Table():
            return _table(block, document)


def _list(block: ItemList, document: Document) -> str:
    items = "".join(f"<li>{_item(item, document)}</li>" for item in block.items)
    if not block.ordered:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(item: tuple[Block, ...], document: Document) -> str:
    """Set an item; one that is a single paragraph needs no paragraph around its words."""
    first, *rest = item or (Paragraph(()),)
    if isinstance(first, Paragraph) and not any(isinstance(one, Paragraph) for one in rest):
        return _runs(first.runs, document) + "".join(_block(one, document) for one in rest)
    return "".join(_block(one, document) for one in item)


def _table(block: Table, document: Document) -> str:
    head = "".join(
        f'<th scope="col" class="{side}">{_runs(cell, document)}</th>'
        for cell, side in zip(block.header, block.alignments, strict=True)
    )
    rows = "".join(
        f"<tr>{''.join(_cells(row, block.alignments, document))}</tr>" for row in block.rows
    )
    return (
        f'<div class="table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[Runs, ...], sides: tuple[str, ...], document: Document) -> Iterable[str]:
    for cell, side in zip(row, sides, strict=True):
        yield f'<td class="{side}">{_runs(cell, document)}</td>'


def _runs(runs: Runs, document: Document) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url if isinstance(run, Text) else ""):
        words = "".join(_run(run, document) for run in group)
        parts.append(f'<a href="{escape(url)}">{words}</a>' if url else words)
    return "".join(parts)


def _run(run: Run, document: Document) -> str:
    match run:
        case Break():
            return "<br>"
        case Number():
            return _looked(_number(run, document.notes[run.note_index]), run)
        case Text():
            return _looked(escape(run.words), run)


def _looked(words: str, run: Text | Number) -> str:
    words = f"<em>{words}</em>" if run.emphasis else words
    return f"<strong>{words}</strong>" if run.strong else words


def _number(run: Number, note: FigureNote) -> str:
    place = f"figure-note-{run.note_index + 1}"
    mark = (
        f' <a class="mark mark-seal" href="#{place}">{escape(note.mark)}</a>' if note.mark else ""
    )
    return (
        f'<a class="number" href="{escape(run.url)}" data-standing="{escape(note.standing)}"'
        f' aria-describedby="{place}">{escape(run.words)}</a>{mark}'
    )


def _notes(document: Document) -> str:
    if not document.notes:
        return ""
    words = added_words(document)
    items = "".join(
        f'<li id="figure-note-{place}"><a class="number" href="{escape(note.url)}"'
        f' data-standing="{escape(note.standing)}">{escape(note.words)}</a><dl>'
        f"<dt>{escape(words.definition)}</dt><dd>{escape(note.definition)}</dd>"
        f"<dt>{escape(words.day)}</dt><dd>{escape(note.day_words)}</dd>"
        f"<dt>{escape(words.standing)}</dt><dd>{escape(note.standing_words)}</dd></dl></li>"
        for place, note in enumerate(document.notes, start=1)
    )
    return (
        f'<section class="figure-notes" aria-labelledby="{_NOTES_ID}">'
        f'<h2 id="{_NOTES_ID}">{escape(words.notes)}</h2><ol>{items}</ol></section>'
    )
