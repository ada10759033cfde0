"""Pictures and leaves of a Word document."""

import struct
from io import BytesIO

from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as WordParagraph

from openluban.foundation.documents.document import Leaf, Picture

_WIDEST, _HIGHEST = Mm(150), Mm(160)
_UNREADABLE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    KeyError,
    ValueError,
    ZeroDivisionError,
    struct.error,
)
"""What the library throws at files that merely begin like pictures."""


def add_picture(paragraph: WordParagraph, picture: Picture) -> bool:
    """Put a picture into a paragraph; return whether Word can show it."""
    run = paragraph.add_run()
    try:
        shape = run.add_picture(BytesIO(picture.data))
    except _UNREADABLE:
        return False
    scale = min(1.0, _WIDEST / max(shape.width, 1), _HIGHEST / max(shape.height, 1))
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape._inline.docPr.set("descr", picture.words)  # noqa: SLF001 - the library offers no other way
    return True


def begin_leaf(word: Word, leaf: Leaf) -> None:
    """Go on at the front of a new sheet, whose head and foot are those of the leaf."""
    section = word.add_section(WD_SECTION.ODD_PAGE)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    width = section.page_width - section.left_margin - section.right_margin
    header.style = word.styles["Header"]
    header.paragraph_format.tab_stops.clear_all()
    header.paragraph_format.tab_stops.add_tab_stop(width, alignment=2)
    header.text = f"{leaf.title}\t{leaf.edge}"
    footer = section.footer.paragraphs[0]
    footer.style = word.styles["Footer"]
    footer.add_run(leaf.label).bold = True
