"""The rules beneath ranked search: stems, strengths, sounds, corrections, marking."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.search import keys
from openluban.foundation.search.correcting import _nearest
from openluban.foundation.search.marking import LONGEST, passage_of
from openluban.foundation.search.sounding import alike, sound_of, sounds_in_other_script
from openluban.foundation.search.stems import stem, stems_of

TEXTS = st.text(st.sampled_from("abc xyzабв станокток数控车床。,-–1 \n"), max_size=600)


@pytest.mark.parametrize(
    ("one", "other"),
    [("станок", "станка"), ("подключить", "подключение"), ("connect", "connections")],
)
def test_forms_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_other_words_keep_theirs() -> None:
    assert stem("станок") != stem("станция")
    assert stem("қазақ", "kk") == "қазақ"
    assert stems_of("数控 PLC-1") == ["数控", "plc", "1"]


def test_a_word_is_stronger_the_oftener_and_the_shorter_the_text() -> None:
    times = np.array([1.0, 2.0, 8.0])
    short, long = keys.levels_of(times, 3), keys.levels_of(times, 2_000)
    assert list(short) == sorted(short, reverse=True)
    assert (short <= long).all()
    assert int(short.min()) >= 0
    assert int(keys.levels_of(np.array([1.0]), 10**6)[0]) == keys.LEVELS - 1


def test_a_key_is_the_same_alone_and_among_others() -> None:
    number = keys.number_of("станк", "ru")
    many = keys.keys_of([number, number], np.array([0, 5]))
    assert many.tolist() == [keys.key_of(number, 0), keys.key_of(number, 5)]


@pytest.mark.parametrize(
    ("russian", "english"),
    [("символ", "symbol"), ("экспорт", "export"), ("конфигурация", "configuration")],
)
def test_words_that_sound_alike_have_one_sound(russian: str, english: str) -> None:
    assert sounds_in_other_script([english]) == [sound_of(russian)]
    assert alike([english], {sound_of(russian): [russian]})[english][0].word == russian


def test_short_words_and_other_scripts_have_no_sound() -> None:
    assert [sound_of(word) for word in ("the", "数控", "a1b2c3", "")] == ["", "", "", ""]


def test_corrections_are_near_and_never_another_form() -> None:
    assert [each.word for each in _nearest("widnow", ["window", "widow"])] == ["widow", "window"]
    assert _nearest("windows", ["window"]) == []
    assert _nearest("wind", ["rotor"]) == []


@given(TEXTS, st.sets(st.sampled_from(["abc", "станк", "数控", "控车", "1"])))
def test_a_passage_is_a_piece_of_the_text(text: str, sought: set[str]) -> None:
    passage = passage_of(text, "ru", dict.fromkeys(sought, 1.0))
    joined = "".join(run.text for run in passage.runs)
    assert joined in " ".join(text.split())
    assert len(joined) <= LONGEST
    assert passage.stems <= sought
    assert all(run.text for run in passage.runs)


def test_the_piece_with_most_is_shown_and_its_ends_are_told() -> None:
    text = f"{'word ' * 100}copper {'word ' * 100}copper wire {'word ' * 100}"
    passage = passage_of(text, "en", {"copper": 1.0, "wire": 1.0})
    assert [run.text for run in passage.runs if run.is_hit] == ["copper", "wire"]
    assert passage.is_cut_before
    assert passage.is_cut_after
