"""A briefing as HTML, DOCX and PDF: what it says arrives, and none of it does anything."""

import re
import shutil
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.utils import translation
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader

from openluban.foundation.documents.document import (
    Document,
    FigureNote,
    Heading,
    Number,
    Paragraph,
    Text,
)
from openluban.foundation.documents.docx import to_docx
from openluban.foundation.documents.pdf import FontsMissing, GlyphsMissing, to_pdf
from openluban.publishing.briefings.formats.html import to_html
from openluban.publishing.briefings.tests.make import SUMMIT_EVE, make_answer, make_document

EVERYTHING = r"""# Ten of {{a}} & more

See *slanted* and **strong {{a}}**, the [page](https://a.example/?b=1&c=2).\
New line.

## Lists

- one
  - two
    1. deep
- three

  more of three

3. third
4. fourth {{b}}

> said

### Table

| Words | Number |
|---|--:|
| halls | {{b as=digits}} |
"""
HOSTILE = (
    '#read("/etc/passwd")', "#panic()", "$x^2$", "`#x`", "\\u{41}", "<l>", "@ref", "_a_", "*b*",
    "//", "/*", "#import \"@preview/x:0.1.0\"", "]", "[", "= x", "- x", "~", "--", "'\"", "</p>",
    "<script>alert(1)</script>", "&amp;", "javascript:alert(1)", "${7*7}", "{{a}}", "%(name)s",
)  # fmt: skip
hostile = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=6,
).map("".join)
PLACES = {"en": "Tianjin", "zh-hans": "天津鲁班工坊，“已启用”。", "ru": "Тяньцзинь, «мастерская»"}


class Page(HTMLParser):
    """What a browser would make of the HTML: tags with attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def fonts() -> Path:
    folder = Path(settings.LUBAN_FONTS)
    if not any(folder.glob("*SC*Regular*")):
        pytest.skip("the fonts of PDF files are not here; make fonts fetches them")
    return folder


def say(words: str, language: str = "en") -> Document:
    """Make a document that says the words in every place where words can be."""
    note = FigureNote(words, "https://luban.example/1", words, words, "agrees", words)
    runs = (Text(words), Number(words, "https://luban.example/1", 0), Text(words, strong=True))
    blocks = (Heading(1, (Text(words),)), Paragraph(runs))
    return Document(words, language, SUMMIT_EVE, words, blocks, (note,))


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"[\s\u2060]+", "", "".join(pages))


def links_of(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action is not None and "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def test_html_has_every_block_and_links_every_number() -> None:
    answer = make_answer("10 workshops", standing="explained")
    document = make_document(EVERYTHING, {"a as=phrase": answer})
    page = Page(to_html(document))
    names = [name for name, _attributes in page.tags]
    assert names[:2] == ["article", "h1"]
    for name in ("ul", "ol", "blockquote", "table", "th", "em", "strong", "br", "section"):
        assert name in names
    numbers = [found for name, found in page.tags if found.get("class") == "number"]
    assert len(numbers) == 4 + len(document.notes)
    assert all(found["href"] == answer.url for found in numbers)
    assert numbers[0]["data-standing"] == "explained"
    ids = {found["id"] for _name, found in page.tags if "id" in found}
    assert numbers[0]["aria-describedby"] == "figure-note-1"
    assert {"figure-note-1", "figure-note-2"} <= ids
    assert ("ol", {"start": "3"}) in page.tags
    assert ("a", {"href": "https://a.example/?b=1&c=2"}) in page.tags
    assert ("td", {"class": "right"}) in page.tags
    assert answer.definition in page.text
    assert answer.standing_words in page.text


def test_html_names_its_language_as_browsers_know_it() -> None:
    assert 'lang="zh-Hans"' in to_html(make_document("# 简报", language="zh-hans"))


@given(hostile)
def test_html_says_hostile_words_and_does_nothing(words: str) -> None:
    page = Page(to_html(say(words)))
    assert page.text.count(words) >= 3
    allowed = {"article", "h1", "h2", "p", "a", "strong", "section", "ol", "li", "dl", "dt", "dd"}
    assert {name for name, _attributes in page.tags} <= allowed
    assert {found["href"] for name, found in page.tags if name == "a"} == {
        "https://luban.example/1"
    }


def test_word_has_real_headings_lists_tables_and_links() -> None:
    word = docx.Document(BytesIO(to_docx(make_document(EVERYTHING))))
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert [name for name in styles if name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 2",
    ]
    assert styles.count("List Bullet") == 3
    assert styles.count("List Number") == 3
    items = [one for one in word.paragraphs if one.style and one.style.name.startswith("List ")]
    levels = [one._p.pPr.numPr.ilvl.val for one in items if one._p.pPr.numPr is not None]  # type: ignore[union-attr]
    assert levels == [0, 1, 2, 0, 0, 0]
    (table,) = word.tables
    assert [cell.text for cell in table.rows[1].cells] == ["halls", "10 workshops2"]
    addresses = {link.address for one in word.paragraphs for link in one.hyperlinks}
    assert {"https://a.example/?b=1&c=2", make_answer().url} <= addresses
    bookmarks = {found.get(qn("w:name")) for found in word.element.iter(qn("w:bookmarkStart"))}
    anchors = {link.fragment for one in word.paragraphs for link in one.hyperlinks} - {""}
    assert anchors == bookmarks == {"figure_note_1", "figure_note_2"}


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "en-GB"), ("zh-hans", "zh-CN"), ("ru", "ru-RU")]
)
def test_word_knows_title_language_and_day(language: str, tag: str) -> None:
    word = docx.Document(BytesIO(to_docx(make_document(EVERYTHING, language=language))))
    properties = word.core_properties
    assert properties.title == "Ten of 10 workshops & more"
    assert (properties.language, properties.author) == (tag, "")
    assert properties.created is not None
    assert properties.created.date() == SUMMIT_EVE
    (named,) = word.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert named.get(qn("w:val")) == tag
    assert named.get(qn("w:eastAsia")) == "zh-CN"


def test_word_names_no_font_by_theme_and_keeps_no_thumbnail() -> None:
    with zipfile.ZipFile(BytesIO(to_docx(make_document(EVERYTHING)))) as packed:
        assert b"asciiTheme" not in packed.read("word/styles.xml")
        assert not [name for name in packed.namelist() if "thumbnail" in name]


def test_word_is_the_same_bytes_each_time() -> None:
    document = make_document(EVERYTHING, language="zh-hans")
    assert to_docx(document) == to_docx(document)


@given(hostile)
@hypothesis_settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_word_says_hostile_words(words: str) -> None:
    word = docx.Document(BytesIO(to_docx(say(words))))
    assert word.paragraphs[0].text == words
    assert word.paragraphs[1].text == f"{words}{words}1{words}"


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_pdf_says_everything_and_leads_to_the_figures(fonts: Path, language: str) -> None:
    document = make_document(EVERYTHING + PLACES[language], language=language)
    pdf = to_pdf(document, fonts=fonts)
    text = text_of(pdf)
    for words in ("10workshops1&more", "moreofthree", "3.third", "halls", PLACES[language]):
        assert re.sub(r"\s", "", words) in text
    assert links_of(pdf) == {"https://a.example/?b=1&c=2", make_answer().url}


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "en-GB"), ("zh-hans", "zh-CN"), ("ru", "ru-RU")]
)
def test_pdf_is_tagged_and_knows_title_language_and_day(
    fonts: Path, language: str, tag: str
) -> None:
    document = make_document(EVERYTHING, language=language)
    reader = PdfReader(BytesIO(to_pdf(document, fonts=fonts)))
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == SUMMIT_EVE
    root = reader.root_object
    assert str(root["/Lang"]) == tag
    assert "/StructTreeRoot" in root
    width, height = reader.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_pdf_numbers_pages_and_repeats_the_day(fonts: Path) -> None:
    document = make_document("# Long\n\n" + "Words that fill a page.\n\n" * 60)
    pages = PdfReader(BytesIO(to_pdf(document, fonts=fonts))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"{number} / {len(pages)}" in text
        assert "30 August 2025" in text


def test_pdf_is_the_same_bytes_each_time(fonts: Path) -> None:
    document = make_document(EVERYTHING, language="ru")
    assert to_pdf(document, fonts=fonts) == to_pdf(document, fonts=fonts)


@given(words=hostile)
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_pdf_says_hostile_words_and_reads_nothing(fonts: Path, words: str) -> None:
    pdf = to_pdf(say(words), fonts=fonts)
    assert text_of(pdf).count(re.sub(r"[\s\u2060]+", "", words)) >= 3
    assert "root:" not in text_of(pdf).replace(re.sub(r"\s", "", words), "")


def test_pdf_needs_its_fonts(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing) as refused:
        to_pdf(make_document(EVERYTHING), fonts=tmp_path)
    assert "Noto Sans SC Bold" in str(refused.value)


def test_pdf_is_set_without_slanted_letters_too(fonts: Path, tmp_path: Path) -> None:
    for font in fonts.iterdir():
        if "Italic" not in font.name and font.suffix in {".ttf", ".ttc", ".otf"}:
            shutil.copy(font, tmp_path)
    assert "slanted" in text_of(to_pdf(make_document(EVERYTHING), fonts=tmp_path))


def test_pdf_names_characters_that_it_cannot_show(fonts: Path) -> None:
    with pytest.raises(GlyphsMissing) as refused:
        to_pdf(make_document("# ស and \U0001f600"), fonts=fonts)
    assert refused.value.details["characters"] == "ស \U0001f600"


def test_added_words_are_in_the_briefings_language() -> None:
    with translation.override("ru"):
        assert "How the numbers stand" in to_html(make_document("# A\n\n{{a}}"))
