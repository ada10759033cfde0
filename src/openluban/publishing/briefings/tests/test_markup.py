"""The text of a briefing: its figures, its faults, and its filling."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.documents.document import (
    Break,
    Heading,
    ItemList,
    Number,
    Paragraph,
    Quote,
    Table,
    Text,
    plain_words,
    runs_of,
)
from openluban.kernel.text import LANGUAGES
from openluban.publishing.briefings.markup import fill, placeholders_of, problems_of
from openluban.publishing.briefings.placeholders import STYLES, plain_lines, scan
from openluban.publishing.briefings.problems import SENTENCES, MarkupInvalid
from openluban.publishing.briefings.tests.make import SUMMIT_EVE, make_answer, make_document

TITLE = "# Workshops\n\n"
SHIPPED = Path(__file__).resolve().parents[5] / "data" / "briefings" / "network"

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
values = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_./:-]{0,12}", fullmatch=True)
choices = st.dictionaries(names.filter(lambda name: name not in {"at", "as"}), values, max_size=4)
moments = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2025", "2025-08"]))


def rules_at(markdown: str) -> list[tuple[str, int, int]]:
    return [(one.rule, one.line, one.column) for one in problems_of(markdown)]


def test_reads_figure_choices_day_and_style() -> None:
    text = (
        TITLE + "There are {{workshops bloc=sco-family led_from=tianjin at=2025-08-30 as=digits}}."
    )
    (one,) = placeholders_of(text)
    assert one.figure == "workshops"
    assert one.choices == {"bloc": "sco-family", "led_from": "tianjin"}
    assert (one.at, one.style) == ("2025-08-30", "digits")
    assert (one.position.line, one.position.column) == (3, 11)
    assert text[one.position.offset :].startswith(one.text)


def test_a_figure_without_more_is_a_phrase_of_the_briefings_day() -> None:
    (one,) = placeholders_of(TITLE + "{{ agreements.in_force }}")
    assert (one.figure, one.choices, one.at, one.style) == (
        "agreements.in_force",
        {},
        None,
        "phrase",
    )
    assert one.key == "agreements.in_force as=phrase"


def test_the_order_of_choices_makes_no_other_question() -> None:
    one, other = placeholders_of(TITLE + "{{workshops a=1 b=2 as=number}} {{workshops b=2 a=1}}")
    assert one.question == other.question
    assert one.key != other.key


@given(figure=names, chosen=choices, at=moments, style=st.sampled_from(STYLES))
def test_what_is_typed_by_the_rules_is_read_back(
    figure: str, chosen: dict[str, str], at: str | None, style: str
) -> None:
    words = [figure, *(f"{name}={value}" for name, value in chosen.items()), f"as={style}"]
    words += [f"at={at}"] if at else []
    (one,) = placeholders_of(TITLE + "a_b* {{" + " ".join(words) + "}}个 c_d")
    assert (one.figure, one.choices, one.at, one.style) == (figure, chosen, at, style)


@given(st.text(alphabet=st.sampled_from("{}wa=1 \n\\*[]()|#->_`<：“\u3000\r"), max_size=60))
def test_every_pair_of_braces_is_a_figure_a_fault_or_escaped(text: str) -> None:
    found = scan(plain_lines(text))
    lines = {one.position.line for one in found.placeholders} | {one.line for one in found.problems}
    unescaped = re.sub(r"\\[^\n]", "  ", plain_lines(text))
    for number, line in enumerate(unescaped.split("\n"), start=1):
        if "{{" in line or "}}" in line:
            assert number in lines
    for one in found.placeholders:
        assert plain_lines(text)[one.position.offset :].startswith(one.text)


@given(st.text(alphabet=st.sampled_from("{}w a=1\n*_[]()|#->`<!.\\“”个\t"), max_size=80))
def test_a_text_is_either_refused_or_keeps_every_figure(text: str) -> None:
    markdown = TITLE + text
    problems = problems_of(markdown)
    for problem in problems:
        assert problem.sentence
        assert problem.rule in SENTENCES
        assert problem.line <= plain_lines(markdown).count("\n") + 1
        assert problem.column >= 1
    if not problems:
        document = make_document(markdown)
        numbers = [run for run in runs_of(document.blocks) if isinstance(run, Number)]
        assert len(numbers) == len(placeholders_of(markdown))
        assert not re.search("[\ue000-\uf8ff]", "".join(map(plain_words, [numbers])))


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    assert all(str(problem) for problem in problems_of(text))


@pytest.mark.parametrize(
    ("braces", "rule", "column"),
    [
        ("{{}}", "missing-figure", 1),
        ("{{bloc=africa}}", "missing-figure", 1),
        ("{{Workshops}}", "bad-figure", 3),
        ("{{鲁班工坊}}", "bad-figure", 3),
        ("{{workshops africa}}", "bad-choice", 13),
        ("{{workshops bloc = africa}}", "bad-choice", 13),
        ("{{workshops bloc=africa bloc=asean}}", "repeated-choice", 25),
        ("{{workshops at=2025 at=2026}}", "repeated-choice", 21),
        ("{{workshops as=words}}", "unknown-style", 13),
        ("{{workshops at=2025-02-30}}", "bad-date", 13),
        ("{{workshops at=30.8.2025}}", "bad-date", 13),
        ("{{workshops at=2025-01/2025-07}}", "bad-date", 13),
        ("{{workshops", "unclosed", 1),
        ("{{workshops\nat=2025}}", "unclosed", 1),
        ("{{workshops {{at}} }}", "nested", 13),
        ("workshops}}", "unopened", 10),
        ("\uff5b\uff5bworkshops}}", "full-width-braces", 1),
        ("a\u202eb", "control-character", 2),
        ("a\ue0000\ue001", "control-character", 2),
        ("a\x00", "control-character", 2),
    ],
)
def test_names_the_fault_of_braces_and_where_it_is(braces: str, rule: str, column: int) -> None:
    assert (rule, 3, column) in rules_at(TITLE + braces)
    with pytest.raises(MarkupInvalid):
        placeholders_of(TITLE + braces)


@pytest.mark.parametrize(
    ("markdown", "rule", "line", "column"),
    [
        ("Words first\n\n# Then the title", "no-title", 1, 1),
        ("", "no-title", 1, 1),
        (TITLE + "# Another", "second-title", 3, 1),
        (TITLE + "### Deep", "skipped-level", 3, 1),
        (TITLE + "## A\n### B\n#### C", "deep-heading", 5, 1),
        (TITLE + "##", "empty-heading", 3, 1),
        (TITLE + "one\nand <b>two</b>", "html", 4, 5),
        (TITLE + "<script>\n</script>", "html", 3, 1),
        (TITLE + "<!-- unseen -->", "html", 3, 1),
        (TITLE + "see ![hall](https://a.example/b.png)", "image", 3, 5),
        (TITLE + "a `b`", "code", 3, 3),
        (TITLE + "```\nb\n```", "code", 3, 1),
        (TITLE + "    b", "code", 3, 1),
        (TITLE + "a\n\n---", "rule", 5, 1),
        (TITLE + "> # a", "block-inside", 3, 1),
        (TITLE + "- > a", "block-inside", 3, 1),
        (TITLE + "- " * 30 + "a", "too-deep", 3, 1),
        (TITLE + "|a|b|\n|-|-|\n|1|2|\n|1|2|3|", "table-width", 6, 1),
        (TITLE + "[a](javascript:alert)", "link-address", 3, 5),
        (TITLE + "[a](/figures)", "link-address", 3, 5),
        (TITLE + "[a](https://)", "link-address", 3, 5),
        (TITLE + "[a](https://a.example 'b')", "link-title", 3, 24),
        (TITLE + "x [](https://a.example)", "link-empty", 3, 3),
        (TITLE + "{{a}} [b {{c}}](https://a.example)", "number-in-link", 3, 10),
        (TITLE + "{{a}} [b](https://a.example/{{c}})", "number-misplaced", 3, 29),
        (TITLE + "a ** b", "leftover", 3, 3),
        (TITLE + "[a][b]", "leftover", 3, 3),
        (TITLE + "[a]: https://a.example", "leftover", 3, 3),
    ],
)
def test_refuses_what_a_briefing_cannot_hold(
    markdown: str, rule: str, line: int, column: int
) -> None:
    assert (rule, line, column) in rules_at(markdown)


def test_every_fault_is_told_at_once_and_in_order() -> None:
    found = rules_at(TITLE + "{{a as=x}} {{a as=y}}\n\n<b>\n\n{{")
    assert [rule for rule, _line, _column in found] == [
        "unknown-style",
        "unknown-style",
        "html",
        "unclosed",
    ]


def test_a_missing_answer_is_a_fault_with_a_place() -> None:
    with pytest.raises(MarkupInvalid) as refused:
        fill(TITLE + "a {{b}}", {}, language="en", day=SUMMIT_EVE, day_words="30 August 2025")
    (problem,) = refused.value.problems
    assert (problem.rule, problem.line, problem.column) == ("unanswered", 3, 3)
    assert "{{b}}" in problem.sentence


def test_builds_every_kind_of_block() -> None:
    document = make_document(
        "# Ten of {{a}}\n\nSee *the* **{{a}}** [page](https://a.example).\\\nEnd\n\n"
        "3. x\n   - y\n\n> z\n\n| a | b |\n|--|-:|\n| 1 | **2** |\n"
    )
    heading, paragraph, items, quote, table = document.blocks
    number = make_answer()
    assert document.title == "Ten of 10 workshops"
    assert heading == Heading(1, (Text("Ten of "), Number(number.words, number.url, 0)))
    assert isinstance(paragraph, Paragraph)
    assert Text("the", emphasis=True) in paragraph.runs
    assert Number(number.words, number.url, 0, strong=True) in paragraph.runs
    assert Text("page", url="https://a.example") in paragraph.runs
    assert paragraph.runs[-2:] == (Break(), Text("End"))
    inner = ItemList(ordered=False, start=1, items=((Paragraph((Text("y"),)),),))
    assert items == ItemList(ordered=True, start=3, items=((Paragraph((Text("x"),)), inner),))
    assert quote == Quote((Paragraph((Text("z"),)),))
    assert table == Table(
        ((Text("a"),), (Text("b"),)),
        (((Text("1"),), (Text("2", strong=True),)),),
        ("left", "right"),
    )


def test_a_number_asked_for_twice_has_one_note() -> None:
    answers = {"a x=1 as=digits": make_answer("10"), "a x=1 as=phrase": make_answer("10 halls")}
    document = make_document(TITLE + "{{a x=1 as=digits}}, {{b}}, {{a x=1}}", answers)
    indexes = [run.note_index for run in runs_of(document.blocks) if isinstance(run, Number)]
    assert indexes == [0, 1, 0]
    assert [note.words for note in document.notes] == ["10 halls", "10 workshops"]
    assert [note.day_words for note in document.notes] == ["30 August 2025"] * 2


def test_strong_words_end_beside_chinese_punctuation() -> None:
    document = make_document(TITLE + "这是**“鲁班工坊”**的**{{a}}**。", language="zh-hans")
    assert Text("“鲁班工坊”", strong=True) in document.blocks[1].runs  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "截至今日，共10"), ("en", "截至今日， 共10")]
)
def test_chinese_lines_join_without_a_space(language: str, words: str) -> None:
    document = make_document(TITLE + "截至今日，\n共10", language=language)
    assert plain_words(runs_of(document.blocks[1:])) == words


def test_escaped_braces_and_signs_are_printed() -> None:
    document = make_document(TITLE + r"\{\{a\}\} \*\* \<b>")
    assert plain_words(runs_of(document.blocks[1:])) == "{{a}} ** <b>"


def test_what_cannot_be_printed_in_an_answer_is_shown_as_such() -> None:
    answers = {"a as=phrase": make_answer("1\x00\u202e2")}
    document = make_document(TITLE + "{{a}}", answers)
    assert document.notes[0].words == "1\ufffd\ufffd2"


def test_an_answer_leads_to_a_page() -> None:
    with pytest.raises(ValueError, match="javascript"):
        make_document(TITLE + "{{a}}", {"a as=phrase": make_answer(url="javascript:alert(1)")})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_briefings_are_without_fault(language: str) -> None:
    assert problems_of((SHIPPED / f"{language}.md").read_text(encoding="utf-8")) == []


def test_the_shipped_briefings_ask_the_same_in_every_language() -> None:
    asked = [
        {one.key for one in placeholders_of((SHIPPED / f"{language}.md").read_text("utf-8"))}
        for language in LANGUAGES
    ]
    assert asked[0] == asked[1] == asked[2]
