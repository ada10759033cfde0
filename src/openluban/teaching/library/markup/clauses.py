"""A text cut into clauses: what is translated, compared and replaced by itself."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from openluban.teaching.library.markup.parsing import parsed, plain_words

HEADING, PARAGRAPH, ITEM, ROW, CODE = "heading", "paragraph", "item", "row", "code"
LONGEST_TITLE = 300
CONTINUED = -1
"""The number of a further paragraph of an item."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading, a paragraph, an item's paragraph, a table's row or a piece of code.

    ``text`` is its Markdown, a row's cells with `` | `` between them. ``digest`` depends on kind
    and text alone, not on its place nor on how lines are broken. ``line`` counts from 1.
    """

    kind: str
    text: str
    digest: str
    line: int
    words: str
    level: int = 0
    """Of a heading; of an item, how deep its list lies; 1 for the head of a table."""
    number: int = 0
    """Of an item in a numbered list; ``CONTINUED`` for its further paragraphs."""
    quoted: bool = False
    node: SyntaxTreeNode | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Place:
    depth: int = 0
    number: int = 0
    is_item: bool = False
    quoted: bool = False


def clauses_of(body: str) -> list[Clause]:
    """Return the clauses of a text in order; what has no words (rules, HTML) is none."""
    return clauses_in(parsed(body))


def clauses_in(nodes: list[SyntaxTreeNode]) -> list[Clause]:
    """Return the clauses of some outermost blocks of a text."""
    return list(_clauses(nodes, _Place()))


def digest_of(kind: str, text: str) -> str:
    """Return 32 hexadecimal digits that tell one clause from another."""
    same = unicodedata.normalize("NFC", text if kind == CODE else " ".join(text.split()))
    return hashlib.sha256(f"{kind}\n{same}".encode()).hexdigest()[:32]


def title_of(clauses: list[Clause]) -> str:
    """Return the words of the first heading, ``""`` if there is none."""
    first = next((clause for clause in clauses if clause.kind == HEADING), None)
    return first.words[:LONGEST_TITLE] if first else ""


def _clauses(nodes: list[SyntaxTreeNode], place: _Place) -> Iterator[Clause]:
    for node in nodes:
        match node.type:
            case "heading":
                yield from _of_inline(HEADING, node, place, level=int(node.tag[1]))
            case "paragraph":
                kind = ITEM if place.is_item else PARAGRAPH
                yield from _of_inline(kind, node, place, level=place.depth)
            case "fence" | "code_block":
                yield _made(CODE, node.content.rstrip("\n"), node, place)
            case "table":
                yield from _rows(node, place)
            case "blockquote":
                yield from _clauses(node.children, _Place(place.depth, quoted=True))
            case "bullet_list" | "ordered_list":
                yield from _items(node, place)


def _of_inline(kind: str, node: SyntaxTreeNode, place: _Place, *, level: int) -> Iterator[Clause]:
    inline = node.children[0]
    if plain_words(inline) or any(each.type == "image" for each in inline.walk()):
        yield _made(kind, inline.content, node, place, level=level)


def _items(node: SyntaxTreeNode, place: _Place) -> Iterator[Clause]:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for offset, item in enumerate(node.children):
        number = first + offset if node.type == "ordered_list" else 0
        for child in item.children:
            inside = _Place(place.depth + 1, number, is_item=True, quoted=place.quoted)
            yield from _clauses([child], inside)
            number = CONTINUED


def _rows(table: SyntaxTreeNode, place: _Place) -> Iterator[Clause]:
    for part in table.children:
        for row in part.children:
            cells = [cell.children[0] for cell in row.children]
            if any(plain_words(cell) for cell in cells):
                text = " | ".join(cell.content for cell in cells)
                yield _made(ROW, text, row, place, level=part.type == "thead")


def _made(kind: str, text: str, node: SyntaxTreeNode, place: _Place, *, level: int = 0) -> Clause:
    line = node.map[0] + 1 if node.map else 0
    words = text if kind == CODE else _words(node)
    return Clause(
        kind,
        text,
        digest_of(kind, text),
        line,
        words,
        level,
        place.number if kind == ITEM else 0,
        place.quoted,
        node,
    )


def _words(node: SyntaxTreeNode) -> str:
    inlines = [each for each in node.walk() if each.type == "inline"]
    return " | ".join(plain_words(inline) for inline in inlines)
