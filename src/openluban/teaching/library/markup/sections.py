"""A text cut into the stretches that fill a leaf each."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from openluban.teaching.library.leaves import Section
from openluban.teaching.library.markup.clauses import HEADING, Clause, clauses_in
from openluban.teaching.library.markup.parsing import parsed

_CUT_AT = {"h1", "h2"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks of a text from one heading of the second level to the next."""

    nodes: tuple[SyntaxTreeNode, ...]
    clauses: tuple[Clause, ...]

    @property
    def section(self) -> Section:
        """Return what tells it from others; its last leading heading is what it is called."""
        title = ""
        for clause in self.clauses:
            if clause.kind != HEADING or clause.quoted:
                break
            title = clause.words
        return Section(title, tuple(clause.digest for clause in self.clauses))


def stretches_of(body: str) -> list[Stretch]:
    """Cut a text before its headings; a heading with nothing beneath stays with the next."""
    return list(_stretches(parsed(body)))


def _stretches(nodes: list[SyntaxTreeNode]) -> Iterator[Stretch]:
    kept: list[SyntaxTreeNode] = []
    for node in nodes:
        if node.type == "heading" and node.tag in _CUT_AT and _has_words(kept):
            yield _made(kept)
            kept = []
        kept.append(node)
    if clauses_in(kept):
        yield _made(kept)


def _has_words(nodes: list[SyntaxTreeNode]) -> bool:
    return bool(clauses_in([node for node in nodes if node.type != "heading"]))


def _made(nodes: list[SyntaxTreeNode]) -> Stretch:
    return Stretch(tuple(nodes), tuple(clauses_in(nodes)))
