"""Texts of units as HTML: rendered by markdown-it, cleaned by nh3."""

from collections.abc import Iterable, Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from openluban.teaching.library.markup.clauses import (
    CODE,
    CONTINUED,
    HEADING,
    ITEM,
    ROW,
    Clause,
)
from openluban.teaching.library.markup.parsing import FILE_ADDRESS, parsed

FILES = "/library/files/"
"""Where images that are kept here are served."""
_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "td": {"class"},
    "th": {"class", "scope"},
    "table": {"class"},
}
_ALIGNED = {"text-align:right": "right", "text-align:center": "centre"}
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def page_html(body: str) -> str:
    """Return a whole text as clean HTML; one heading of the first level stays, the first."""
    return _cleaned(_rendered(_demoted(parsed(body), keep=1)))


def nodes_html(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Return outermost blocks of a text as clean HTML; headings begin at level 2."""
    return _cleaned(_rendered(_demoted(nodes, keep=0)))


def clause_html(clause: Clause) -> str:
    """Return one clause as clean HTML that stands by itself; its headings are of level 3 or 4."""
    if clause.node is None:
        return ""
    inner = _rendered(_shifted(clause.node.to_tokens()))
    return _cleaned(_framed(clause, inner))


def _framed(clause: Clause, inner: str) -> str:
    if clause.kind == ITEM and clause.number == CONTINUED:
        inner = f"<p>{inner}</p>"
    elif clause.kind == ITEM and clause.number:
        inner = f'<ol start="{clause.number}"><li>{inner}</li></ol>'
    elif clause.kind == ITEM:
        inner = f"<ul><li>{inner}</li></ul>"
    elif clause.kind == ROW:
        part = "thead" if clause.level else "tbody"
        inner = f'<table class="clause-row"><{part}>{inner}</{part}></table>'
    return f"<blockquote>{inner}</blockquote>" if clause.quoted else inner


def _demoted(nodes: Iterable[SyntaxTreeNode], *, keep: int) -> list[Token]:
    """Let every first-level heading but the first ones be one of the second level."""
    tokens = [token for node in nodes for token in node.to_tokens()]
    first = [token for token in tokens if token.tag == "h1"][2 * keep :]  # each opens and closes
    for token in first:
        token.tag = "h2"
    return tokens


def _shifted(tokens: list[Token]) -> list[Token]:
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"
    return tokens


def _rendered(tokens: Iterable[Token]) -> str:
    return str(_MARKDOWN.renderer.render(list(_prepared(tokens)), _MARKDOWN.options, {}))


def _prepared(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens without HTML, with images that are kept here and classes in place of style."""
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            continue
        if token.children is not None and token.type == "inline":
            token.children = list(_prepared(token.children))
        if token.type == "image":
            yield _image(token)
            continue
        if token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", ""))
            if style in _ALIGNED:
                token.attrs["class"] = _ALIGNED[style]
            if token.type == "th_open":
                token.attrs["scope"] = "col"
        yield token


def _image(token: Token) -> Token:
    found = FILE_ADDRESS.fullmatch(str(token.attrs.get("src", "")))
    if found is None:
        return Token("text", "", 0, content=token.content)
    token.attrs["src"] = f"{FILES}{found[1]}.{found[2]}"
    token.attrs["loading"] = "lazy"
    token.attrs.pop("title", None)
    return token


def _cleaned(html: str) -> str:
    # What scrolls must be reached by the keyboard.
    focusable = html.replace("<pre>", '<pre tabindex="0">')
    return nh3.clean(
        focusable,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_kept_attribute,
        link_rel="noopener nofollow",
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """Keep addresses of other hosts in links, and of our own files in images."""
    if name == "href":
        return value if value.startswith(("https://", "http://", "mailto:")) else None
    if name == "src":
        return value if tag == "img" and value.startswith(FILES) else None
    return value


def has_html(nodes: Iterable[SyntaxTreeNode]) -> bool:
    """Test whether HTML stands in the text, which is not shown."""
    return any(node.type in {"html_block", "html_inline"} for each in nodes for node in each.walk())


__all__ = ["CODE", "FILES", "HEADING", "clause_html", "has_html", "page_html"]
