"""Staleness: which clauses still follow the source."""

from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.library.difference import differences
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.pairing import source_digests
from openluban.teaching.library.rights import is_rights
from openluban.teaching.library.rules import (
    Mark,
    Match,
    Stale,
    carried,
    compared,
    likeness,
    paired,
    stale,
)
from openluban.teaching.library.tests.make import RU, ZH

DIGESTS = st.lists(st.sampled_from("abcdefgh"), max_size=12)
TIED = st.lists(st.sampled_from(["", *"abcdefgh"]), max_size=12)


def same(one: str, other: str) -> float:
    return likeness(one, other)


def test_nothing_has_changed() -> None:
    assert [match.mark for match in compared(["a", "b"], ["a", "b"])] == [Mark.UNCHANGED] * 2
    assert not stale(compared(["a", "b"], ["a", "b"]))


def test_changed_new_and_removed_are_told_apart() -> None:
    words = {
        "a": "one",
        "b": "press the button",
        "B": "press the red button",
        "n": "new!",
        "c": "x",
    }
    matches = compared(
        ["a", "b", "c"], ["a", "n", "B"], lambda was, now: likeness(words[was], words[now])
    )

    assert matches == [
        Match(Mark.UNCHANGED, 0, 0),
        Match(Mark.NEW, 1, None),
        Match(Mark.CHANGED, 2, 1, "b"),
        Match(Mark.REMOVED, None, 2, "c"),
    ]
    assert stale(matches) == Stale(changed=1, new=1, removed=1)
    assert stale(matches).total == 3


def test_a_clause_of_ones_own_stays_where_it_stands() -> None:
    matches = compared(["", "a", "", "b"], ["a", "b"])

    assert [(match.mark, match.target) for match in matches] == [
        (Mark.OWN, 0),
        (Mark.UNCHANGED, 1),
        (Mark.OWN, 2),
        (Mark.UNCHANGED, 3),
    ]


@given(TIED, DIGESTS)
def test_every_clause_of_both_sides_stands_in_one_line(
    made_from: list[str], source: list[str]
) -> None:
    matches = compared(made_from, source, same)

    assert [m.target for m in matches if m.target is not None] == list(range(len(made_from)))
    assert [m.source for m in matches if m.source is not None] == list(range(len(source)))
    for match in matches:
        if match.mark == Mark.UNCHANGED:
            assert match.source is not None
            assert match.target is not None
            assert made_from[match.target] == source[match.source]
        if match.mark == Mark.CHANGED:
            assert match.target is not None
            assert match.was == made_from[match.target]


@given(DIGESTS)
def test_what_was_made_from_the_source_of_today_is_never_stale(source: list[str]) -> None:
    assert not stale(compared(source, source, same))


@given(st.integers(0, 8), st.integers(0, 8), st.data())
def test_pairs_keep_their_order_and_leave_nobody_out(
    lefts: int, rights: int, data: st.DataObject
) -> None:
    weights = data.draw(
        st.lists(
            st.lists(st.floats(0, 1), min_size=rights, max_size=rights),
            min_size=lefts,
            max_size=lefts,
        )
    )
    pairs = paired(lambda left, right: weights[left][right], lefts, rights)

    assert [left for left, _right in pairs if left is not None] == list(range(lefts))
    assert [right for _left, right in pairs if right is not None] == list(range(rights))


def test_long_rows_are_paired_in_order_and_nothing_is_weighed() -> None:
    def never(_left: int, _right: int) -> float:
        raise AssertionError

    pairs = paired(never, 1_000, 1_001)

    assert pairs[999] == (999, 999)
    assert pairs[1_000] == (None, 1_000)


def test_an_untouched_clause_still_rests_on_what_it_was_made_from() -> None:
    before = [("t1", "a"), ("t2", "b"), ("t2", "c")]

    assert carried(["t1", "new", "t2", "t2"], ["A", "B", "C", "D"], before) == ["a", "B", "b", "c"]
    assert carried(["t1"], ["A"], [("t1", "")]) == ["A"]


def test_texts_of_one_form_are_tied_clause_by_clause() -> None:
    source, target = clauses_of(ZH), clauses_of(RU)

    assert source_digests(target, source) == [clause.digest for clause in source]


def test_a_missing_clause_does_not_shift_the_rest() -> None:
    source = clauses_of(ZH)
    target = clauses_of(RU.replace("- Давление 0,6 МПа.\n", ""))
    tied = source_digests(target, source)

    assert tied[-2:] == [source[-2].digest, source[-1].digest]
    assert len([digest for digest in tied if digest]) == 5


def test_differences_show_words_of_spaced_and_signs_of_unspaced_scripts() -> None:
    english = [(piece.tag, piece.text) for piece in differences("at 0.6 MPa", "at 0.5 MPa")]
    chinese = [(piece.tag, piece.text) for piece in differences("先断电。", "先断气。")]

    assert english == [("", "at 0."), ("del", "6"), ("ins", "5"), ("", " MPa")]
    assert chinese == [("", "先断"), ("del", "电"), ("ins", "气"), ("", "。")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_hold_both_wordings_whole(was: str, now: str) -> None:
    pieces = differences(was, now)

    assert "".join(piece.text for piece in pieces if piece.tag != "del") == now
    assert "".join(piece.text for piece in pieces if piece.tag != "ins") == was


def test_rights_are_spdx_or_a_name_of_ours() -> None:
    assert is_rights("CC-BY-4.0")
    assert is_rights("LicenseRef-letter-2024-ektu")
    for wrong in ("CC BY 4.0", "free", "", "LicenseRef-", "LicenseRef-a b", "cc-by-4.0"):
        assert not is_rights(wrong)
