"""Cutting clauses into segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.bilingual.rules.rows import Kept, cut, kept_of, pairs_of, put
from openluban.teaching.bilingual.rules.segments import joined, put_together, segments

ZH_RU = ("zh-hans", "ru")

CASES = [
    ("zh-hans", "先断电。再挂锁。", ["先断电。", "再挂锁。"]),
    ("zh-hans", "他说：“停下。”然后走了……真的？！", ["他说：“停下。”", "然后走了……", "真的？！"]),
    ("zh-hans", "是的；好。", ["是的；", "好。"]),
    ("zh-hans", "接 PLC. 然后接 0 V。完", ["接 PLC.", "然后接 0 V。", "完"]),
    ("zh-hans", "（先停。再开。）好。", ["（先停。再开。）", "好。"]),
    ("zh-hans", "`a。b`是代码。见[手。册](u。v)。", ["`a。b`是代码。", "见[手。册](u。v)。"]),
    ("ru", "См. рис. 3. Так и т. п. Потом да.", ["См. рис. 3.", "Так и т. п.", "Потом да."]),
    ("ru", "Писал А. С. Пушкин. Да.", ["Писал А. С. Пушкин.", "Да."]),
    ("ru", "Он сказал: «Стой!» и ушёл. Всё.", ["Он сказал: «Стой!» и ушёл.", "Всё."]),
    ("ru", "Давление 0,6 МПа. 24 В подают позже.", ["Давление 0,6 МПа.", "24 В подают позже."]),
    ("ru", "Вывод соединяют с 0 В. Если нет, нет.", ["Вывод соединяют с 0 В.", "Если нет, нет."]),
    ("en", "See Fig. 2. Ask Dr. Li, e.g. now.", ["See Fig. 2.", "Ask Dr. Li, e.g. now."]),
    ("en", "Is 3.5 ok? Yes!", ["Is 3.5 ok?", "Yes!"]),
    ("en", "**Stop.** Then go.", ["**Stop.**", "Then go."]),
    ("en", "One.\\\nTwo.  \nThree", ["One.", "Two.", "Three"]),
    ("en", "1. is a number. It is.", ["1. is a number.", "It is."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_sentences_are_found(language: str, text: str, wanted: list[str]) -> None:
    found = segments(text, language)
    assert [segment.text for segment in found] == wanted
    assert joined(found) == text


SIGNS = 'аБВ xYz 中文。！？；.!?;…,"”»)（）`[](){}<>*_\\\n\t 0123'


@given(st.one_of(st.text(SIGNS), st.text()), st.sampled_from(["zh-hans", "ru", "en", "kk", ""]))
def test_joined_segments_are_the_text(text: str, language: str) -> None:
    found = segments(text, language)
    assert joined(found) == text
    assert all(segment.text.strip() for segment in found[:-1])


def test_a_translation_takes_the_spaces_of_its_language() -> None:
    assert put_together(["Раз.", "Два."], ["", ""], "ru") == "Раз. Два."
    assert put_together(["一。", "二。"], [" ", ""], "zh-hans") == "一。二。"
    assert put_together(["Раз.", "", "Три."], ["", "", ""], "ru") == "Раз. Три."
    assert put_together(["Раз.", "Два."], ["\\\n", ""], "ru") == "Раз.\\\nДва."


def test_a_row_is_cut_into_cells_and_code_is_not_cut() -> None:
    assert [piece.text for piece in cut("一。二。\n\n三", "row", "zh")] == ["一。二。", "", "三"]
    assert [piece.text for piece in cut("a. B\nc", "code", "en")] == ["a. B\nc"]
    kept = [Kept("一", "раз"), Kept("", ""), Kept("三", "три")]
    assert put(kept, "一\n\n三", "row", ZH_RU) == "раз\n\nтри"


def test_sentences_that_do_not_correspond_are_one_segment() -> None:
    (kept,) = kept_of("一。二。", "Всё вместе.", "paragraph", ZH_RU)
    assert kept == Kept("一。二。", "Всё вместе.")
    (pair,) = pairs_of("一。二。", [kept], "paragraph", "zh-hans")
    assert (pair.target, pair.was) == ("Всё вместе.", "")


def test_only_changed_sentences_say_what_they_were() -> None:
    kept = kept_of("一。二。三。", "Раз. Два. Три.", "paragraph", ZH_RU)
    found = pairs_of("一。贰。三。四。", kept, "paragraph", "zh-hans")
    assert [(pair.target, pair.was) for pair in found] == [
        ("Раз.", ""),
        ("Два.", "二。"),
        ("Три.", ""),
        ("", ""),
    ]


def test_no_translated_sentence_is_lost_when_one_goes_from_the_original() -> None:
    kept = kept_of("一。二。三。", "Раз. Два. Три.", "paragraph", ZH_RU)
    (pair,) = pairs_of("一。三。", kept, "paragraph", "zh-hans")
    assert (pair.target, pair.was) == ("Раз. Два. Три.", "一。二。三。")


WORDS = st.text("абв .", min_size=1, max_size=12)
SOURCES = st.lists(st.sampled_from(["一。", "二。", "三。", "四。"]), min_size=1, max_size=6)


@given(SOURCES, SOURCES, st.data())
def test_whatever_becomes_of_the_original_every_word_stays(
    old: list[str], now: list[str], data: st.DataObject
) -> None:
    kept = [Kept(source, data.draw(WORDS)) for source in old]
    found = pairs_of("".join(now), kept, "paragraph", "zh-hans")
    before = "".join(piece.target for piece in kept)
    assert sorted("".join(before.split())) == sorted(
        "".join("".join(pair.target for pair in found).split())
    )
    assert "".join(pair.source + pair.gap for pair in found) == "".join(now)
