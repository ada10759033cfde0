"""XML of strangers read into a small tree, with limits and the line of every element."""

from dataclasses import dataclass, field
from xml.parsers import expat

from openluban.teaching.bilingual.formats.faults import fault

MOST_BYTES = 20_000_000
DEEPEST = 30
MOST_ELEMENTS = 200_000


@dataclass(slots=True)
class Element:
    """An element: ``name`` is its namespace, a space and its name; texts stand between children."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element | str"] = field(default_factory=list)

    def all(self, name: str) -> list["Element"]:
        """Return the children of a name."""
        return [each for each in self.children if isinstance(each, Element) and each.name == name]

    def first(self, name: str) -> "Element | None":
        """Return the first child of a name."""
        return next(iter(self.all(name)), None)


def read_tree(data: bytes) -> Element:
    """Return the first element of a file.

    :raises Invalid: it breaks a rule of ``faults``; no entity is ever resolved, nothing is fetched
    """
    if not data.strip():
        raise fault("empty")
    if len(data) > MOST_BYTES:
        raise fault("too_large", limit=MOST_BYTES)
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse

    def read(self, data: bytes) -> Element:
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 - the parser's own way
        except expat.ExpatError as wrong:
            raise fault("not_xml", wrong.lineno, why=expat.ErrorString(wrong.code)) from wrong
        except (LookupError, ValueError) as wrong:
            raise fault("encoding", 1, encoding=str(wrong)[:60]) from wrong
        if self.root is None:
            raise fault("empty")
        return self.root

    def refuse(self, *_declared: object) -> int:
        raise fault("dtd", self.parser.CurrentLineNumber)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise fault("too_many", line, limit=MOST_ELEMENTS)
        if len(self.open) >= DEEPEST:
            raise fault("depth", line, limit=DEEPEST)
        element = Element(name, attributes, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].children.append(text)
