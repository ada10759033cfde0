"""Which clauses changed between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.standards.rules.changes import (
    Change,
    ClauseText,
    compare_clauses,
    tally,
)

Said = list[tuple[str, str, Change]]


def version(*clauses: tuple[str, str]) -> list[ClauseText]:
    return [ClauseText(number, {"en": text}) for number, text in clauses]


def said(before: list[ClauseText], after: list[ClauseText]) -> Said:
    return [
        (
            change.before.number if change.before else "",
            change.after.number if change.after else "",
            change.kind,
        )
        for change in compare_clauses(before, after)
    ]


CLAUSES = st.lists(
    st.builds(
        ClauseText,
        st.sampled_from(["1", "2", "2.1", "3", "4", "A"]),
        st.dictionaries(
            st.sampled_from(["en", "zh-hans", "ru"]),
            st.sampled_from(["two years", "three years", "学制为两年", "a lathe", ""]),
        ),
    ),
    max_size=8,
)


@given(CLAUSES, CLAUSES)
def test_each_clause_of_both_versions_is_told_once(
    before: list[ClauseText], after: list[ClauseText]
) -> None:
    changes = compare_clauses(before, after)
    # By identity: equal clauses are different clauses.
    old = [id(change.before) for change in changes if change.before]
    assert sorted(old) == sorted(map(id, before))
    assert [change.after for change in changes if change.after] == after
    assert sum(tally(changes).values()) == len(changes)


@given(CLAUSES)
def test_a_version_compared_with_itself_has_not_changed(clauses: list[ClauseText]) -> None:
    assert {change.kind for change in compare_clauses(clauses, clauses)} <= {Change.SAME}


@given(CLAUSES, CLAUSES)
def test_what_is_added_one_way_is_removed_the_other_way(
    before: list[ClauseText], after: list[ClauseText]
) -> None:
    there, back = tally(compare_clauses(before, after)), tally(compare_clauses(after, before))
    assert there[Change.ADDED] - there[Change.REMOVED] == len(after) - len(before)
    assert back[Change.ADDED] - back[Change.REMOVED] == len(before) - len(after)


def test_a_clause_put_in_does_not_change_those_behind_it() -> None:
    before = version(("1", "Scope"), ("2", "It lasts two years."), ("3", "The exam is practical."))
    after = version(
        ("1", "Scope"),
        ("2", "Teachers are certified."),
        ("3", "It lasts two years."),
        ("4", "The exam is practical."),
    )
    assert said(before, after) == [
        ("1", "1", Change.SAME),
        ("", "2", Change.ADDED),
        ("2", "3", Change.MOVED),
        ("3", "4", Change.MOVED),
    ]


def test_a_clause_that_was_renumbered_and_reworded_is_found_by_its_likeness() -> None:
    before = version(("1", "It lasts two full years."), ("2", "Lathes are used."))
    after = version(("1", "Somebody teaches."), ("2", "It lasts three full years."))
    assert said(before, after) == [
        ("", "1", Change.ADDED),
        ("1", "2", Change.CHANGED),
        ("2", "", Change.REMOVED),
    ]


def test_a_clause_replaced_under_its_number_has_changed() -> None:
    before, after = version(("1", "Scope")), version(("1", "用途"))
    assert said(before, after) == [("1", "1", Change.CHANGED)]


def test_a_removed_clause_stands_where_it_stood() -> None:
    before = version(("1", "Scope"), ("2", "Lathes."), ("3", "Exams."))
    after = version(("1", "Scope"), ("3", "Exams."))
    assert said(before, after) == [
        ("1", "1", Change.SAME),
        ("2", "", Change.REMOVED),
        ("3", "3", Change.SAME),
    ]


def test_a_translation_left_behind_is_told() -> None:
    before = [ClauseText("1", {"zh-hans": "学制为两年", "ru": "Два года"})]
    after = [ClauseText("1", {"zh-hans": "学制为三年", "ru": "Два года"})]
    (change,) = compare_clauses(before, after)
    assert [(text.language, text.is_same) for text in change.texts()] == [
        ("zh-hans", False),
        ("ru", True),
    ]


def test_two_large_versions_without_likeness_are_compared_by_number() -> None:
    before = version(*((str(n), f"old{n}") for n in range(400)))
    after = version(*((str(n), f"new{n}") for n in range(400)))
    assert {kind for _old, _new, kind in said(before, after)} == {Change.CHANGED}
