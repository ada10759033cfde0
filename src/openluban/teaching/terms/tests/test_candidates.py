"""Candidates for terms out of aligned text."""

from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.terms.rules.candidates import Candidate, candidates

PAIRS = [
    ("按下急停按钮。", "Нажмите кнопку аварийной остановки."),
    ("急停按钮是红色的。", "Кнопка аварийной остановки красная."),
    ("检查急停按钮和电动机。", "Проверьте кнопку аварийной остановки и электродвигатель."),
    ("电动机转动。", "Электродвигатель вращается."),
    ("停止电动机。", "Остановите электродвигатель."),
    ("红色的灯亮。", "Горит красная лампа."),
    ("检查灯。", "Проверьте лампу."),
]


def found(pairs: list[tuple[str, str]], **more: int) -> list[Candidate]:
    return candidates(pairs, source_language="zh-hans", target_language="ru", **more)


def test_words_that_stand_opposite_each_other_are_found_whole() -> None:
    best = {(one.source, one.target) for one in found(PAIRS)[:3]}
    assert ("急停按钮", "кнопка аварийной остановки") in best
    assert any(source == "电动机" and target.startswith("лектро", 1) for source, target in best)


def test_what_stands_together_once_is_no_candidate() -> None:
    assert found(PAIRS[:1]) == []
    assert all(one.together >= 3 for one in found(PAIRS, least=3))


def test_the_number_of_candidates_is_bounded() -> None:
    assert len(found(PAIRS, at_most=1)) == 1


@given(
    st.lists(
        st.tuples(st.text("急停按钮电机 a,", max_size=12), st.text("кнопа и,", max_size=20)),
        max_size=8,
    )
)
def test_any_pairs_can_be_read_and_counts_hold(pairs: list[tuple[str, str]]) -> None:
    for one in found(pairs):
        assert 2 <= one.together <= min(one.in_source, one.in_target) <= len(pairs)
        assert one.score > 0
    assert found(pairs) == found(pairs)


NOISE = [("开始。", "Начало."), ("完成。", "Конец."), ("注意。", "Внимание.")]


def test_pieces_of_a_word_are_no_candidates() -> None:
    pairs = [
        (f"{before}传感器{after}。", f"{one} датчик {other}.")
        for before, after, one, other in (
            ("检查", "灯", "Проверьте", "лампы"),
            ("拆下", "盖", "Снимите", "крышку"),
            ("安装", "螺钉", "Установите", "винт"),
            ("更换", "线", "Замените", "кабель"),
        )
    ]
    assert [(one.source, one.target) for one in found(pairs + NOISE)] == [("传感器", "датчик")]


def test_what_is_the_same_or_latin_on_both_sides_is_no_candidate() -> None:
    pairs = [
        ("打开文件 foo.png 和图标 icon", "Откройте файл foo.png и icon"),
        ("把文件关闭，icon png", "Закройте файлы, icon png"),
    ]
    assert {(one.source, one.target) for one in found(pairs + NOISE)} == {("文件", "файл")}


def test_words_are_given_as_one_names_a_thing_if_the_text_does_so() -> None:
    pairs = [
        ("打开阀门", "Откройте заслонку до упора"),
        ("关闭阀门", "Закройте заслонку рукой"),
        ("阀门漏气", "Травит воздух заслонка"),
        ("阀门", "заслонка"),
    ]
    assert found(pairs + NOISE)[0].target == "заслонка"


def test_examples_hold_both_words() -> None:
    for one in found(PAIRS):
        assert 1 <= len(one.examples) <= 3
        assert all(one.source in PAIRS[number][0] for number in one.examples)
