"""Files that want to do harm: refused in clear words, or read without what is harmful."""

from collections.abc import Callable
from pathlib import Path

import pytest

from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_files
from openluban.teaching.library.formats.foreign import Reading
from openluban.teaching.library.markup.html import page_html
from openluban.teaching.library.tests.made_files import (
    image,
    paragraph,
    relation,
    run,
    style,
    word,
    zipped,
)

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_LAUGHS = f'<!DOCTYPE d [<!ENTITY e0 "ha">{_ENTITIES}]><d>&e9;</d>'
_XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
_OUTSIDE = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><d/>'
_CIRCLE = style("a", "A", '<w:basedOn w:val="b"/>') + style("b", "B", '<w:basedOn w:val="a"/>')
_PO = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
_TC = f"<w:tc>{paragraph('a')}</w:tc>"
_SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>'
_WIDE = f"<w:tbl><w:tr>{_SPAN}{paragraph('a')}</w:tc>{_TC}</w:tr></w:tbl>"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _document(xml: str) -> bytes:
    return word("", {"word/document.xml": xml})


def _swollen() -> bytes:
    return word("", {"word/document.xml": b"<d>" + b" " * 150_000_001 + b"</d>"})


def _declared(size: int) -> bytes:
    """Return a Word file whose directory says that a part has so many bytes."""
    data = bytearray(word(paragraph("a")))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        while at >= 0:
            data[at + place : at + place + 4] = size.to_bytes(4, "little")
            at = data.find(mark, at + 4)
    return bytes(data)


def _types(kind: str) -> dict[str, str | bytes]:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    part = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    return {"[Content_Types].xml": f'<Types xmlns="{space}">{part}</Types>'}


def _locked() -> bytes:
    data = bytearray(word(paragraph("a")))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


REFUSED: dict[str, tuple[str, Callable[[], bytes | str], str]] = {
    "zip that leads out": ("a.docx", lambda: word("", {"../../e.xml": "x"}), "word.unsafe_path"),
    "zip of an absolute path": ("a.docx", lambda: word("", {"/etc/e": "x"}), "word.unsafe_path"),
    "zip with back strokes": ("a.docx", lambda: word("", {"..\\e": "x"}), "word.unsafe_path"),
    "zip that unfolds": ("a.docx", _swollen, "word.zip_bomb"),
    "zip of too many parts": (
        "a.docx", lambda: word("", {f"p{n}": "" for n in range(3_001)}), "word.too_many_members"),
    "zip cut off": ("a.docx", lambda: word(paragraph("a"))[:-40], "word.damaged_archive"),
    "zip that is locked": ("a.docx", _locked, "word.encrypted"),
    "zip in a zip": (
        "a.docx", lambda: zipped({"a.docx": word(paragraph("a"))}), "word.not_word"),
    "no zip": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" * 200, "word.damaged_archive"),
    "file from outside": ("a.docx", lambda: _document(_XXE), "word.entities"),
    "many laughs": ("a.docx", lambda: _document(_LAUGHS), "word.entities"),
    "document type from outside": ("a.docx", lambda: _document(_OUTSIDE), "word.entities"),
    "entities in the types": (
        "a.docx", lambda: word("", {"[Content_Types].xml": _LAUGHS}), "word.entities"),
    "entities in the relationships": (
        "a.docx", lambda: word("", {"word/_rels/document.xml.rels": _XXE}), "word.entities"),
    "not well formed": ("a.docx", lambda: _document("<d><e></d>"), "word.not_xml"),
    "deep document": (
        "a.docx", lambda: _document("<d>" * 5_000 + "</d>" * 5_000), "word.too_deep"),
    "type of a workbook": (
        "a.docx", lambda: word("", _types("application/vnd.ms-excel")), "word.not_word"),
    "no document": ("a.docx", lambda: word("", _types("")), "word.not_word"),
    "image without relationship": (
        "a.docx", lambda: word(paragraph(image("rId77"))), "word.damaged"),
    "100 columns": ("a.docx", lambda: word(f"<w:tbl><w:tr>{_TC * 100}</w:tr></w:tbl>"),
                    "table.too_wide"),
    "page too deep": ("a.html", lambda: b"<div>" * 30_000, "page.too_deep"),
    "100,000 divs": ("a.html", lambda: b"<div>" * 100_000, "page.too_many"),
    "page of bold words in each other": ("a.html", lambda: b"<b><i>" * 20_000, "page.too_deep"),
    "table as wide as the sea": (
        "a.html", lambda: b"<table><tr>" + b"<td>a" * 1_000, "table.too_wide"),
    "null bytes": ("a.html", lambda: b"<p>a\0b", "file.binary"),
    "wrong encoding": (
        "a.html", lambda: "<meta charset=utf-8><p>станок".encode("cp1251"), "file.encoding_wrong"),
    "encoding that runs": (
        "a.html", lambda: b"<meta charset=zlib><p>a", "file.encoding_unread"),
    "UTF-7": ("a.html", lambda: b"<meta charset=utf-7>+ADw-script+AD4-", "file.encoding_unread"),
    "language that letters deny": (
        "a.html", lambda: "<html lang=en><p>Отключите", "text.doubtful_language"),
    "PO with broken escapes": (
        "a.ru.po", lambda: _PO + 'msgid "a\\q"\nmsgstr "b"\n', "po.escape"),
    "PO with an open quotation": (
        "a.ru.po", lambda: _PO + 'msgid "a\nmsgstr "b"\n', "po.unclosed"),
    "PO without end": (
        "a.ru.po", lambda: _PO + 'msgid "' + "a" * 100_000 + '"\n', "po.too_long"),
    "PO of endless plural forms": (
        "a.ru.po",
        lambda: _PO + 'msgid "a"\nmsgid_plural "b"\n'
                + "".join(f'msgstr[{n}] "c"\n' for n in range(200_000)),
        "po.no_quotes"),
    "PO that is none": ("a.ru.po", lambda: b"<html>", "po.not_po"),
    "PO in an encoding that runs": (
        "a.ru.po", lambda: b'msgid ""\nmsgstr "charset=hex\\n"\n', "po.encoding_unknown"),
    "times below nothing": (
        "a.ru.vtt", lambda: b"WEBVTT\n\n-00:01.000 --> 00:02.000\na\n", "subtitles.times"),
    "times beyond all hours": (
        "a.ru.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 999999999999:00:02.000\na\n",
        "subtitles.times"),
    "times that run back": (
        "a.ru.srt", lambda: b"1\n00:00:02,000 --> 00:00:01,000\na\n", "subtitles.times"),
    "cues without number": (
        "a.ru.srt", lambda: b"1\n00:00:01,000 --> 00:00:02,000\na\n\n" * 30_000,
        "subtitles.too_many"),
}  # fmt: skip

LEFT_OUT: dict[str, tuple[str, Callable[[], bytes | str], str]] = {
    "cell as wide as the sea": ("a.docx", lambda: word(_WIDE), "table.merged"),
    "page with a cell as wide": (
        "a.html", lambda: b"<table><tr><td colspan=999999 rowspan=999999>a<td>b", "table.merged"),
    "macros": (
        "a.docx", lambda: word(paragraph("a"), {"word/vbaProject.bin": b"x"}), "word.macros"),
    "type of macros": ("a.docx", lambda: word(paragraph("a"), _types(_MACROS)), "word.macros"),
    "object of another program": (
        "a.docx", lambda: word(paragraph("a"), {"word/embeddings/o.bin": b"x"}), "word.embedded"),
    "image of another host": (
        "a.docx",
        lambda: word(paragraph(run("a") + image("rId9", "link")), relations=relation(
            "rId9", "image", "http://127.0.0.1:9/a.png", "External")),
        "image.elsewhere"),
    "image of this computer": (
        "a.docx",
        lambda: word(paragraph(run("a") + image("rId9", "link")), relations=relation(
            "rId9", "image", "file:///etc/passwd", "External")),
        "image.elsewhere"),
    "image that is a script": (
        "a.docx",
        lambda: word(paragraph(run("a") + image()), {"word/media/a.png": "<svg onload='x()'/>"},
                     relations=relation("rId9", "image", "media/a.png")),
        "image.kind"),
    "styles in a circle": (
        "a.docx",
        lambda: word(paragraph("a", '<w:pPr><w:pStyle w:val="a"/></w:pPr>'), styles=_CIRCLE),
        "word.styles"),
    "style that maps itself": (
        "a.docx",
        lambda: word(paragraph(run("a") + '<w:r><w:commentReference w:id="1"/></w:r>'),
                     {"mammoth/style-map": "p => script"}),
        "word.comment"),
    "script": ("a.html", lambda: b"<p>a<script>alert(1)</script>", "page.script"),
    "script in capitals": ("a.html", lambda: b"<p>a<SCRIPT SRC=//e.org>", "page.script"),
    "what runs on a fault": ("a.html", lambda: b"<p>a<img src=x onerror=alert(1)>", "page.handler"),
    "drawing": ("a.html", lambda: b"<p>a<svg><script>alert(1)</script></svg>", "page.drawing"),
    "link that runs": (
        "a.html", lambda: b"<p><a href='java&#115;cript:alert(1)'>a</a>", "page.unsafe_link"),
    "frame": ("a.html", lambda: b"<p>a<iframe srcdoc='<script>'></iframe>", "page.frame"),
    "formula": ("a.html", lambda: b"<p>a<math><mi xlink:href='javascript:x'>b", "page.formula"),
    "overlapping cues": (
        "a.en.vtt",
        lambda: b"WEBVTT\n\n00:01.000 --> 00:09.000\na\n\n00:02.000 --> 00:03.000\nb\n",
        "subtitles.overlap"),
    "cue of markup": (
        "a.en.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=y>a\n",
        "subtitles.marks"),
    "styles of subtitles": (
        "a.en.vtt",
        lambda: b"WEBVTT\n\nSTYLE\n::cue{background:url(//e.org)}\n\n00:01.000 --> 00:02.000\na\n",
        "subtitles.remarks"),
}  # fmt: skip

_HARMFUL = ("alert", "script", "onerror", "e.org", "127.0", "svg", "passwd")


def _put(place: Path, name: str, data: bytes | str) -> list[tuple[str, Path]]:
    file = place / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return [(name, file)]


@pytest.mark.parametrize("case", REFUSED)
def test_an_unsound_file_is_refused_in_clear_words(case: str, tmp_path: Path) -> None:
    name, make, rule = REFUSED[case]
    with pytest.raises(FolderRefused) as caught:
        read_files(_put(tmp_path, name, make()), Reading())
    (problem,) = caught.value.problems
    assert (problem.rule, problem.field) == (rule, name)
    assert "%" not in str(problem)


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_is_harmful_is_left_out_and_said(case: str, tmp_path: Path) -> None:
    name, make, rule = LEFT_OUT[case]
    folder = read_files(_put(tmp_path, name, make()), Reading("en"))
    assert rule in [note.rule for note in folder.notes]
    assert not folder.images
    (text,) = folder.texts
    shown = page_html(text.body)
    assert "a" in shown
    assert not any(
        word in shown for word in ("alert", "script", "onerror", "e.org", "127.0", "svg")
    )


def test_a_part_that_says_it_has_2_gb_is_read_for_what_it_has(tmp_path: Path) -> None:
    files = _put(tmp_path, "a.en.docx", _declared(2**31))
    assert [text.body for text in read_files(files).texts] == ["a\n"]
