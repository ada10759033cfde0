"""A document as a Word document with real headings, lists, tables and links."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from openluban.foundation.documents.document import (
    Block,
    Break,
    Code,
    Document,
    FigureNote,
    Heading,
    ItemList,
    Leaf,
    Number,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    SideBySide,
    Table,
    Text,
)
from openluban.foundation.documents.docx_elements import (
    INDENT,
    Numbering,
    add_bookmark,
    add_run,
    element,
    hairlines,
    link_to_address,
    link_to_bookmark,
    put_into_list,
)
from openluban.foundation.documents.docx_parts import add_picture, begin_leaf
from openluban.foundation.documents.docx_setting import (
    CODE_STYLE,
    LINK_STYLE,
    NOTE_STYLE,
    NUMBER_STYLE,
    SOFT_INK,
    reproducible,
    set_up,
    setting_of,
)
from openluban.foundation.documents.words import added_words

_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def to_docx(document: Document) -> bytes:
    """Return the document as DOCX, the same bytes for the same document.

    Every number links to its figure's page and, raised beside it, to its note at the end; the
    addresses must be full ones. Fonts are named, not embedded.
    """
    writer = _Writer(document)
    writer.blocks(document.blocks)
    writer.notes()
    packed = BytesIO()
    writer.word.save(packed)
    return reproducible(packed.getvalue())


class _Writer:
    def __init__(self, document: Document) -> None:
        self.word = docx.Document()
        self._document = document
        self._language = document.language
        self._into: Word | _Cell = self.word
        set_up(self.word, document)
        self._numbering = Numbering(self.word)

    def blocks(self, blocks: Iterable[Block], style: str = "Body Text") -> None:
        """Write blocks one under the other; `style` is that of their paragraphs."""
        for block in blocks:
            match block:
                case Heading(level=level, runs=runs):
                    self._runs(self._paragraph(f"Heading {level}"), runs)
                case Paragraph(runs=runs):
                    self._runs(self._paragraph(style), runs)
                case ItemList():
                    self._list(block, 0)
                case Quote(blocks=inner):
                    self.blocks(inner, "Quote")
                case Table():
                    self._table(block)
                case _:
                    self._rarer(block)

    def _rarer(self, block: Code | Picture | Leaf | SideBySide) -> None:
        match block:
            case Code(words=words):
                self._paragraph(CODE_STYLE).add_run(words)
            case Picture(words=words):
                paragraph = self._paragraph("Body Text")
                if not add_picture(paragraph, block):
                    self._look(paragraph.add_run(words), Text(words, emphasis=True))
            case Leaf():
                begin_leaf(self.word, block)
            case SideBySide():
                self._beside(block)

    def _paragraph(self, style: str) -> WordParagraph:
        # A cell takes the style itself, not its name.
        return self._into.add_paragraph(style=self.word.styles[style])

    def _beside(self, block: SideBySide) -> None:
        """Write two columns; the language of each is that of its words."""
        table = self._ruled(len(block.heads))
        heads = tuple((Paragraph((Text(head, strong=True),)),) for head in block.heads)
        for place, line in enumerate((heads, *block.lines)):
            row = table.add_row()  # type: ignore[no-untyped-call]
            if place == 0:
                row._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
            for cell, language, blocks in zip(row.cells, block.languages, line, strict=True):
                self._side(cell, language if place else self._document.language, blocks)
        self._paragraph("Body Text")

    def _side(self, cell: _Cell, language: str, blocks: Iterable[Block]) -> None:
        empty = cell.paragraphs[0]._p  # noqa: SLF001
        self._into, self._language = cell, language
        self.blocks(blocks, "Normal")
        self._into, self._language = self.word, self._document.language
        if len(cell.paragraphs) > 1:
            empty.getparent().remove(empty)

    def notes(self) -> None:
        """Write how each number stands, with the bookmarks that the raised numbers lead to."""
        if not self._document.notes:
            return
        words = added_words(self._document)
        self.word.add_paragraph(words.notes, style="Heading 2")
        number = self._numbering.new_list(ordered=True, start=1, level=0)
        for place, note in enumerate(self._document.notes, start=1):
            paragraph = self.word.add_paragraph(style=NOTE_STYLE)
            put_into_list(paragraph, number, 0)
            add_bookmark(paragraph, f"figure_note_{place}", place)
            self._note(paragraph, note)

    def _note(self, paragraph: WordParagraph, note: FigureNote) -> None:
        link = link_to_address(paragraph, note.url)
        self._look(add_run(paragraph, note.words, link), Text("", strong=True), NUMBER_STYLE)
        for line in (note.definition, f"{note.day_words} · {note.standing_words}"):
            paragraph.add_run().add_break(WD_BREAK.LINE)
            self._look(paragraph.add_run(line), Text(""))

    def _list(self, block: ItemList, level: int) -> None:
        number = self._numbering.new_list(ordered=block.ordered, start=block.start, level=level)
        style = "List Number" if block.ordered else "List Bullet"
        for item in block.items:
            first, *rest = (
                item if item and isinstance(item[0], Paragraph) else (Paragraph(()), *item)
            )
            paragraph = self._paragraph(style)
            put_into_list(paragraph, number, level)
            self._runs(paragraph, first.runs if isinstance(first, Paragraph) else ())
            for inner in rest:
                self._inside_item(inner, level)

    def _inside_item(self, block: Block, level: int) -> None:
        if isinstance(block, ItemList):
            self._list(block, level + 1)
        elif isinstance(block, Paragraph):
            paragraph = self._paragraph("List Continue")
            paragraph.paragraph_format.left_indent = Twips(INDENT * (level + 1))
            self._runs(paragraph, block.runs)
        else:
            self.blocks([block])

    def _table(self, block: Table) -> None:
        table = self._ruled(len(block.header))
        for place, row in enumerate((block.header, *block.rows)):
            cells = table.add_row()  # type: ignore[no-untyped-call]
            if place == 0:
                cells._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
            for cell, runs, side in zip(cells.cells, row, block.alignments, strict=True):
                self._cell(cell, runs, side, is_heading=place == 0)
        self._paragraph("Body Text")

    def _ruled(self, columns: int) -> WordTable:
        """Begin a table with hairlines; one in a cell is as wide as the cell."""
        if isinstance(self._into, _Cell):
            table = self._into.add_table(rows=0, cols=columns)
        else:
            table = self._into.add_table(rows=0, cols=columns)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table._tbl.tblPr.insert_element_before(  # noqa: SLF001 - the library offers no other way
            hairlines(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )
        return table

    def _cell(self, cell: _Cell, runs: Runs, side: str, *, is_heading: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _SIDES[side]
        self._runs(paragraph, runs)
        if is_heading:
            for run in paragraph.runs:
                run.bold = True

    def _runs(self, paragraph: WordParagraph, runs: Runs) -> None:
        link: tuple[str, BaseOxmlElement] | None = None
        for run in runs:
            url = run.url if isinstance(run, Text) else ""
            if url and (link is None or link[0] != url):
                link = (url, link_to_address(paragraph, url))
            if not url:
                link = None
            self._run(paragraph, run, link[1] if link else None)

    def _run(self, paragraph: WordParagraph, run: Run, link: BaseOxmlElement | None) -> None:
        match run:
            case Break():
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case Text():
                self._look(
                    add_run(paragraph, run.words, link), run, LINK_STYLE if link is not None else ""
                )
            case Number():
                to_figure = link_to_address(paragraph, run.url)
                self._look(add_run(paragraph, run.words, to_figure), run, NUMBER_STYLE)
                to_note = link_to_bookmark(paragraph, f"figure_note_{run.note_index + 1}")
                raised = add_run(paragraph, str(run.note_index + 1), to_note)
                raised.font.superscript = True

    def _look(self, run: WordRun, source: Text | Number, style: str = "") -> None:
        if style:
            run.style = style
        run.bold = True if source.strong else None
        if self._language != self._document.language:
            tag = setting_of(self._language).tag
            run._r.get_or_add_rPr().append(element("w:lang", val=tag))  # noqa: SLF001
        if isinstance(source, Text) and source.code:
            run.font.color.rgb = SOFT_INK
        if self._language.startswith("zh"):
            properties = run._r.get_or_add_rPr()  # noqa: SLF001
            fonts = properties.get_or_add_rFonts()
            fonts.set(qn("w:hint"), "eastAsia")
            if source.emphasis:
                properties.append(element("w:em", val="dot"))
        elif source.emphasis:
            run.italic = True
