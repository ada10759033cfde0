"""Clauses of a text as blocks that stand on lines of it."""

from openluban.teaching.bilingual.rules.composing import CODE, ITEM, ROW, Block
from openluban.teaching.library.public import Clause


def text_of(clause: Clause) -> str:
    """Return a clause's Markdown as segments are cut from it: each cell of a row on a line."""
    if clause.kind == ROW and clause.node is not None:
        return "\n".join(cell.children[0].content for cell in clause.node.children)
    return clause.text


def block_of(clause: Clause) -> Block:
    """Return where a clause stands; its node must be there, as it is for clauses just read."""
    node = clause.node
    if node is None or node.map is None:
        message = f"the clause on line {clause.line} has no place"
        raise ValueError(message)
    start, stop = node.map
    outer = node
    while outer.parent is not None and not outer.parent.is_root:
        outer = outer.parent
    # A paragraph at the end of a list may claim the empty line after it.
    outer_stop = outer.map[1] if outer.map else stop
    text = text_of(clause)
    if clause.kind not in {CODE, ROW}:
        stop = min(stop, start + max(text.count("\n") + 1, 1) + _underline(clause))
    return Block(clause.kind, text, start, stop, outer_stop, _is_removable(clause))


def _underline(clause: Clause) -> int:
    """Return 1 for a heading that is underlined rather than numbered by signs."""
    return int(clause.node is not None and clause.node.markup in {"=", "-"} and clause.kind != ITEM)


def _is_removable(clause: Clause) -> bool:
    if clause.kind == ROW:
        return not clause.level
    parent = clause.node.parent if clause.node else None
    if parent is None or parent.type != "list_item":
        return True
    return len(parent.children) == 1 or parent.children[0] is not clause.node
