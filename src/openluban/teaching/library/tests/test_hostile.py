"""Texts that want to do harm: shown as page, clause, document or file, they do nothing."""

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.documents.document import Picture, Text, runs_of
from openluban.teaching.library.formats.documents import blocks_of
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.images import image_ending
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.html import clause_html, page_html
from openluban.teaching.library.markup.parsing import parsed
from openluban.teaching.library.tests.make import PNG, ZH, make_folder, make_text, make_unit

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in a paragraph": "a <script>alert(1)</script> b",
    "event": '<img src=x onerror="alert(1)">',
    "svg": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "frame": '<iframe src="https://h.example/"></iframe>',
    "style": "<style>body{display:none}</style>\n\n<p style='position:fixed'>x</p>",
    "form": '<form action="https://h.example/"><input name=password></form>',
    "javascript": "[x](javascript:alert(1))",
    "javascript in signs": "[x](&#106;avascript:alert(1))",
    "javascript with a tab": "[x](java&#9;script:alert(1))",
    "javascript in capitals": "[x](JaVaScRiPt:alert(1))",
    "javascript by reference": "[x][a]\n\n[a]: javascript:alert(1)",
    "javascript in brackets": "<javascript:alert(1)>",
    "vbscript": "[x](vbscript:msgbox)",
    "data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "file": "[x](file:///etc/passwd)",
    "host alone": "[x](//h.example/a)",
    "picture of a host": "![x](https://h.example/a.png)",
    "picture of no scheme": "![x](//h.example/a.png)",
    "picture in data": "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "picture beyond": "![x](../../../etc/passwd)",
    "picture of svg": f"![x](files/{'0' * 64}.svg)",
    "quotes in words": '![x" onerror="alert(1)](https://h.example/a.png)',
    "quotes in a title": '[x](https://h.example/ "a" onclick="alert(1)")',
    "code": '```"><script>alert(1)</script>\nx\n```',
    "information of code": "```x onmouseover=alert(1)\ny\n```",
    "comment": "<!-- --><script>alert(1)</script> -->",
    "section of data": "<![CDATA[<script>alert(1)</script>]]>",
    "base": '<base href="https://h.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://h.example/">',
    "table": "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
    "heading": "# <script>alert(1)</script>",
    "control signs": "a\x00\x08\x1b[31mb",
    "deep": "> " * 500 + "x",
    "many brackets": "[" * 5_000 + "x" + "](" * 5_000,
}
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "loading", "start", "class", "scope", "tabindex", "rel"}


class Seen(HTMLParser):
    """What a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def check(html: str) -> None:
    """See that nothing of a page can act, ask another host, or look otherwise."""
    for tag, attributes in Seen(html).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        link, source = attributes.get("href"), attributes.get("src")
        assert link is None or link.startswith(("https://", "http://", "mailto:"))
        assert source is None or source.startswith("/library/files/")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_does_nothing(text: str) -> None:
    check(page_html(text))
    for clause in clauses_of(text):
        check(clause_html(clause))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_document_links_nowhere_harmful(text: str) -> None:
    def data(_digest: str, _ending: str) -> bytes | None:
        return PNG

    blocks = blocks_of(parsed(text), data)
    links = [run.url for run in runs_of(blocks) if isinstance(run, Text) and run.url]

    assert all(link.startswith(("https://", "http://", "mailto:")) for link in links)
    assert not any(isinstance(block, Picture) for block in blocks)


@given(st.lists(st.sampled_from([*HOSTILE.values(), "\n\n", "- ", "> ", "a"]), max_size=6))
def test_hostile_texts_beside_each_other_do_nothing(texts: list[str]) -> None:
    check(page_html("".join(text for text in texts if len(text) < 1_000)))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["script", "javascript", "svg", "table", "code", "deep"])
def test_the_whole_way_from_a_text_to_pages_and_files(name: str) -> None:
    unit = make_unit()
    make_text(unit, body=f"{ZH}\n\n{HOSTILE[name]}\n", is_published=True)
    shown = Client().get(f"/units/{unit.key}/read/").content.decode()
    article = shown[shown.index("<article") : shown.index("</article>")]
    check(article.partition(">")[2])
    response = Client().get(f"/units/{unit.key}/versions/zh-hans/1/unit.docx")

    assert docx.Document(BytesIO(response.content)).paragraphs[0].text == "安全"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"GIF89a<script>",
        b"%PDF-1.7",
        PNG[:16] + b"\x00\x01\x00\x00" * 2 + PNG[24:],  # 65,536 points each way
        PNG[:16] + b"\0" * 8 + PNG[24:],
        b"\xff\xd8\xff" + b"\xff" * 50,
        b"\xff\xd8\xff\xe0\x00\x00" * 9,
        b"RIFF\0\0\0\0WEBPVP8 ",
    ],
    ids=["svg", "html", "png of html", "gif", "pdf", "bomb", "no size", "jpeg", "loop", "webp"],
)
def test_what_is_no_image_is_left_out_whatever_its_name(tmp_path: Path, data: bytes) -> None:
    assert image_ending(data) == ""
    folder = read_folder(
        make_folder(tmp_path / "in", {"01-a.zh.md": "# A\n\n![x](a.png)", "a.png": data})
    )

    assert folder.images == ()
    assert [note.rule for note in folder.notes] == ["image.kind"]


@given(
    st.binary(max_size=60), st.sampled_from([b"", PNG[:20], b"\xff\xd8\xff", b"RIFF0000WEBPVP8L"])
)
def test_any_bytes_are_an_image_or_none(data: bytes, start: bytes) -> None:
    assert image_ending(start + data) in {"", "png", "jpg", "webp"}


def test_images_of_each_kind_are_known(tmp_path: Path) -> None:
    image: Any = pytest.importorskip("PIL.Image")
    for kind, ending, more in (
        ("PNG", "png", {}),
        ("JPEG", "jpg", {"progressive": True}),
        ("JPEG", "jpg", {}),
        ("WEBP", "webp", {}),
        ("WEBP", "webp", {"lossless": True}),
    ):
        packed = BytesIO()
        image.new("RGB", (33, 17)).save(packed, kind, **more)
        assert image_ending(packed.getvalue()) == ending
