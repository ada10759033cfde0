"""Blocks as elements of XHTML. Only what this file names can come out; words are never markup."""

import hashlib
import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

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
    Table,
)
from openluban.foundation.ui.languages import direction_of
from openluban.kernel.xml_text import fit

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
NO_WORDS = "—"
"""What stands for a picture that nobody described."""
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)
_URL = re.compile(
    r"https?://(?=[a-z0-9])[a-z0-9.-]+(?<=[a-z0-9])(:[0-9]{1,4})?"
    r"([/?#]([a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?"
    r"(#([a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?"
    r"|mailto:[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+",
    re.IGNORECASE,
)
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE)


class Pictures:
    """The pictures of a book, each once; ``undescribed`` counts those without words."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}
        self.undescribed = 0

    def name_of(self, picture: Picture) -> str:
        """Take a picture in and return what its file is called."""
        digest = hashlib.sha256(picture.data).hexdigest()[:32]
        name = f"{digest}.{picture.ending}"
        self.data[name] = picture.data
        self.undescribed += picture.words == NO_WORDS
        return name


def language_tag(language: str) -> str:
    """Return a language tag as BCP 47 writes it, ``und`` for what has not the form of one."""
    if not _TAG.fullmatch(language):
        return "und"
    first, *rest = language.lower().split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first, *(cased.get(len(part), str)(part) for part in rest)])


def is_plain_url(url: str) -> bool:
    """Test whether an address is one that every reading system takes for one."""
    if not _URL.fullmatch(url):
        return False
    host = re.split(r"[/?#:]", url.partition("//")[2], maxsplit=1)[0]
    return url.lower().startswith("mailto:") or (
        bool(_HOST.fullmatch(host)) and "xn--" not in host.lower()
    )


def spoken(element: Element, language: str) -> Element:
    """Mark an element with its language and the way that runs; return it."""
    tag = language_tag(language)
    element.set("lang", tag)
    element.set("xml:lang", tag)
    element.set("dir", direction_of(language))
    return element


def say(parent: Element, words: str) -> None:
    """Add words behind what stands in an element."""
    kept = fit(words)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + kept
    else:
        parent.text = (parent.text or "") + kept


def add(parent: Element, name: str, words: str = "", **attributes: str) -> Element:
    """Add an element with words."""
    made = SubElement(parent, name, {key: fit(value) for key, value in attributes.items()})
    if words:
        say(made, words)
    return made


def page(language: str, title: str, style: str) -> tuple[Element, Element]:
    """Return the root of a document and its body; ``style`` is the address of its style sheet."""
    root = spoken(Element("html", {"xmlns": XHTML, "xmlns:epub": EPUB}), language)
    head = add(root, "head")
    add(head, "title", title)
    add(head, "link", rel="stylesheet", type="text/css", href=style)
    return root, add(root, "body")


def written(root: Element) -> bytes:
    """Return a document of XHTML."""
    start = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return start + tostring(root, encoding="unicode").encode() + b"\n"


def add_runs(parent: Element, runs: Iterable[Run]) -> None:
    """Add words with their look."""
    for run in runs:
        if isinstance(run, Break):
            add(parent, "br")
            continue
        into = parent
        if run.url and is_plain_url(run.url):
            into = add(into, "a", href=run.url)
        for name, is_so in (("strong", run.strong), ("em", run.emphasis)):
            into = add(into, name) if is_so else into
        into = add(into, "code") if getattr(run, "code", False) else into
        say(into, run.words)


def add_blocks(parent: Element, blocks: Iterable[Block], pictures: Pictures) -> None:
    """Add blocks; a heading among them is no more than strong words."""
    for block in blocks:
        _add_block(parent, block, pictures)


def _add_block(parent: Element, block: Block, pictures: Pictures) -> None:
    match block:
        case Paragraph(runs=runs):
            add_runs(add(parent, "p"), runs)
        case Heading(runs=runs):
            add_runs(add(add(parent, "p"), "strong"), runs)
        case ItemList():
            _add_list(parent, block, pictures)
        case Quote(blocks=inner):
            add_blocks(add(parent, "blockquote"), inner, pictures)
        case Table():
            _add_table(parent, block)
        case Code(words=words):
            add(add(parent, "pre"), "code", words)
        case Picture(words=words):
            source = f"images/{pictures.name_of(block)}"
            add(add(parent, "figure"), "img", src=source, alt=words)


def _add_list(parent: Element, block: ItemList, pictures: Pictures) -> None:
    if not block.ordered:
        made = add(parent, "ul")
    elif block.start == 1:
        made = add(parent, "ol")
    else:
        made = add(parent, "ol", start=str(block.start))
    for item in block.items:
        add_blocks(add(made, "li"), item, pictures)


def _add_table(parent: Element, table: Table) -> None:
    made = add(parent, "table")
    head = add(add(made, "thead"), "tr")
    for runs, side in zip(table.header, table.alignments, strict=True):
        add_runs(_cell(head, "th", side, scope="col"), runs)
    body = add(made, "tbody") if table.rows else made
    for row in table.rows:
        line = add(body, "tr")
        for runs, side in zip(row, table.alignments, strict=True):
            add_runs(_cell(line, "td", side), runs)


def _cell(row: Element, name: str, side: str, **attributes: str) -> Element:
    return add(row, name, "", **attributes, **({} if side == "left" else {"class": side}))
