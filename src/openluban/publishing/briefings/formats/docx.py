"""A briefing as a Word document with real headings, lists, tables and links."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from openluban.publishing.briefings.document import (
    Block,
    Break,
    Document,
    FigureNote,
    Heading,
    ItemList,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    Text,
)
from openluban.publishing.briefings.formats.docx_elements import (
    INDENT,
    Numbering,
    add_bookmark,
    add_run,
    element,
    link_to_address,
    link_to_bookmark,
    put_into_list,
)
from openluban.publishing.briefings.formats.docx_setting import (
    LINK_STYLE,
    NOTE_STYLE,
    NUMBER_STYLE,
    reproducible,
    set_up,
)
from openluban.publishing.briefings.formats.words import added_words

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
        self._is_chinese = document.language.startswith("zh")
        set_up(self.word, document)
        self._numbering = Numbering(self.word)

    def blocks(self, blocks: Iterable[Block], style: str = "Body Text") -> None:
        """Write blocks one under the other; `style` is that of their paragraphs."""
        for block in blocks:
            match block:
                case Heading(level=level, runs=runs):
                    self._runs(self.word.add_paragraph(style=f"Heading {level}"), runs)
                case Paragraph(runs=runs):
                    self._runs(self.word.add_paragraph(style=style), runs)
                case ItemList():
                    self._list(block, 0)
                case Quote(blocks=inner):
                    self.blocks(inner, "Quote")
                case Table():
                    self._table(block)

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
            paragraph = self.word.add_paragraph(style=style)
            put_into_list(paragraph, number, level)
            self._runs(paragraph, first.runs if isinstance(first, Paragraph) else ())
            for inner in rest:
                self._inside_item(inner, level)

    def _inside_item(self, block: Block, level: int) -> None:
        if isinstance(block, ItemList):
            self._list(block, level + 1)
        elif isinstance(block, Paragraph):
            paragraph = self.word.add_paragraph(style="List Continue")
            paragraph.paragraph_format.left_indent = Twips(INDENT * (level + 1))
            self._runs(paragraph, block.runs)

    def _table(self, block: Table) -> None:
        table = self.word.add_table(rows=0, cols=len(block.header))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table._tbl.tblPr.insert_element_before(  # noqa: SLF001 - the library offers no other way
            _hairlines(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )
        for place, row in enumerate((block.header, *block.rows)):
            cells = table.add_row()
            if place == 0:
                cells._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
            for cell, runs, side in zip(cells.cells, row, block.alignments, strict=True):
                self._cell(cell, runs, side, is_heading=place == 0)
        self.word.add_paragraph(style="Body Text")

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
        if self._is_chinese:
            properties = run._r.get_or_add_rPr()  # noqa: SLF001
            fonts = properties.get_or_add_rFonts()
            fonts.set(qn("w:hint"), "eastAsia")
            if source.emphasis:
                properties.append(element("w:em", val="dot"))
        elif source.emphasis:
            run.italic = True


def _hairlines() -> BaseOxmlElement:
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color="5B5348"))
    return borders
