"""XML of strangers as a small tree: no document type, no entities, no endless size or depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from openluban.teaching.courseware.formats.problems import ParcelRefused, refused

DEEPEST = 64
MOST_ELEMENTS = 150_000
MOST_ATTRIBUTES = 60
_SEPARATOR = "}"
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}?\?>")
_ENCODINGS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "us-ascii": "ascii", "ascii": "ascii",
    "iso-8859-1": "cp1252", "windows-1252": "cp1252", "windows-1251": "cp1251",
    "koi8-r": "koi8-r", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949", "utf-16": "utf-16",
}  # fmt: skip
"""What authoring tools say they write, and what reads it; others are refused."""


@dataclass(slots=True)
class Node:
    """An element: namespace, name without prefix, attributes (``name`` or ``namespace}name``)."""

    space: str
    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text directly in it, spaces drawn together."""
        return " ".join("".join(self.pieces).split())

    @property
    def text(self) -> str:
        """The text directly in it, as it stands."""
        return "".join(self.pieces)

    def get(self, name: str, space: str = "") -> str:
        """Return an attribute, ``""`` if it is not there."""
        found = self.attributes.get(f"{space}{_SEPARATOR}{name}" if space else name, "")
        return found.strip()

    def all(self, name: str) -> list["Node"]:
        """Return the children of its own namespace that are called so."""
        return [each for each in self.children if (each.space, each.name) == (self.space, name)]

    def one(self, name: str) -> "Node | None":
        """Return the first such child."""
        return next(iter(self.all(name)), None)

    def walk(self) -> Iterator["Node"]:
        """Yield it and everything in it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def read_tree(data: bytes, file: str) -> Node:
    """Return the outermost element.

    :raises ParcelRefused: it is not well-formed, declares a document type or entities, is in an
        encoding that is not read here, or is absurdly built
    """
    text = _decoded(data, file)
    return _Builder(file).read(text)


def _decoded(data: bytes, file: str) -> str:
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    named = declared[1].decode().lower() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        named = "utf-16"
    elif data.startswith((b"<\0", b"\0<")):
        named = "utf-16-le" if data.startswith(b"<\0") else "utf-16-be"
    encoding = _ENCODINGS.get(named, named if named.startswith("utf-16-") else "")
    if not encoding:
        sentence = _("The encoding “%(encoding)s” is not read here. Save it as UTF-8.")
        raise refused("xml.encoding", sentence, file, 1, encoding=named)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        sentence = _("This is not %(encoding)s, as it says or as is usual.")
        raise refused("xml.encoding", sentence, file, line, encoding=named) from fault
    return _DECLARATION.sub("", text, count=1)


class _Builder:
    """Builds the tree; whatever is absurd stops it at once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[Node] = []
        self._root: Node | None = None
        self._count = 0
        self._parser = parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.EntityDeclHandler = self._refuse_document_type

    def read(self, text: str) -> Node:
        try:
            self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)  # noqa: FBT003
        except expat.ExpatError as fault:
            sentence = _("This is not well-formed XML: %(why)s.")
            why = expat.errors.messages.get(fault.code, "?")
            raise refused("xml.malformed", sentence, self._file, fault.lineno, why=why) from fault
        if self._root is None:
            raise refused("xml.malformed", _("There is no element in it."), self._file)
        return self._root

    def _refuse_document_type(self, *_given: object) -> None:
        sentence = _("It declares a document type or entities, which is forbidden.")
        raise refused("xml.document_type", sentence, self._file, self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _found, local = name.rpartition(_SEPARATOR)
        line = self._parser.CurrentLineNumber
        self._count += 1
        if self._count > MOST_ELEMENTS:
            sentence = _("There are more than %(limit)s elements.")
            raise refused("xml.too_many", sentence, self._file, line, limit=MOST_ELEMENTS)
        if len(self._open) >= DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            raise self._absurd(local, line)
        node = Node(space, local, line, attributes)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _absurd(self, name: str, line: int) -> ParcelRefused:
        sentence = _("The element “%(element)s” lies too deep, or has too many attributes.")
        return refused("xml.too_deep", sentence, self._file, line, element=name)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)
