"""How a version stands with an authority."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.dates import ImpreciseDate
from openluban.teaching.standards.rules.reading import two_languages
from openluban.teaching.standards.rules.recognising import (
    ORDER,
    Step,
    ends_before_it_begins,
    in_order,
    is_home,
    stands,
)

DAYS = st.one_of(
    st.none(), st.sampled_from(["2021", "2021-05", "2022-03-01"]).map(ImpreciseDate.read)
)
STEPS = st.lists(st.builds(Step, st.sampled_from(ORDER), DAYS, st.text("ab", max_size=3)))


def step(state: str, on: str = "") -> Step:
    return Step(state, ImpreciseDate.read(on) if on else None)


@given(STEPS)
def test_every_step_is_kept_and_days_do_not_run_backwards(steps: list[Step]) -> None:
    ordered = in_order(steps)
    assert sorted(map(repr, ordered)) == sorted(map(repr, steps))
    days = [one.on.earliest for one in ordered if one.on]
    assert days == sorted(days)


def test_the_last_step_says_how_a_version_stands() -> None:
    steps = [step("superseded", "2024"), step("accredited", "2022"), step("draft", "2021")]
    assert stands(steps) == steps[0]
    assert stands([]) is None


def test_a_version_accredited_anew_is_accredited() -> None:
    steps = [step("accredited", "2020"), step("superseded", "2022"), step("accredited", "2023")]
    assert stands(steps) == steps[2]


def test_of_one_day_the_later_state_is_the_last() -> None:
    assert stands([step("accredited", "2022"), step("submitted", "2022")]) == step(
        "accredited", "2022"
    )


def test_a_step_without_a_day_stands_where_it_usually_stands() -> None:
    steps = [step("accredited", "2022"), step("draft"), step("submitted", "2021")]
    assert [one.state for one in in_order(steps)] == ["draft", "submitted", "accredited"]
    assert [one.state for one in in_order([step("superseded"), *steps])][-1] == "superseded"


@pytest.mark.parametrize(
    ("begins", "ends", "wrong"),
    [
        ("2024-05-01", "2024-04-30", True),
        ("2024-05-01", "2024", False),
        ("2024", "2023", True),
        ("2024-05-01", "2024-05-01", False),
        ("", "2024", False),
        ("2024", "", False),
    ],
)
def test_an_end_before_the_beginning(begins: str, ends: str, *, wrong: bool) -> None:
    read = [ImpreciseDate.read(text) if text else None for text in (begins, ends)]
    assert ends_before_it_begins(*read) is wrong


def test_china_is_home() -> None:
    assert is_home("CN")
    assert not is_home("TJ")
    assert not is_home("")


@pytest.mark.parametrize(
    ("written", "reader", "columns"),
    [
        (["ru", "zh-hans"], "ru", ("zh-hans", "ru")),
        (["zh-hans", "ru", "en"], "zh-hans", ("zh-hans", "ru")),
        (["zh-hans", "ru"], "en", ("zh-hans", "ru")),
        (["kk", "ru"], "ru", ("kk", "ru")),
        (["ru"], "en", ("ru", "")),
        ([], "en", ("", "")),
    ],
)
def test_the_languages_of_the_two_columns(
    written: list[str], reader: str, columns: tuple[str, str]
) -> None:
    assert two_languages(written, reader) == columns
