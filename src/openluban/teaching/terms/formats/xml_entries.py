"""Reading a TBX file as a stream of entries: nothing is kept of an entry that is done.

Declarations of document types, entities and processing of anything outside the file are refused,
and so is what is larger, deeper or longer than any honest term base.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem
from openluban.teaching.terms.formats.categories import CORE, TO_2019, XML

MOST_BYTES = 64_000_000
MOST_ENTRIES = 200_000
MOST_DEPTH = 24
MOST_NODES = 5_000
"""Elements of one entry."""
MOST_TEXT = 100_000
"""Characters of one entry."""
_PIECE = 65_536


@dataclass(slots=True)
class Node:
    """An element of an entry: name without namespace, the namespace, plain attributes."""

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    tail: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text with that of inline elements, single spaces between words."""
        return " ".join(self._whole().split())

    def _whole(self) -> str:
        inner = "".join(f"{child._whole()}{child.tail}" for child in self.children)  # noqa: SLF001
        return f"{self.text}{inner}"


class Unfit(Exception):
    """A rule that the file breaks."""

    def __init__(self, rule: str, sentence: Any, line: int, entry: str = "") -> None:
        super().__init__(rule)
        self.problem = Problem(rule, sentence, entry, line)


class _Entries(ContentHandler):
    """Gathers one entry at a time and hands it on."""

    KNOWN_ROOTS: ClassVar = frozenset({"tbx", "martif"})

    def __init__(self, hand_on: Callable[[Node], None]) -> None:
        super().__init__()
        self.root: Node | None = None
        self._place: Locator | None = None
        self._hand_on = hand_on
        self._open: list[Node] = []
        self._entry: Node | None = None
        self._depth = self._nodes = self._characters = self._entries = 0

    @property
    def line(self) -> int:
        """The line that is being read, from 1."""
        return int(self._place.getLineNumber() or 0) if self._place else 0

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name is given
        self._place = locator

    @property
    def _entry_id(self) -> str:
        return self._entry.attributes.get("id", "")[:80] if self._entry else ""

    def _refuse(self, sentence: Any, rule: str) -> Unfit:
        return Unfit(rule, sentence, self.line, self._entry_id)

    def startElementNS(  # noqa: N802 - the name is given
        self, name: tuple[str | None, str], _qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._refuse(_("Elements lie too deep inside each other."), "too_deep")
        space, local = name
        plain = {
            (f"xml:{key}" if where == XML else key): value
            for (where, key), value in attrs.items()
            if where in (None, "", XML)
        }
        is_core = space in (None, "", CORE)
        node = Node(TO_2019.get(local, local) if is_core else local, space or "", plain, self.line)
        if self.root is None:
            self._begin(node, local)
        elif self._entry is not None:
            self._add(node)
        elif node.name == "conceptEntry" and is_core:
            self._entry, self._nodes, self._characters = node, 1, 0
            self._open = [node]

    def _begin(self, node: Node, local: str) -> None:
        if local not in self.KNOWN_ROOTS:
            raise self._refuse(_("This is not a TBX file: it begins with another word."), "no_tbx")
        self.root = node

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._refuse(_("The concept has too many elements."), "entry_too_large")
        self._open[-1].children.append(node)
        self._open.append(node)

    def characters(self, content: str) -> None:
        if self._entry is None:
            return
        self._characters += len(content)
        if self._characters > MOST_TEXT:
            raise self._refuse(_("The concept has too much text."), "entry_too_long")
        inside = self._open[-1]
        if inside.children:
            inside.children[-1].tail += content
        else:
            inside.text += content

    def endElementNS(self, _name: tuple[str | None, str], _qname: str | None) -> None:  # noqa: N802
        self._depth -= 1
        if self._entry is None:
            return
        done = self._open.pop()
        if done is self._entry:
            self._entries += 1
            if self._entries > MOST_ENTRIES:
                raise self._refuse(_("The file has too many concepts."), "too_many")
            self._entry = None
            self._hand_on(done)


def entries_of(data: bytes) -> tuple[Node, Iterator[Node]]:
    """Return the root without what lies in it, and the entries one after another.

    :raises Invalid: the file is no TBX or breaks a limit, at once or while entries are taken
    """
    if len(data) > MOST_BYTES:
        raise Invalid([Problem("too_large", _("The file is too large."))])
    ready: list[Node] = []
    handler = _Entries(ready.append)
    fed = _fed(data, handler)
    first: list[Node] = []
    while handler.root is None or not ready:
        if next(fed, None) is None:
            break
    if handler.root is None:
        raise Invalid([Problem("no_tbx", _("This is not a TBX file: it is empty."))])
    first += ready
    ready.clear()
    return handler.root, _rest(first, fed, ready)


def _rest(first: list[Node], fed: Iterator[bool], ready: list[Node]) -> Iterator[Node]:
    yield from first
    for _more in fed:
        yield from ready
        ready.clear()


def _fed(data: bytes, handler: _Entries) -> Iterator[bool]:
    """Feed the parser piece by piece; each step may have made entries ready."""
    parser = make_parser()
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003 - the names are given
    parser.setContentHandler(handler)
    parser.forbid_dtd = True
    handler.setDocumentLocator(parser)
    try:
        for begin in range(0, len(data), _PIECE):
            parser.feed(data[begin : begin + _PIECE])
            yield True
        parser.close()
    except Unfit as unfit:
        raise Invalid([unfit.problem]) from unfit
    except DefusedXmlException as unsafe:
        sentence = _("A document type or an entity is declared. Take the declaration out.")
        raise Invalid([Problem("dtd", sentence, row=handler.line or None)]) from unsafe
    except SAXParseException as fault:
        sentence = _("The file is no well-formed XML: %(why)s.")
        details: dict[str, object] = {"why": fault.getMessage()}
        problem = Problem("not_xml", sentence, row=fault.getLineNumber(), details=details)
        raise Invalid([problem]) from fault
    except (LookupError, ValueError) as fault:
        sentence = _("The file is written in a way that cannot be read. Write it in UTF-8.")
        raise Invalid([Problem("encoding", sentence)]) from fault
    yield True
