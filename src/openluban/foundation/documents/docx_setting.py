"""How a document looks in a word processor: page, fonts, languages, styles, properties."""

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from openluban.foundation.documents.document import Document
from openluban.foundation.documents.docx_elements import add_field, element
from openluban.foundation.documents.words import added_words, language_tag

INK, SOFT_INK, SEAL = (
    RGBColor(0x1C, 0x19, 0x16),
    RGBColor(0x5B, 0x53, 0x48),
    RGBColor(0xA5, 0x1C, 0x16),
)
LATIN_FONT, CHINESE_FONT = "Noto Sans", "DengXian"
NUMBER_STYLE, LINK_STYLE, NOTE_STYLE = "Figure Number", "Hyperlink", "Figure Note"
CODE_STYLE = "Program"
_SIZES = {"Heading 1": 20, "Heading 2": 13, "Heading 3": 11}
_EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """What depends on the language: the tag Word knows it by, and how its paragraphs are set."""

    tag: str
    is_justified: bool = False
    first_line: dict[str, int] | None = None


SETTINGS = {
    "en": Setting("en-GB"),
    "zh-hans": Setting(
        "zh-CN", is_justified=True, first_line={"firstLineChars": 200, "firstLine": 440}
    ),
    "ru": Setting("ru-RU", is_justified=True, first_line={"firstLine": 567}),
}


def setting_of(language: str) -> Setting:
    """Return how a language is set."""
    return SETTINGS.get(language, Setting(language_tag(language)))


def set_up(word: Word, document: Document) -> None:
    """Give an empty Word document its page, styles, languages and properties."""
    setting = setting_of(document.language)
    _set_page(word)
    _set_defaults(word, setting)
    _set_styles(word, setting)
    _set_running_lines(word, document)
    _set_properties(word, document, setting)


def reproducible(packed: bytes) -> bytes:
    """Return the same package without the moment at which it was packed."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.infolist():
            undated = zipfile.ZipInfo(entry.filename, _EARLIEST_ZIP_DATE)
            undated.compress_type = zipfile.ZIP_DEFLATED
            undated.create_system = 3
            target.writestr(undated, source.read(entry))
    return result.getvalue()


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    section.top_margin = section.bottom_margin = Mm(26)
    section.header_distance = section.footer_distance = Mm(13)


def _set_defaults(word: Word, setting: Setting) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for name in ("w:rFonts", "w:lang", "w:sz", "w:szCs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, _fonts())
    properties.append(element("w:sz", val=21))
    properties.append(element("w:szCs", val=21))
    properties.append(element("w:lang", val=setting.tag, eastAsia="zh-CN", bidi="ar-SA"))
    _set_language(word, setting)


def _set_language(word: Word, setting: Setting) -> None:
    settings = word.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), setting.tag)
        old.set(qn("w:eastAsia"), "zh-CN")
    hyphenation = element("w:autoHyphenation", val=1 if setting.tag == "ru-RU" else 0)
    before = settings.find(qn("w:defaultTabStop"))
    if before is None:
        settings.append(hyphenation)
    else:
        before.addnext(hyphenation)


def _fonts() -> BaseOxmlElement:
    return element(
        "w:rFonts", ascii=LATIN_FONT, hAnsi=LATIN_FONT, cs=LATIN_FONT, eastAsia=CHINESE_FONT
    )


def _set_styles(word: Word, setting: Setting) -> None:
    for style in word.styles:
        if isinstance(style, CharacterStyle | ParagraphStyle):
            for fonts in style.element.iter(qn("w:rFonts")):
                fonts.attrib.clear()
                fonts.attrib.update(_fonts().attrib)
    for name, size in _SIZES.items():
        _set_heading(word, name, size)
    word.styles["Normal"].paragraph_format.space_after = Pt(3)
    body = word.styles["Body Text"]
    body.paragraph_format.space_after = Pt(7)
    body.paragraph_format.line_spacing = 1.3
    body.paragraph_format.widow_control = True
    if setting.is_justified:
        body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if setting.first_line:
        indent = body.element.get_or_add_pPr().get_or_add_ind()
        indent.attrib.update(element("w:ind", **setting.first_line).attrib)
    _add_styles(word)


def _set_heading(word: Word, name: str, size: int) -> None:
    style = word.styles[name]
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
    style.paragraph_format.space_before = Pt(0 if name == "Heading 1" else 14)
    style.paragraph_format.space_after = Pt(12 if name == "Heading 1" else 5)
    style.paragraph_format.keep_with_next = True


def _add_styles(word: Word) -> None:
    for name, colour in ((NUMBER_STYLE, SEAL), (LINK_STYLE, SEAL)):
        style = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = colour
        style.font.underline = name == LINK_STYLE
    note = word.styles.add_style(NOTE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = word.styles["Normal"]
    note.font.size = Pt(9)
    note.paragraph_format.space_after = Pt(5)
    note.paragraph_format.keep_together = True
    for name in ("List Bullet", "List Number", "List Continue"):
        word.styles[name].paragraph_format.space_after = Pt(4)
    code = word.styles.add_style(CODE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = word.styles["Normal"]
    code.font.size, code.font.color.rgb = Pt(9), SOFT_INK
    code.paragraph_format.left_indent = Mm(4)
    quote = word.styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, SOFT_INK
    quote.paragraph_format.left_indent = Mm(8)
    for name in ("Header", "Footer"):
        word.styles[name].font.size = Pt(8.5)
        word.styles[name].font.color.rgb = SOFT_INK


def _set_running_lines(word: Word, document: Document) -> None:
    section = word.sections[0]
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    header = section.header.paragraphs[0]
    header.paragraph_format.tab_stops.clear_all()
    header.text = f"{document.title}\t{added_words(document).as_at}"
    header.paragraph_format.tab_stops.add_tab_stop(width, alignment=2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(footer, "PAGE")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES")


def _set_properties(word: Word, document: Document, setting: Setting) -> None:
    properties = word.core_properties
    day = datetime.combine(document.day, time.min, tzinfo=UTC)
    properties.title, properties.language = document.title[:255], setting.tag
    properties.created = properties.modified = day
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.subject = added_words(document).as_at[:255]
    package = word.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]
