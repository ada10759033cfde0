"""How texts and questions are cut into words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openluban.kernel.searching import question_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Luban Workshop", ["luban", "workshop"]),
        ("Côte d'Ivoire", ["cote", "divoire"]),
        ("N'Djamena", ["ndjamena"]),
        ("N’DJAMENA", ["ndjamena"]),
        ("N´Djamena", ["ndjamena"]),
        ("Oʻzbekiston", ["ozbekiston"]),
        ("China's teachers' work", ["china", "teachers", "work"]),
        ("industry-education", ["industry", "education"]),
        ("snake_case e.g. A/B", ["snake", "case", "e", "g", "a", "b"]),
        ("Machakos University (Kenya)", ["machakos", "university", "kenya"]),
        ("15,000+ learners in 2024, 25 more", ["15000", "learners", "in", "2024", "25", "more"]),
        ("1,2,3", ["1", "2", "3"]),
        ("ＬＵＢＡＮ　１２３", ["luban", "123"]),
        ("١٢٣", ["123"]),
        ("Straße Ærø Łódź", ["strasse", "aero", "lodz"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("", []),
        (" ,.!? — ", []),
    ],
)
def test_latin_texts(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ёлка ёж", ["елка", "еж"]),
        ("Мой край", ["мой", "край"]),
        ("Мои\u0306", ["мой"]),
        ("МАСТЕРСКАЯ Лу Баня", ["мастерская", "лу", "баня"]),
        ("Қазақстан Өскемен ұлттық", ["қазақстан", "өскемен", "ұлттық"]),
        ("за́мок", ["замок"]),
        ("Душанбе, Тоҷикӣ", ["душанбе", "тоҷики"]),
    ],
)
def test_cyrillic_texts(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_turkish_letters_meet_their_plain_ones() -> None:
    assert words_of("İstanbul Işık ığdır") == words_of("istanbul isik IGDIR")


def test_arabic_vowels_and_stretching_do_not_matter() -> None:
    assert words_of("مُحَمَّد أحـمد") == words_of("محمد احمد")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("鲁班工坊", ["鲁班", "班工", "工坊"]),
        ("鲁", ["鲁"]),
        ("第2届鲁班", ["第", "2", "届鲁", "鲁班"]),
        ("EPIP教学，模式", ["epip", "教学", "模式"]),
        ("ﾗｲﾝ", ["ライ", "イン"]),
        ("カ\u3099ス", ["ガス"]),
        ("한국어", ["한국", "국어"]),
        ("ไทย", ["ไท", "ทย"]),
        ("กิน", ["กิน"]),
        ("ລາວ", ["ລາ", "າວ"]),
        ("ភាសា", ["ភាសា"]),
    ],
)
def test_scripts_without_spaces_are_cut_into_pairs(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_burmese_is_cut_too() -> None:
    assert len(words_of("မြန်မာစာ")) > 1


def test_marks_of_indian_scripts_stay_inside_the_word() -> None:
    assert words_of("हिन्दी भाषा") == ["हिन्दी", "भाषा"]


def test_only_the_last_word_of_a_question_may_be_longer() -> None:
    assert question_words("Luban work") == [("luban", False), ("work", True)]
    assert question_words("鲁班工") == [("鲁班", False), ("班工", True)]
    assert question_words("") == []


def test_a_lone_chinese_character_is_found_in_pairs() -> None:
    assert question_words("鲁 workshop tianjin") == [
        ("鲁", True),
        ("workshop", False),
        ("tianjin", True),
    ]


@given(st.text())
@example("и\u0306\u0306 и\u0327\u0306")
@example("\u0345\u1fb3")
@example("\ud800")
@example("が゙")
@example("1,234,5678,123")
@example("a's's")
def test_cutting_words_again_changes_nothing(text: str) -> None:
    words = words_of(text)

    assert words_of(" ".join(words)) == words


@given(st.text(), st.text())
def test_words_never_hold_spaces_and_add_up(first: str, second: str) -> None:
    assert all(word and " " not in word for word in words_of(first))
    assert words_of(f"{first} . {second}") == words_of(first) + words_of(second)


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)))
def test_case_does_not_matter(text: str) -> None:
    assert words_of(text.upper().lower()) == words_of(text.lower().upper().lower())


def test_every_character_of_unicode_comes_to_rest() -> None:
    for start in range(0, 0x110000, 64):
        text = " ".join(map(chr, range(start, start + 64)))
        words = words_of(text)
        assert words_of(" ".join(words)) == words
