"""Texts cut into clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.library.markup.clauses import clauses_of, digest_of, title_of
from openluban.teaching.library.markup.html import clause_html, page_html
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.tests.make import RU, ZH

WORDS = st.text("абвгд传送带abc 0.5", min_size=1, max_size=30).filter(
    lambda text: text.strip(" .05")
)
BLOCKS = st.lists(WORDS.map(lambda text: " ".join(["X", *text.split()])), min_size=1, max_size=12)


def test_headings_paragraphs_items_rows_and_code_are_clauses() -> None:
    text = f"{ZH}\n> 引文\n\n```\nA := B;\n\nC := D;\n```\n\n---\n\n3. 三\n4. 四\n\n   续\n"
    found = [(clause.kind, clause.text, clause.number) for clause in clauses_of(text)]

    assert found == [
        ("heading", "安全", 0),
        ("paragraph", "先断电。", 0),
        ("item", "气压 0.6 MPa。", 0),
        ("item", "按下急停按钮。", 0),
        ("row", "项 | 值", 0),
        ("row", "时间 | 0.5 s", 0),
        ("paragraph", "引文", 0),
        ("code", "A := B;\n\nC := D;", 0),
        ("item", "三", 3),
        ("item", "四", 4),
        ("item", "续", -1),
    ]


def test_a_clause_knows_its_line() -> None:
    assert [clause.line for clause in clauses_of(ZH)] == [1, 3, 5, 6, 8, 10]


def test_html_is_no_clause_and_the_title_is_the_first_heading() -> None:
    clauses = clauses_of("<div>\nx\n</div>\n\n<br>\n\ntext\n\n## **Title** `A`\n")

    assert [clause.text for clause in clauses] == ["text", "**Title** `A`"]
    assert title_of(clauses) == "Title A"
    assert title_of(clauses_of("text")) == ""


@given(BLOCKS)
def test_paragraphs_come_back_each_as_a_clause(blocks: list[str]) -> None:
    assert [clause.text for clause in clauses_of("\n\n".join(blocks))] == blocks


@given(BLOCKS, st.data())
def test_changing_one_clause_changes_its_digest_alone(
    blocks: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(blocks) - 1))
    changed = [*blocks]
    changed[place] += " changed"
    before = [clause.digest for clause in clauses_of("\n\n".join(blocks))]
    after = [clause.digest for clause in clauses_of("\n\n".join(changed))]

    assert [one == other for one, other in zip(before, after, strict=True)] == [
        each != place for each in range(len(blocks))
    ]


@given(st.text("#-*>|`<>[]()!. \n\t0123abжз传“”", max_size=200))
def test_any_text_can_be_cut_and_shown(text: str) -> None:
    clauses = clauses_of(text)

    assert clauses == clauses_of(text)
    html = page_html(text) + "".join(map(clause_html, clauses))
    assert "<script" not in html


def test_line_breaks_and_forms_of_unicode_make_no_other_clause() -> None:
    assert digest_of("paragraph", "a  b\nc") == digest_of("paragraph", "a b c")
    assert digest_of("paragraph", "\u0439") == digest_of("paragraph", "\u0438\u0306")
    assert digest_of("code", "a  b") != digest_of("code", "a b")
    assert digest_of("item", "a") != digest_of("paragraph", "a")


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("<script>alert(1)</script>\n\na", "script", "<p>a</p>"),
        ("a <b onclick=x>b</b>", "onclick", "a b"),
        ("[x](javascript:alert(1))", "javascript", "x"),
        ("[x](data:text/html,a)", "data:", "x"),
        ("![alt](http://elsewhere.example/x.png)", "elsewhere", "alt"),
        ("![alt](../secret.png)", "secret", "alt"),
        ("| a |\n| --: |\n| b |", "style", 'class="right"'),
    ],
)
def test_what_could_do_harm_is_not_shown(text: str, gone: str, kept: str) -> None:
    html = page_html(text)

    assert gone not in html
    assert kept in html


def test_strong_words_end_beside_chinese_signs() -> None:
    assert "<strong>“鲁班工坊”</strong>是" in page_html("**“鲁班工坊”**是")


def test_a_page_has_one_heading_of_the_first_level() -> None:
    html = page_html("# One\n\n# Two\n\n## Three")

    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 2


def test_a_clause_stands_by_itself() -> None:
    html = "".join(clause_html(clause) for clause in clauses_of(RU + "\n5. Пять\n"))

    assert "<h3>Безопасность</h3>" in html
    assert html.count("<table") == 2
    assert '<ol start="5">' in html


@pytest.mark.parametrize(
    ("written", "tag"),
    [("zh", "zh-hans"), ("zh_CN", "zh-hans"), ("ZH-TW", "zh-hant"), ("ru", "ru"), ("tg", "tg")],
)
def test_languages_are_known_as_people_write_them(written: str, tag: str) -> None:
    assert language_of(written) == tag


@pytest.mark.parametrize("written", ["", "xx", "readme", "e", "en/..", "русский"])
def test_what_is_no_language_is_none(written: str) -> None:
    assert language_of(written) == ""
