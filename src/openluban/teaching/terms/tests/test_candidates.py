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
    assert ("急停按钮", "кнопку аварийной остановки") in best
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
