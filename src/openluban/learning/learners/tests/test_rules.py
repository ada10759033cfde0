"""States, names in several scripts, and how alike two records are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.dates import ImpreciseDate
from openluban.learning.learners.rules.details import read_details
from openluban.learning.learners.rules.likeness import PROPOSED_FROM, Known, Reason, alike
from openluban.learning.learners.rules.names import (
    asked_words,
    folded,
    loose,
    name_of,
    sort_form,
    sound,
)
from openluban.learning.learners.rules.states import NEXT, first_fault, may_follow
from openluban.learning.learners.rules.transliteration import latin_of
from openluban.learning.learners.rules.words import NameKind, State

TODAY = date(2026, 9, 1)
PASSPORT = name_of(NameKind.PASSPORT, family="RAKHIMOV", given="FARRUKH")
RUSSIAN = name_of(NameKind.LOCAL, family="Рахимов", given="Фаррух", language="ru")
BORN = ImpreciseDate.read("2006-05-04")


@pytest.mark.parametrize(
    ("written", "language", "latin"),
    [
        ("Щербаков Юрий", "ru", "shcherbakov iurii"),
        ("Объедков Пётр", "ru", "obieedkov petr"),
        ("Жанна Хвостова-Цой", "", "zhanna khvostova-tsoi"),
        ("Қасымов Әлихан", "kk", "kasymov alikhan"),
        ("Гулнора Ҷӯраева", "tg", "gulnora juraeva"),
        ("Ғафуров Қодир", "tg", "ghafurov qodir"),
        ("Ўткир Ҳамидов", "uz-cyrl", "otkir hamidov"),
        ("Үсөнов Өмүр", "ky", "usonov omur"),
        ("张伟", "zh-hans", "zhang wei"),
        ("欧阳娜娜", "zh-hans", "ouyangnana"),
        ("François Müller", "fr", "francois muller"),
    ],
)
def test_names_are_written_in_latin_letters(written: str, language: str, latin: str) -> None:
    assert latin_of(written, language) == latin


@given(st.text(max_size=200), st.sampled_from(["", "ru", "tg", "uz-cyrl", "zh-hans", "x"]))
def test_any_text_becomes_plain_latin(text: str, language: str) -> None:
    assert set(latin_of(text, language)) <= set("abcdefghijklmnopqrstuvwxyz '-")


def test_a_character_without_a_known_reading_is_left_out() -> None:
    assert latin_of("张\u3402伟") == "zhang wei"
    assert latin_of("\u3402") == ""


@given(st.text(max_size=400))
def test_forms_of_any_name_fit_their_columns(text: str) -> None:
    name = name_of(NameKind.OTHER, full=text)
    assert len(folded(name)) <= 600
    assert len(sound(name)) <= 40
    assert len(sort_form([name])) <= 100


def test_spellings_of_one_name_share_a_sound() -> None:
    spelt = ["Rakhimov Farrukh", "Rahimov Faruh", "FARRUX RAXIMOV"]
    sounds = {sound(name_of(NameKind.PASSPORT, full=each)) for each in spelt}
    assert sounds == {sound(PASSPORT)} == {sound(RUSSIAN)}


@pytest.mark.parametrize("asked", ["рахим", "rakhim", "Rahimov", "farr", "ФАРРУХ"])
def test_a_name_is_found_in_another_script(asked: str) -> None:
    for name in (PASSPORT, RUSSIAN):
        stored = folded(name)
        assert all(any(f" {form}" in stored for form in forms) for forms in asked_words(asked))


def test_a_chinese_name_is_found_by_characters_and_by_sound() -> None:
    stored = folded(name_of(NameKind.CHINESE, family="张", given="伟"))
    for asked in ("张伟", "zhang"):
        assert all(any(f" {form}" in stored for form in forms) for forms in asked_words(asked))


def test_lists_sort_by_the_passport() -> None:
    assert sort_form([RUSSIAN, PASSPORT]) == "rakhimov farrukh"
    assert loose("zhuraeva") == loose("juraeva")


def test_the_same_name_and_birth_are_proposed() -> None:
    first = Known((("passport", PASSPORT.latin),), BORN)
    second = Known((("local", RUSSIAN.latin),), BORN)

    found = alike(first, second)

    assert found.score >= 0.95
    assert set(found.reasons) == {Reason.SAME_NAME, Reason.OTHER_SCRIPT, Reason.SAME_BIRTH}


def test_the_same_name_born_on_another_day_is_not_proposed() -> None:
    first = Known((("passport", PASSPORT.latin),), BORN)
    second = Known((("passport", PASSPORT.latin),), ImpreciseDate.read("2001-01-02"))

    found = alike(first, second)

    assert found.score < PROPOSED_FROM
    assert Reason.OTHER_BIRTH in found.reasons


def test_a_shared_number_is_nearly_enough() -> None:
    number = frozenset({"x"})
    first = Known((("passport", "petrova anna"),), numbers=number)
    second = Known((("passport", "sidorova anna"),), numbers=number)

    found = alike(first, second)

    assert found.score >= PROPOSED_FROM
    assert found.reasons[0] == Reason.SAME_NUMBER


@given(st.sampled_from(list(State)), st.sampled_from(list(State)))
def test_only_written_moves_are_moves(before: State, after: State) -> None:
    assert may_follow(before, after) == (after in NEXT[before])


def test_a_line_of_states_is_held_against_moves_and_days() -> None:
    good = [(State.APPLIED, TODAY), (State.ENROLLED, TODAY)]
    assert first_fault(good) is None
    assert first_fault([(State.COMPLETED, TODAY)]) == 0
    assert first_fault([(State.COMPLETED, TODAY)], begins_anywhere=True) is None
    assert first_fault([*good, (State.CERTIFIED, TODAY)]) == 2
    assert first_fault([*good, (State.COMPLETED, date(2020, 1, 1))]) == 2


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({}, "name_missing"),
        ({"passport_family": "x" * 121}, "too_long"),
        ({"passport_family": "X", "born_on": "someday"}, "not_a_date"),
        ({"passport_family": "X", "born_on": "2030"}, "impossible_birth"),
        ({"passport_family": "X", "born_on": "1890"}, "impossible_birth"),
        ({"passport_family": "X", "sex": "7"}, "unknown_sex"),
        ({"passport_family": "X", "contact_email": "nowhere"}, "not_an_address"),
    ],
)
def test_what_breaks_a_rule_is_named_and_not_repeated(cells: dict[str, str], rule: str) -> None:
    _details, problems = read_details(cells, today=TODAY)

    assert [problem.rule for problem in problems] == [rule]
    assert not any(value in str(problems[0]) for value in cells.values() if len(value) > 3)
