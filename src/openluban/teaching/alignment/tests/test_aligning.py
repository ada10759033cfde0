"""Two texts become beads: all in order, none left out, whatever the texts are."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.teaching.alignment.public import Bead, align_lines

GERMAN = [
    "Himalaya-Chronik 1956",
    "Mit 3 Bildern",
    "Der Gipfel ist 8475 Meter hoch, und Paul Reiss stand als Erster auf dem Lhotse.",
    "Am 18. Mai war das Wetter schlecht.",
    "Die Gruppe kehrte um, weil der Wind zu stark wurde; im Lager 6 gab es keinen Sauerstoff mehr.",
    "Am Abend wurde es still.",
]
FRENCH = [
    "Chronique himalayenne 1956",
    "Avec 3 illustrations",
    "Le sommet a 8475 mètres.",
    "Paul Reiss fut le premier au Lhotse.",
    "Le 18 mai, le temps était mauvais.",
    "Le groupe fit demi-tour, car le vent était trop fort; au camp 6 il n'y avait plus d'oxygène.",
    "Le soir, tout devint calme.",
]
GOLD = ["[0]:[0]", "[1]:[1]", "[2]:[2, 3]", "[3]:[4]", "[4]:[5]", "[5]:[6]"]

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", " ", "Ja.", "第3课", "ＷＵＨＡＮ ２０２４", "Урок 3", "٣ دروس", "-", "42"]
        ),
        st.text(max_size=60),
    ),
    max_size=14,
)


def _told(beads: Sequence[Bead]) -> list[str]:
    return [str(bead) for bead in beads]


def _turned(beads: Sequence[Bead]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.target, bead.source) for bead in beads}


def test_a_sentence_that_became_two_is_found() -> None:
    assert _told(align_lines(GERMAN, FRENCH)) == GOLD


def test_the_other_direction_gives_the_same_beads() -> None:
    there, back = align_lines(GERMAN, FRENCH), align_lines(FRENCH, GERMAN)

    assert {bead.places for bead in there} == _turned(back)


@settings(max_examples=150, deadline=None)
@given(source=LINES, target=LINES)
def test_every_line_stands_in_one_bead_and_in_order(source: list[str], target: list[str]) -> None:
    beads = align_lines(source, target)

    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert all(bead.source or bead.target for bead in beads)


def test_empty_sides_and_nothing_at_all() -> None:
    assert align_lines([], []) == []
    assert _told(align_lines(["a", "b"], [])) == ["[0]:[]", "[1]:[]"]
    assert _told(align_lines([], ["a"])) == ["[]:[0]"]
    assert _told(align_lines(["", ""], ["  "])) == ["[0]:[0]", "[1]:[]"]


def test_empty_lines_go_with_empty_lines() -> None:
    source = [GERMAN[0], "", *GERMAN[3:5]]
    target = [FRENCH[0], "", FRENCH[4], FRENCH[5]]

    assert _told(align_lines(source, target)) == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]"]


def test_what_is_missing_on_one_side_is_left_alone() -> None:
    """A whole passage is gone, and what follows it is found again."""
    source = [f"Раздел {at}: прибор {at * 37} стоит в зале." for at in range(60)]
    target = [f"第{at}节：设备{at * 37}在大厅。" for at in range(60) if not 20 <= at < 45]

    beads = align_lines(source, target)

    right = {((at,), (at if at < 20 else at - 25,)) for at in range(60) if not 20 <= at < 45}
    assert right <= {bead.places for bead in beads}
    assert all(((at,), ()) in {bead.places for bead in beads} for at in range(20, 45))


@pytest.mark.parametrize(
    "digits",
    ["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"],
    ids=["arabic", "wide", "devanagari"],
)
def test_numbers_are_the_same_in_every_script(digits: str) -> None:
    written = str.maketrans("0123456789", digits)
    source = [f"abc {at * 7919 % 1000 + 1000}" for at in range(30)]
    target = [f"где {at * 7919 % 1000 + 1000}".translate(written) for at in range(4, 30)]

    beads = {bead.places for bead in align_lines(source, target)}

    assert {((at,), (at - 4,)) for at in range(4, 30)} <= beads


def test_identical_lines_stay_in_order() -> None:
    same = ["Note"] * 40

    assert _told(align_lines(same, same)) == [f"[{at}]:[{at}]" for at in range(40)]


def test_given_terms_decide_where_lengths_do_not() -> None:
    """Without the terms nothing tells which of four lines is missing."""
    source = ["паяльник готов", "вал токарный", "насос работает", "датчик включён"]
    target = ["烙铁好了", "水泵在转", "传感器开"]
    terms = [("паяльник", "烙铁"), ("насос", "水泵"), ("датчик", "传感器")]

    assert "[1]:[]" in _told(align_lines(source, target, terms))


def test_confidence_is_lower_where_texts_do_not_fit() -> None:
    sure = align_lines(GERMAN, FRENCH)
    unsure = align_lines(GERMAN, [FRENCH[-1], "Les abonnés paient en mars.", *FRENCH[1:3]])

    assert sum(bead.confidence for bead in unsure) / len(unsure) < 0.9
    assert sum(bead.confidence for bead in sure) / len(sure) > 0.9
