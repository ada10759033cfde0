"""Pages of HTML become texts of units; what is text stays text."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.webpage import read_webpage
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.html import page_html
from openluban.teaching.library.markup.parsing import parsed, plain_words, tidied

_SIGNS = st.text("ab 1.)(*_`#~|<>&;:=+-![]\\{}'\"/\n\té安全，“”", min_size=1, max_size=30)


def body_of(html: str) -> str:
    return read_webpage(html.encode(), "page.html").body


def rules_of(html: str) -> list[str]:
    return [note.rule for note in read_webpage(html.encode(), "page.html").notes]


def test_a_page_says_its_title_its_language_and_its_images() -> None:
    html = (
        '<html lang="zh-CN"><head><title>安全\n操作</title></head>'
        '<body><p>断电<img src="img/a%20b.png" alt="锁"></body></html>'
    )
    page = read_webpage(html.encode(), "a.html")
    assert (page.title, page.language) == ("安全 操作", "zh-hans")
    assert page.images == ("img/a b.png",)
    assert page.body == "断电![锁](img/a%20b.png)\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>A *b*</h1><h3>c</h3>", "# A \\*b\\*\n\n### c\n"),
        ("<div>a</div><div>b</div>", "a\n\nb\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c\n"),
        ("<ol start=5><li>a<li>b</ol>", "5. a\n6. b\n"),
        ("<p>a<br>- b</p>", "a  \n\\- b\n"),
        ("<p>a <b>b</b> <i>c</i></p>", "a **b** *c*\n"),
        ("<p>10<sup>3</sup> H<sub>2</sub>O x<sup>ab</sup></p>", "10³ H₂O x^ab\n"),
        ("<pre>a\n  `b`\n```</pre>", "````\na\n  `b`\n```\n````\n"),
        ("<p><code>a|`b`</code></p>", "`` a|`b` ``\n"),
        ('<a href="https://e.org/a b_(c)">d</a>', "[d](https://e.org/a%20b_%28c%29)\n"),
        ("<table><tr><th>a<th>b<tr><td>c|<td>d", "| a | b |\n| --- | --- |\n| c\\| | d |\n"),
        ("<table><tr><th colspan=2>a<tr><td>c<td>d", "| a |  |\n| --- | --- |\n| c | d |\n"),
        ("<table><tr><td>a<p>b</p></table>", "a b\n"),
        (
            "<table><tr><th colspan=100>a<tr><td>c<td>d",
            "| a |  |\n| --- | --- |\n| c | d |\n",
        ),
        ("<dl><dt>a<dd>b</dl>", "a\n\nb\n"),
        ("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b\n"),
    ],
)
def test_a_page_keeps_its_form(html: str, markdown: str) -> None:
    assert body_of(html) == markdown


@given(_SIGNS)
def test_text_never_turns_into_markup(text: str) -> None:
    nodes = parsed(body_of(f"<p>{escape(text)}</p>"))
    words = " ".join(text.split())
    assert len(nodes) == bool(words)
    if not words:
        return
    before = nodes[0]
    assert before.type == "paragraph"
    assert plain_words(before) == words
    assert {node.type for node in before.walk()} <= {"paragraph", "inline", "text", "text_special"}


_INLINE = st.recursive(
    _SIGNS.map(lambda text: (escape(text), text)),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "strong", "em", "code", "a href='https://e.org'", "span", "u"]),
        st.lists(inner, min_size=1, max_size=3),
    ).map(
        lambda node: (
            f"<{node[0]}>{''.join(html for html, _text in node[1])}</{node[0].split()[0]}>",
            "".join(text for _html, text in node[1]),
        )
    ),
    max_leaves=6,
)


@given(st.lists(_INLINE, min_size=1, max_size=4))
def test_marks_of_emphasis_are_never_read_as_signs(pieces: list[tuple[str, str]]) -> None:
    body = body_of(f"<p>x {''.join(html for html, _text in pieces)} x</p>")
    words = "".join(text for _html, text in pieces)
    (node,) = parsed(body)
    assert "".join(plain_words(node).split()) == "".join(f"x{words}x".split())


@given(st.lists(_SIGNS, min_size=4, max_size=4))
def test_text_in_cells_items_and_headings_stays_text(texts: list[str]) -> None:
    cell, item, head, line = map(escape, texts)
    body = body_of(
        f"<h2>{head}</h2><ul><li>{item}</li></ul><p>a<br>{line}</p>"
        f"<table><tr><th>{cell}<th>x<tr><td>y<td>{cell}</table>"
    )
    flat = [" ".join(text.split()) for text in texts]
    said = [words for words in (flat[2], flat[1]) if words]
    expected = [*said, " ".join(f"a {flat[3]}".split()), f"{flat[0]} | x", f"y | {flat[0]}"]
    assert [clause.words for clause in clauses_of(body)] == expected


@given(st.binary(max_size=300) | st.text("<>/=\"' abdivlpsuthronc!-&;#x0\0", max_size=300))
def test_fuzz_any_bytes_are_a_page_or_refused(data: bytes | str) -> None:
    given = data.encode() if isinstance(data, str) else data
    try:
        page = read_webpage(given, "page.html")
    except Unfit:
        return
    assert page.body == tidied(page.body)
    assert "<script" not in page_html(page.body)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<script>alert(1)</script><p>a", "page.script"),
        ("<p onclick=x()>a", "page.handler"),
        ("<p>a<svg onload=x()><text>t</text></svg>", "page.drawing"),
        ("<p>a<a href=' JaVaScript:x()'>b</a>", "page.unsafe_link"),
        ("<p>a<a href='data:text/html,x'>b</a>", "page.unsafe_link"),
        ("<iframe src=https://e.org></iframe><p>a", "page.frame"),
        ("<form><input name=a>a</form>", "page.form"),
        ("<p>a<img src=https://e.org/a.png>", "image.elsewhere"),
        ("<p>a<img src=//e.org/a.png>", "image.elsewhere"),
        ("<p>a<img src='data:image/png;base64,AA=='>", "image.inside"),
        ("<p>a<a href=b.html>c</a>", "link.relative"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d", "table.no_head"),
        ("<table><tr><th>a<th>b<tr><td><table><tr><td>c</table><td>d", "table.nested"),
    ],
)
def test_what_does_not_come_over_is_said_with_its_place(html: str, rule: str) -> None:
    assert rule in rules_of(html)
    shown = page_html(body_of(html))
    assert not any(word in shown for word in ("alert", "onload", "x()", "<svg", "data:", "e.org"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset=gb2312><p>断电，挂牌，上锁".encode("gb18030"), "断电，挂牌，上锁"),
        ("<meta charset=windows-1251><p>Отключите питание".encode("cp1251"), "Отключите питание"),
        (
            "<p>Отключите питание станка и повесьте табличку".encode("cp1251"),
            "Отключите питание станка и повесьте табличку",
        ),
        ("<meta charset=utf-8><p>Отключите".encode("utf-16"), "Отключите"),
        ("<meta charset=windows-1251><p>Отключите".encode("utf-8-sig"), "Отключите"),
        ("<meta charset=iso-8859-1><p>Größe".encode("cp1252"), "Größe"),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, words: str) -> None:
    assert read_webpage(data, "page.html").body.strip() == words


def test_an_encoding_that_was_found_out_is_said() -> None:
    data = "<p>Отключите питание станка и повесьте табличку".encode("cp1251")
    (note,) = read_webpage(data, "page.html").notes
    assert note.rule == "file.encoding_guessed"
    assert "cp1251" in str(note)


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"", "file.empty", None),
        ("<meta charset=windows-1251><p>Отключите".encode(), "file.encoding_wrong", None),
        ("<meta charset=utf-8>\n<p>断电".encode("gb18030"), "file.encoding_wrong", 2),
        ("<meta charset=windows-1251><p>先断电，再挂牌，然后上锁，最后验电".encode("gb18030"),
         "file.encoding_wrong", None),
        (b"<meta charset=utf-7><p>+ADw-script+AD4-", "file.encoding_unread", None),
        (b"<meta charset=hex><p>61", "file.encoding_unread", None),
        (b"<p>a\n\0b", "file.binary", 2),
        (b"<div>" * 40_000, "page.too_deep", 1),
        (b"<div>" * 100_000, "page.too_many", None),
        (b"<table><tr>" + b"<td>a" * 61, "table.too_wide", None),
    ],
)  # fmt: skip
def test_an_unfit_page_is_refused(data: bytes, rule: str, line: int | None) -> None:
    with pytest.raises(Unfit) as caught:
        read_webpage(data, "page.html")
    assert (caught.value.problem.rule, caught.value.problem.row) == (rule, line)
