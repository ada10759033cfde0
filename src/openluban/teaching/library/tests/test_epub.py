"""Books: whatever is written, EPUB comes out whole, and a foreign checker has nothing to say."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openluban.foundation.documents.document import Heading, Paragraph, Picture, Text
from openluban.teaching.library.formats.book import (
    Book,
    Chapter,
    Note,
    Pair,
    Passage,
    Title,
    Wording,
)
from openluban.teaching.library.formats.documents import blocks_of
from openluban.teaching.library.formats.xhtml import is_plain_url, language_tag
from openluban.teaching.library.markup.parsing import parsed
from openluban.teaching.library.tests.epub import bytes_of, complaints, documents_of, words_of
from openluban.teaching.library.tests.make import PNG

_ODD = ["<script>alert(1)</script>", "]]>", "&amp; &nope;", "\x00\x08\x1b", "\ufffe\ud800",
        "\u202e", "<!--", "א&ב", '"\'`', "%(x)s", "\ue000", "🙂", "a" * 300]  # fmt: skip
words = st.one_of(st.text(max_size=6), st.sampled_from(_ODD))
url = st.one_of(
    words,
    st.sampled_from(["https://luban.example/a?b=c&d=%D1", "http://", "https://[::1]/", "http://a b",
                     "mailto:a@b.example", "mailto:", "javascript:alert(1)", "https://例.example/"]),
)  # fmt: skip
image = f"files/{'0' * 64}.png"


def markdown() -> st.SearchStrategy[str]:
    """Return texts with every construct there is, and with what nobody would write."""
    piece = st.one_of(
        st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), words),
        st.builds("- {0}\n  - {1}\n\n    {0}".format, words, words),
        st.builds("{}. {}\n   > {}".format, st.integers(0, 999_999_999), words, words),
        st.builds("> {}\n> # {}".format, words, words),
        st.builds("```{}\n{}\n```".format, words, words),
        st.builds("    {}".format, words),
        st.builds("| {} | {} |\n| :-: | --: |\n| {} |".format, words, words, words),
        st.builds("**{}** *{}* `{}` [{}](<{}>)".format, words, words, words, words, url),
        st.builds("![{}]({}) ![{}]({})".format, words, st.just(image), words, url),
        st.builds("# ![{}]({})".format, words, st.just(image)),
        st.builds("<div onclick='x'>{}</p><br>{}<img src=x>".format, words, words),
        st.builds("{}  \n{}\\\n{}\n\n---\n\n***".format, words, words, words),
        st.builds("[{}]: {}\n\n<{}>".format, words, url, url),
        words,
    )
    return st.lists(piece, max_size=5).map("\n\n".join)


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
LANGUAGES = st.sampled_from(["zh-hans", "ru", "ar", "en", "kk-cyrl", "zz-12", "uz-latn-uz"])


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Return books, most of them in two languages."""
    one, other = draw(LANGUAGES), draw(LANGUAGES)
    chapters = [_chapter(draw(markdown()), draw(markdown()), one, other, draw(words) + ".")]
    titled = st.sampled_from(["Ж", "<a&b>", "\"'", "א", "安全 ]]>"])
    title = draw(titled)
    return Book(
        identifier="urn:uuid:5f1d6d55-6f4b-5a2b-8b0a-0a4d3f4f6a11",
        titles=((one, title), (other, f"<{title}>")),
        languages=tuple(dict.fromkeys((one, other))),
        modified=datetime(2026, 3, 1, 12, tzinfo=UTC),
        rights="CC-BY-4.0",
        wording=Wording("en", "Contents & more", draw(titled), draw(words)),
        chapters=tuple(chapters),
        makers=(((one, title), (other, title)),),
        credit=draw(st.one_of(st.just(""), titled)),
        url="https://luban.example/library/x/",
        subjects=((one, title),),
    )


def _chapter(left: str, right: str, one: str, other: str, title: str) -> Chapter:
    def data(_digest: str, _ending: str) -> bytes:
        return PNG

    sides = [blocks_of(parsed(body), data) for body in (left, right)]
    pieces: list[Title | Passage | Pair | Note] = [Note("en", title)]
    for block in sides[0]:
        if isinstance(block, Heading):
            pieces.append(Title(block.level, ((one, block.runs), (other, block.runs))))
        else:
            pieces.append(Pair((Passage(one, (block,)), Passage(other, sides[1][:1]))))
    pieces.append(Passage(other, sides[1]))
    return Chapter(((one, title), (other, "&")), tuple(pieces))


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(books())
def test_whatever_is_written_every_document_is_well_formed(book: Book) -> None:
    data = bytes_of(book)
    documents = documents_of(data)

    assert data == bytes_of(book)
    for name, root in documents.items():
        for each in root.iter():
            assert not each.tag.endswith(("}script", "}iframe", "}object", "}style")), name
            assert not any(key.startswith("on") for key in each.attrib), name
            assert not each.get("href", "").startswith(("javascript", "data", "//")), name
            assert each.get("src", "images/").startswith("images/"), name


@settings(max_examples=2, deadline=None, suppress_health_check=SLOW)
@given(st.lists(markdown(), min_size=12, max_size=12), LANGUAGES, LANGUAGES)
def test_a_foreign_checker_has_nothing_to_say(
    tmp_path: Path, bodies: list[str], one: str, other: str
) -> None:
    chapters = [
        _chapter(left, right, one, other, "<&>")
        for left, right in zip(bodies[::2], bodies[1::2], strict=True)
    ]
    whole = replace(_small(), languages=(one, other), chapters=tuple(chapters))
    assert not complaints(bytes_of(whole), tmp_path)


def test_the_checker_would_say_something(tmp_path: Path) -> None:
    assert complaints(bytes_of(replace(_small(), rights="")), tmp_path)


def _small(*pieces: Title | Passage | Pair | Note) -> Book:
    wording = Wording("ru", "Содержание", "Читается вслух.", "")
    chapter = Chapter((("ru", "Глава"),), pieces)
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return Book("urn:uuid:5f1d6d55-6f4b-5a2b-8b0a-0a4d3f4f6a11", (("ru", "Книга"),), ("ru",),
                moment, "CC-BY-4.0", wording, (chapter,))  # fmt: skip


def test_the_kind_of_file_stands_first_and_plain(tmp_path: Path) -> None:
    data = bytes_of(_small())
    place = tmp_path / "book.epub"
    place.write_bytes(data)

    with ZipFile(place) as packed:
        first = packed.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert data[38:58] == b"application/epub+zip"


def test_a_picture_that_nobody_described_is_not_said_to_be() -> None:
    def features(words: str) -> str:
        block = Picture(PNG, "png", words)
        return words_of(documents_of(bytes_of(_small(Passage("ru", (block,)))))["package.opf"])

    assert "alternativeText" in features("Щит")
    assert "alternativeText" not in features("—")


def test_right_to_left_is_marked() -> None:
    piece = Passage("ar", (Paragraph((Text("أوقف"),)),))
    root = documents_of(bytes_of(_small(piece)))["unit-0001.xhtml"]
    assert [each.get("lang") for each in root.iter() if each.get("dir") == "rtl"] == ["ar"]


@pytest.mark.parametrize(
    ("given", "written"),
    [("zh-hans", "zh-Hans"), ("uz-latn-uz", "uz-Latn-UZ"), ("ru", "ru"), ("zz-12", "und")],
)
def test_language_tags_are_written_as_bcp_47_has_them(given: str, written: str) -> None:
    assert language_tag(given) == written


@pytest.mark.parametrize(
    ("address", "is_plain"),
    [
        ("https://luban.example/a?b=%D1%8F#c", True),
        ("http://localhost:8000/", True),
        ("mailto:office@luban.example", True),
        ("https://luban.example/%zz", False),
        ("https://[::1]/", False),
        ("http://", False),
        ("https://luban.example/a#b#c", False),
        ("javascript:alert(1)", False),
        ("https://xn--a/", False),
    ],
)
def test_only_plain_addresses_are_links(address: str, is_plain: bool) -> None:  # noqa: FBT001
    assert is_plain_url(address) is is_plain
