"""Markdown as units use it: CommonMark with tables; what HTML stands in it is dropped."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from openluban.kernel.emphasis import shielded, unshielded
from openluban.kernel.lazily import pattern

FILE_ADDRESS = re.compile(r"files/([0-9a-f]{64})\.(png|jpg|webp)")
"""How a text names an image that is kept here."""
DEEPEST = 20
"""Levels of nesting; what lies deeper is not read."""
_HARMFUL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff]")


class _Parser(MarkdownIt):
    """Reads addresses as they were typed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
        return super().normalizeLink(unshielded(url))

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        return True


def tidied(body: str) -> str:
    """Return a text with plain line ends, without control signs and without a mark of order."""
    plain = body.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _HARMFUL.sub("", plain)


def parsed(body: str) -> list[SyntaxTreeNode]:
    """Return the outermost blocks of a text; their ``map`` counts lines from 0."""
    parser = _Parser("commonmark", {"html": True, "maxNesting": DEEPEST}).enable("table")
    tokens = parser.parse(shielded(tidied(body)))
    for token in tokens:
        _unshield(token)
    return SyntaxTreeNode(tokens).children


def _unshield(token: Token) -> None:
    token.content = unshielded(token.content)
    for child in token.children or ():
        _unshield(child)


def walked(nodes: list[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    """Yield every node, those inside blocks too."""
    for node in nodes:
        yield from node.walk()


def is_outside(address: str) -> bool:
    """Test whether an address leads to another host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def plain_words(node: SyntaxTreeNode) -> str:
    """Return the words of an inline node as they are read, on one line."""
    words = []
    for each in node.walk():
        if each.type in {"text", "code_inline", "text_special", "image"}:
            words.append(each.content)
        elif each.type in {"softbreak", "hardbreak"}:
            words.append(" ")
    return " ".join("".join(words).split())
