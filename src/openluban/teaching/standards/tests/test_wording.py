"""What changed between two wordings."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.standards.rules.wording import (
    LONGEST,
    Kind,
    compare_words,
    counted,
    likeness,
    pieces,
)

SAME, REMOVED, ADDED = Kind.SAME, Kind.REMOVED, Kind.ADDED
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="本标准适用于所有鲁班工坊。abв станок \n", max_size=80),
)


def said(before: str, after: str) -> list[tuple[Kind, str]]:
    return [(run.kind, run.text) for run in compare_words(before, after)]


@given(TEXTS)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(TEXTS, TEXTS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(
    before: str, after: str
) -> None:
    runs = compare_words(before, after)
    assert "".join(run.text for run in runs if run.kind != ADDED) == before
    assert "".join(run.text for run in runs if run.kind != REMOVED) == after


@given(TEXTS, TEXTS)
def test_runs_are_not_empty_and_no_two_of_a_kind_follow_each_other(before: str, after: str) -> None:
    runs = compare_words(before, after)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@given(TEXTS)
def test_a_text_that_did_not_change_is_one_run(text: str) -> None:
    assert said(text, text) == ([(SAME, text)] if text else [])


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_between_nothing_and_all(before: str, after: str) -> None:
    old, new = counted(before), counted(after)
    assert likeness(old, new) == likeness(new, old)
    assert 0 <= likeness(old, new) <= 1
    assert likeness(old, old) == 1


def test_words_are_compared_whole() -> None:
    assert said("The course lasts two years.", "The course lasts three years.") == [
        (SAME, "The course lasts "),
        (REMOVED, "two"),
        (ADDED, "three"),
        (SAME, " years."),
    ]


def test_chinese_is_compared_by_characters() -> None:
    assert said("学制为两年。", "学制为三年。") == [
        (SAME, "学制为"),
        (REMOVED, "两"),
        (ADDED, "三"),
        (SAME, "年。"),
    ]


def test_a_gap_between_two_changes_changes_with_them() -> None:
    assert said("old words stay", "new terms stay") == [
        (REMOVED, "old words"),
        (ADDED, "new terms"),
        (SAME, " stay"),
    ]


def test_a_very_long_wording_is_shown_whole_and_quickly() -> None:
    before, after = "字" * (LONGEST + 1), "字" * LONGEST
    assert said(before, after) == [(REMOVED, before), (ADDED, after)]
    assert said(before, before) == [(SAME, before)]


def test_a_text_of_few_words_over_and_over_is_shown_whole_and_not_compared() -> None:
    before, after = "字甲" * 900, "甲字乙" * 600
    assert said(before, after) == [(REMOVED, before), (ADDED, after)]
