"""Texts of units as blocks that files are set from; what their HTML drops is dropped here too."""

from collections.abc import Callable, Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from openluban.foundation.documents.document import (
    Block,
    Break,
    Code,
    Heading,
    ItemList,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    Text,
)
from openluban.teaching.library.markup.clauses import CONTINUED, HEADING, ITEM, ROW, Clause
from openluban.teaching.library.markup.parsing import FILE_ADDRESS

Data = Callable[[str, str], bytes | None]
"""Gives an image by digest and ending, None if it is not here."""
_DEEPEST = 3
_LINKS = ("https://", "http://", "mailto:")


def blocks_of(nodes: Iterable[SyntaxTreeNode], data: Data) -> tuple[Block, ...]:
    """Return the blocks of a text; headings skip no level, which readers of PDF files rely on."""
    return tuple(_levelled(block for node in nodes for block in _block(node, data)))


def clause_blocks(clause: Clause, data: Data) -> tuple[Block, ...]:
    """Return a clause that stands by itself in a column."""
    if clause.node is None:
        return ()
    if clause.kind == ROW:
        cells = [_runs(cell.children[0]) for cell in clause.node.children]
        runs: list[Run] = []
        for place, cell in enumerate(cells):
            runs += [Text(" | ")] if place else []
            runs += cell
        return (Paragraph(tuple(runs)),)
    blocks = tuple(_block(clause.node, data))
    if clause.kind == HEADING:
        return tuple(Paragraph((Text(clause.words, strong=True),)) for _heading in blocks)
    if clause.kind == ITEM and clause.number != CONTINUED:
        return (
            ItemList(ordered=bool(clause.number), start=max(clause.number, 1), items=(blocks,)),
        )
    return (Quote(blocks),) if clause.quoted else blocks


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            level = max(2, min(block.level, level + 1, _DEEPEST))
            yield Heading(level, block.runs)
        else:
            yield block


def _block(node: SyntaxTreeNode, data: Data) -> Iterator[Block]:
    match node.type:
        case "heading":
            runs = tuple(_runs(node.children[0]))
            if runs:
                yield Heading(int(node.tag[1]), runs)
        case "paragraph":
            yield from _paragraph(node.children[0], data)
        case "fence" | "code_block":
            yield Code(node.content.rstrip("\n"))
        case "blockquote":
            yield Quote(_inside(node, data))
        case "bullet_list" | "ordered_list":
            yield _list(node, data)
        case "table":
            yield _table(node)


def _inside(node: SyntaxTreeNode, data: Data) -> tuple[Block, ...]:
    """Return blocks inside others, where a heading is no more than strong words."""
    blocks = (block for child in node.children for block in _block(child, data))
    return tuple(
        Paragraph(tuple(_strong(block.runs))) if isinstance(block, Heading) else block
        for block in blocks
    )


def _strong(runs: Runs) -> Iterator[Run]:
    for run in runs:
        yield Text(run.words, strong=True, url=run.url) if isinstance(run, Text) else run


def _list(node: SyntaxTreeNode, data: Data) -> ItemList:
    items = tuple(_inside(item, data) for item in node.children)
    is_ordered = node.type == "ordered_list"
    start = int(node.attrs.get("start", 1)) if is_ordered else 1
    return ItemList(ordered=is_ordered, start=start, items=items)


def _table(node: SyntaxTreeNode) -> Table:
    head, *rest = (row for part in node.children for row in part.children)
    header = tuple(tuple(_runs(cell.children[0])) for cell in head.children)
    sides = tuple(_side(cell) for cell in head.children)
    rows = tuple(tuple(tuple(_runs(cell.children[0])) for cell in row.children) for row in rest)
    return Table(header, rows, sides)


def _side(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return {"text-align:right": "right", "text-align:center": "centre"}.get(style, "left")


def _paragraph(inline: SyntaxTreeNode, data: Data) -> Iterator[Block]:
    """Yield the words, and the pictures that stand among them, in order."""
    words: list[Run] = []
    for child in inline.children:
        picture = _picture(child, data) if child.type == "image" else None
        if picture is None:
            words += _run(child)
            continue
        if _says(words):
            yield Paragraph(tuple(words))
        words = []
        yield picture
    if _says(words):
        yield Paragraph(tuple(words))


def _says(runs: Iterable[Run]) -> bool:
    return any(isinstance(run, Text) and run.words.strip() for run in runs)


def _picture(node: SyntaxTreeNode, data: Data) -> Picture | None:
    found = FILE_ADDRESS.fullmatch(str(node.attrs.get("src", "")))
    kept = data(found[1], found[2]) if found else None
    if found is None or kept is None:
        return None
    return Picture(kept, found[2], node.content or "—")


def _runs(inline: SyntaxTreeNode) -> list[Run]:
    return [run for child in inline.children for run in _run(child)]


def _run(
    node: SyntaxTreeNode, *, strong: bool = False, emphasis: bool = False, url: str = ""
) -> Iterator[Run]:
    match node.type:
        case "text" | "text_special" | "image":
            if node.content:
                yield Text(node.content, strong=strong, emphasis=emphasis, url=url)
        case "code_inline":
            yield Text(node.content, strong=strong, emphasis=emphasis, url=url, code=True)
        case "softbreak":
            yield Text(" ")
        case "hardbreak":
            yield Break()
        case "strong" | "em" | "link":
            strong = strong or node.type == "strong"
            emphasis = emphasis or node.type == "em"
            address = str(node.attrs.get("href", "")) if node.type == "link" else url
            kept = address if address.startswith(_LINKS) else ""
            for child in node.children:
                yield from _run(child, strong=strong, emphasis=emphasis, url=kept)
