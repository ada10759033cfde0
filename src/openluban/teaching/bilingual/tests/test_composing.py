"""A translation put together in the form of its original."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.bilingual.queries.blocks import block_of, text_of
from openluban.teaching.bilingual.rules.composing import Block, Composed, Own, composed
from openluban.teaching.bilingual.rules.rows import kept_of, put
from openluban.teaching.library.public import clauses_of

BODY = """# 一

段 **落**
第二行

标题
---

> 引文

1. 甲
   - 乙
2. 丙

   丁

| 项 | 值 |
|:--|--:|
| a | `x\\|y` |

```st
Run := TRUE;
```

    缩进

***

尾
"""


def blocks_of(body: str) -> list[Block]:
    return [block_of(clause) for clause in clauses_of(body)]


def worded(body: str, words: dict[int, str], own: tuple[Own, ...] = ()) -> Composed:
    return composed(body, blocks_of(body), words, own)


def test_the_same_words_give_the_same_text() -> None:
    blocks = blocks_of(BODY)
    words = {place: block.text for place, block in enumerate(blocks)}
    made = composed(BODY, blocks, words)
    assert made.body == BODY
    assert made.order == list(range(len(blocks)))


def test_every_form_takes_other_words() -> None:
    blocks = blocks_of(BODY)
    words = {
        place: "\n".join(f"W{place}{cell}" for cell in range(block.text.count("\n") + 1))
        if block.kind == "row"
        else f"W{place}"
        for place, block in enumerate(blocks)
    }
    made = composed(BODY, blocks, words)
    again = clauses_of(made.body)
    assert [text_of(clause) for clause in again] == list(words.values())
    assert [clause.kind for clause in again] == [block.kind for block in blocks]
    for kept in ("> W", "1. W", "   - W", "2. W", "|:--|--:|", "```st", "***", "\n---\n"):
        assert kept in made.body


def test_what_is_left_out_leaves_no_gap() -> None:
    blocks = blocks_of("# a\n\nb\n\nc\n\n- d\n- e\n")
    words = {0: "A", 2: "C", 4: "E"}
    made = composed("# a\n\nb\n\nc\n\n- d\n- e\n", blocks, words)
    assert made.body == "# A\n\nC\n\n- E\n"
    assert made.order == [0, 2, 4]


def test_what_others_hang_on_cannot_be_left_out() -> None:
    kinds = {block.text: block.removable for block in blocks_of(BODY)}
    assert not kinds["项\n值"]
    assert not kinds["甲"]
    assert not kinds["丙"]
    assert kinds["乙"]
    assert kinds["丁"]
    assert kinds["a\n`x|y`"]


def test_own_clauses_come_after_what_they_follow() -> None:
    body = "# a\n\nb\n\n1. c\n2. d\n\n| e |\n| --- |\n| f |\n\ng\n"
    words = {place: block.text.upper() for place, block in enumerate(blocks_of(body))}
    own = (
        Own("paragraph", "first", -1),
        Own("heading", "own", 1, 2),
        Own("item", "own item", 2),
        Own("row", "own | row", 5),
        Own("code", "x := 1", 6),
        Own("row", "h1\nh2", 6, 1),
        Own("row", "r1\nr2", 6),
    )
    made = worded(body, words, own)
    clauses = clauses_of(made.body)
    texts = [text_of(clause) for clause in clauses]
    assert texts == [
        "first", "A", "B", "own", "C", "own item", "D", "E", "F", "own | row", "G", "x := 1",
        "h1\nh2", "r1\nr2",
    ]  # fmt: skip
    assert [texts[place] for place, which in enumerate(made.order) if which < 0] == [
        one.text for one in own
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            *("# 标题", "## 小", "段落。第二句。", "行一\n行二", "<!-- x -->", "***"),
            *("- 甲\n- 乙", "1. 一\n2. 二\n   - 三", "> 引\n>\n> 文"),
            *("| 项 | 值 |\n| --- | --- |\n| 甲 | 1 |", "```\nx := 1;\n```"),
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(PIECES, st.data())
def test_any_form_is_kept_with_any_clauses_left_out(pieces: list[str], data: st.DataObject) -> None:
    body = "\n\n".join(pieces) + "\n"
    blocks = blocks_of(body)
    words = {}
    for place, block in enumerate(blocks):
        if not block.removable or data.draw(st.booleans()):
            cells = block.text.count("\n") + 1 if block.kind == "row" else 1
            words[place] = "\n".join(f"слово{place}" for _cell in range(cells))
    made = composed(body, blocks, words)
    clauses = clauses_of(made.body)
    assert made.order == sorted(words)
    assert [(clause.kind, text_of(clause)) for clause in clauses] == [
        (blocks[place].kind, words[place]) for place in sorted(words)
    ]


COURSE = Path(__file__).resolve().parents[5] / "data" / "library" / "conveyor-sorter"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_whole_course_put_together_again_is_itself(language: str) -> None:
    languages = ("zh-hans", language)
    for path in sorted(COURSE.glob("*.zh.md")):
        body = path.read_text(encoding="utf-8")
        other = path.with_name(path.name.replace(".zh.", f".{language}.")).read_text("utf-8")
        clauses, theirs = clauses_of(body), clauses_of(other)
        words = {}
        for place, (one, translated) in enumerate(zip(clauses, theirs, strict=True)):
            source, kind = text_of(one), one.kind
            kept = kept_of(source, text_of(translated), kind, languages)
            words[place] = put(kept, source, kind, languages)
        assert composed(body, blocks_of(body), words).body == other
