"""What units need of files: code, pictures, leaves, two languages beside each other."""

import re
import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import settings
from docx.oxml.ns import qn
from pypdf import PdfReader

from openluban.foundation.documents.document import (
    Block,
    Code,
    Document,
    Heading,
    ItemList,
    Leaf,
    Paragraph,
    Picture,
    SideBySide,
    Text,
    runs_of,
)
from openluban.foundation.documents.docx import to_docx
from openluban.foundation.documents.pdf import GlyphsMissing, to_pdf

DAY = date(2026, 3, 1)


def png(width: int = 40, height: int = 20) -> bytes:
    """Make a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BROKEN = png()[:60]


@pytest.fixture(scope="module")
def fonts() -> Path:
    folder = Path(settings.LUBAN_FONTS)
    if not any(folder.glob("*SC*Regular*")):
        pytest.skip("the fonts of PDF files are not here; make fonts fetches them")
    return folder


def document(*blocks: Block, language: str = "en", edge: str = "") -> Document:
    title = Heading(1, (Text("Title"),))
    return Document("Title", language, DAY, "1 March 2026", (title, *blocks), (), edge)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def pages_of(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


BESIDE = SideBySide(
    ("zh-hans", "ru"),
    ("中文", "Русский"),
    (
        ((paragraph("先断电。"),), (paragraph("Сначала отключите питание."),)),
        ((), (ItemList(ordered=False, start=1, items=((paragraph("Только здесь."),),)),)),
        ((Code("IF a THEN"),), (Picture(png(), "png", "Схема"),)),
    ),
)


def test_every_run_of_two_columns_is_found() -> None:
    words = [run.words for run in runs_of((BESIDE,)) if isinstance(run, Text)]

    assert words == ["先断电。", "Сначала отключите питание.", "Только здесь."]


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_pdf_sets_two_languages_beside_each_other(fonts: Path, language: str) -> None:
    pdf = to_pdf(document(BESIDE, language=language), fonts=fonts)
    text = "".join(pages_of(pdf))

    for words in ("中文", "Русский", "先断电。", "отключите питание", "—", "IF a THEN"):
        assert words in text


def test_pdf_keeps_the_lines_of_programs(fonts: Path) -> None:
    pdf = to_pdf(document(Code("IF a THEN\n    b := 1;\nEND_IF")), fonts=fonts)
    lines = PdfReader(BytesIO(pdf)).pages[0].extract_text().splitlines()

    assert [line.strip() for line in lines if "IF" in line or ":=" in line] == [
        "IF a THEN",
        "b := 1;",
        "END_IF",
    ]


def test_pdf_shows_pictures_with_words_for_those_who_do_not_see_them(fonts: Path) -> None:
    picture = Picture(png(4_000, 100), "png", "A belt")
    pdf = to_pdf(document(picture, picture), fonts=fonts)

    (page,) = PdfReader(BytesIO(pdf)).pages
    assert len({image.data for image in page.images}) == 1
    assert b"(A belt)" in pdf or b"A\x00 " in pdf or "A belt".encode("utf-16-be") in pdf


def test_pdf_says_what_a_broken_picture_was_to_show(fonts: Path) -> None:
    pdf = to_pdf(document(Picture(BROKEN, "png", "A belt")), fonts=fonts)

    assert "A belt" in pages_of(pdf)[0]


def test_pdf_begins_each_leaf_on_the_front_of_a_sheet(fonts: Path) -> None:
    leaves: list[Block] = [
        Leaf("4-1", "Unit", "version 1"),
        paragraph("One."),
        Leaf("4-2a", "Unit", "version 3"),
    ]
    many = [paragraph(f"Line {place}.") for place in range(60)]
    pages = pages_of(to_pdf(document(*leaves, *many, edge="Sheet"), fonts=fonts))

    assert "Sheet" in pages[0]
    assert "1 / " in pages[0]
    assert "Unit version 1" in pages[2]
    assert "4-1 1" in pages[2]
    assert "version 3" in pages[4]
    assert "4-2a 1" in pages[4]
    assert "4-2a 2" in pages[5]
    assert "Line 0." in pages[4]


def test_pdf_names_characters_of_programs_that_it_cannot_show(fonts: Path) -> None:
    with pytest.raises(GlyphsMissing):
        to_pdf(document(Code("\U0001f600")), fonts=fonts)


def test_word_sets_two_languages_beside_each_other() -> None:
    word = docx.Document(BytesIO(to_docx(document(BESIDE))))
    (table,) = word.tables

    assert [cell.text for cell in table.rows[0].cells] == ["中文", "Русский"]
    assert [cell.text for cell in table.rows[1].cells] == ["先断电。", "Сначала отключите питание."]
    tags = [found.get(qn("w:val")) for found in table._tbl.iter(qn("w:lang"))]
    assert tags == ["zh-CN", "ru-RU", "ru-RU"]
    assert [cell.text for cell in table.rows[3].cells] == ["IF a THEN", ""]


def test_word_shows_pictures_and_words_where_it_cannot() -> None:
    blocks = (Picture(png(), "png", "A belt"), Picture(BROKEN[:20], "png", "A motor"))
    word = docx.Document(BytesIO(to_docx(document(*blocks, Picture(b"RIFF", "webp", "A gate")))))

    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "A belt"
    assert [each.text for each in word.paragraphs[2:]] == ["A motor", "A gate"]


def test_word_begins_each_leaf_on_the_front_of_a_sheet() -> None:
    word = docx.Document(
        BytesIO(
            to_docx(document(Leaf("4-1", "Unit", "version 1"), paragraph("One."), edge="Sheet"))
        )
    )

    first, leaf = word.sections
    assert "Sheet" in first.header.paragraphs[0].text
    assert "version 1" in leaf.header.paragraphs[0].text
    assert leaf.footer.paragraphs[0].text == "4-1"
    assert str(leaf.start_type).startswith("ODD_PAGE")


def test_files_are_the_same_bytes_each_time(fonts: Path) -> None:
    whole = document(BESIDE, Leaf("1", "", ""), Picture(png(), "png", "x"))

    assert to_docx(whole) == to_docx(whole)
    assert to_pdf(whole, fonts=fonts) == to_pdf(whole, fonts=fonts)
