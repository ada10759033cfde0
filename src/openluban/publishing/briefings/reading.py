"""From Markdown to the blocks of a document; what a briefing cannot hold is a problem.

Read is CommonMark with tables. Headings, paragraphs, lists, quotations, tables, strong and
emphasised words, links and line breaks are kept; everything else is refused, nothing is dropped.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from openluban.foundation.documents.document import (
    Block,
    Heading,
    ItemList,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    plain_words,
)
from openluban.kernel.emphasis import shielded
from openluban.publishing.briefings.inline import InlineReader
from openluban.publishing.briefings.problems import MarkupProblem

DEEPEST_LEVEL = 12  # of nesting, as markdown-it counts it: a list in a list in a list in a quote
DEEPEST_HEADING = 3
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {"text-align:right": "right", "text-align:center": "centre"}
_REFUSED = {"html_block": "html", "code_block": "code", "fence": "code", "hr": "rule"}


@dataclass(slots=True)
class Reading:
    """The blocks of a text, the indexes of the numbers that were placed, and the problems."""

    blocks: tuple[Block, ...] = ()
    placed: list[int] = field(default_factory=list)
    problems: list[MarkupProblem] = field(default_factory=list)


def read(text: str, number_of: Callable[[int], Number], language: str) -> Reading:
    """Read Markdown in which the numbers are marks as `inline.mark` makes them."""
    parser = _Parser("commonmark", {"html": True, "maxNesting": 200})
    parser.enable("table").disable(["reference", "text_join"])
    reader = _Reader(text, number_of, language)
    tokens = parser.parse(shielded(text))
    for token in tokens:
        if token.level > DEEPEST_LEVEL:
            line = token.map[0] if token.map else 0
            reader.reading.problems.append(MarkupProblem(line + 1, 1, "too-deep"))
            return reader.reading
    reader.reading.blocks = tuple(reader.top(SyntaxTreeNode(tokens).children))
    return reader.reading


class _Parser(MarkdownIt):
    """Takes every address for a link, so that a bad one is refused and not printed as typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        return True


class _Reader:
    def __init__(self, text: str, number_of: Callable[[int], Number], language: str) -> None:
        self.reading = Reading()
        self._lines = text.split("\n")
        self._inline = InlineReader(self._lines, number_of, language, self.reading.problems)
        self._inline.placed = self.reading.placed
        self._last_level = 1

    def top(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        """Read the outermost blocks: the title, and everything beneath it."""
        nodes = list(nodes)
        if not (nodes and nodes[0].type == "heading" and nodes[0].tag == "h1"):
            self._refuse(nodes[0] if nodes else None, "no-title")
        for place, node in enumerate(nodes):
            match node.type:
                case "heading":
                    yield from self._heading(node, is_first=place == 0)
                case "table":
                    yield self._table(node)
                case "blockquote":
                    yield Quote(tuple(self._inner(node.children)))
                case _:
                    yield from self._inner([node])

    def _heading(self, node: SyntaxTreeNode, *, is_first: bool) -> Iterator[Block]:
        level = int(node.tag[1])
        if level == 1 and not is_first:
            self._refuse(node, "second-title")
        elif level > DEEPEST_HEADING:
            self._refuse(node, "deep-heading")
        elif level > self._last_level + 1:
            self._refuse(node, "skipped-level")
        runs = self._runs(node)
        if not plain_words(runs).strip():
            self._refuse(node, "empty-heading")
        self._last_level = level
        yield Heading(level, runs)

    def _inner(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        """Read what may stand anywhere: paragraphs and lists."""
        for node in nodes:
            match node.type:
                case "paragraph":
                    yield Paragraph(self._runs(node))
                case "bullet_list" | "ordered_list":
                    yield self._list(node)
                case other:
                    self._refuse(node, _REFUSED.get(other, "block-inside"))

    def _list(self, node: SyntaxTreeNode) -> Block:
        start = node.attrs.get("start", 1)
        return ItemList(
            ordered=node.type == "ordered_list",
            start=start if isinstance(start, int) else 1,
            items=tuple(tuple(self._inner(item.children)) for item in node.children),
        )

    def _table(self, node: SyntaxTreeNode) -> Block:
        rows = [row for part in node.children for row in part.children]
        header = rows[0].children
        for row in rows[1:]:
            self._check_width(row, len(header))
        return Table(
            header=tuple(self._runs(cell) for cell in header),
            rows=tuple(tuple(self._runs(cell) for cell in row.children) for row in rows[1:]),
            alignments=tuple(
                _ALIGNMENTS.get(str(cell.attrs.get("style", "")), "left") for cell in header
            ),
        )

    def _check_width(self, row: SyntaxTreeNode, columns: int) -> None:
        """Refuse a row with more cells than columns; the parser would leave them out."""
        line = self._lines[_line_of(row)].strip().removeprefix("|")
        cells = _CELL_BORDER.split(line)
        if not cells[-1].strip():
            cells.pop()
        if len(cells) > columns:
            self._refuse(row, "table-width", cells=len(cells), columns=columns)

    def _runs(self, node: SyntaxTreeNode) -> Runs:
        runs: list[Run] = []
        for inline in node.children:
            runs.extend(self._inline.runs(inline, _line_of(inline)))
        return tuple(runs)

    def _refuse(self, node: SyntaxTreeNode | None, rule: str, **details: object) -> None:
        line = _line_of(node) if node else 0
        self.reading.problems.append(MarkupProblem(line + 1, 1, rule, details))


def _line_of(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0
