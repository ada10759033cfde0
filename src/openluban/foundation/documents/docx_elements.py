"""Pieces of WordprocessingML (ECMA-376-1:2016, 17) for which python-docx has no words."""

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LEVELS = 9
INDENT = 425  # a level of a list, in twentieths of a point: 7.5 mm
BULLETS = "•–"


def element(tag: str, /, **attributes: str | int) -> BaseOxmlElement:
    """Make an element such as ``w:lang`` with attributes of the ``w`` namespace."""
    made = OxmlElement(tag)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    return made


def link_to_address(paragraph: Paragraph, url: str) -> BaseOxmlElement:
    """Add a hyperlink to an address; runs are put into it by `add_run`."""
    made = OxmlElement("w:hyperlink")
    made.set(
        qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    paragraph._p.append(made)  # noqa: SLF001 - the library offers no other way
    return made


def link_to_bookmark(paragraph: Paragraph, name: str) -> BaseOxmlElement:
    """Add a hyperlink to a place in the same document."""
    made = element("w:hyperlink", anchor=name, history=1)
    paragraph._p.append(made)  # noqa: SLF001
    return made


def add_run(paragraph: Paragraph, words: str, link: BaseOxmlElement | None = None) -> Run:
    """Add a run to the paragraph, inside the link if one is given."""
    run = paragraph.add_run(words)
    if link is not None:
        link.append(run._r)  # noqa: SLF001
    return run


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark where the paragraph ends now."""
    for made in (
        element("w:bookmarkStart", id=number, name=name),
        element("w:bookmarkEnd", id=number),
    ):
        paragraph._p.append(made)  # noqa: SLF001


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that the reader's program fills, such as PAGE."""
    made = element("w:fldSimple", instr=instruction)
    made.append(add_run(paragraph, "1")._r)  # noqa: SLF001
    paragraph._p.append(made)  # noqa: SLF001


class Numbering:
    """The lists of a document: two patterns, and a counter of its own for every list."""

    def __init__(self, word: Word) -> None:
        self._root = word.part.numbering_part.element
        taken = [
            int(one.get(qn("w:abstractNumId"))) for one in self._root.iter(qn("w:abstractNum"))
        ]
        self._bullets, self._decimals = max(taken, default=0) + 1, max(taken, default=0) + 2
        numbers = [int(one.get(qn("w:numId"))) for one in self._root.iter(qn("w:num"))]
        self._last = max(numbers, default=0)
        first = self._root.find(qn("w:num"))
        for pattern, is_ordered in ((self._bullets, False), (self._decimals, True)):
            made = _pattern(pattern, is_ordered=is_ordered)
            if first is None:
                self._root.append(made)
            else:
                first.addprevious(made)

    def new_list(self, *, ordered: bool, start: int, level: int) -> int:
        """Begin a list and return its number."""
        self._last += 1
        made = element("w:num", numId=self._last)
        made.append(element("w:abstractNumId", val=self._decimals if ordered else self._bullets))
        restart = element("w:lvlOverride", ilvl=level)
        restart.append(element("w:startOverride", val=start))
        made.append(restart)
        self._root.append(made)
        return self._last


def hairlines() -> BaseOxmlElement:
    """Return the borders of a table: above, below and between rows."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color="5B5348"))
    return borders


def put_into_list(paragraph: Paragraph, number: int, level: int) -> None:
    """Make the paragraph an item of the list."""
    properties = element("w:numPr")
    properties.append(element("w:ilvl", val=level))
    properties.append(element("w:numId", val=number))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        properties,
        "w:suppressLineNumbers",
        "w:pBdr",
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
    )


def _pattern(pattern: int, *, is_ordered: bool) -> BaseOxmlElement:
    made = element("w:abstractNum", abstractNumId=pattern)
    made.append(element("w:multiLevelType", val="hybridMultilevel"))
    for level in range(LEVELS):
        made.append(_level(level, is_ordered=is_ordered))
    return made


def _level(level: int, *, is_ordered: bool) -> BaseOxmlElement:
    made = element("w:lvl", ilvl=level)
    sign = f"%{level + 1}." if is_ordered else BULLETS[level % len(BULLETS)]
    made.append(element("w:start", val=1))
    made.append(element("w:numFmt", val="decimal" if is_ordered else "bullet"))
    made.append(element("w:lvlText", val=sign))
    made.append(element("w:lvlJc", val="left"))
    place = element("w:pPr")
    place.append(element("w:ind", left=INDENT * (level + 1), hanging=INDENT))
    made.append(place)
    return made
