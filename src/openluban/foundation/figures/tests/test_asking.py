from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.figures.asking import NotADay, read_day
from openluban.foundation.figures.choices import (
    ALWAYS,
    Choice,
    Option,
    UnknownChoice,
    remembering,
    settle,
)

TODAY = date(2026, 3, 1)


def test_no_day_means_today() -> None:
    assert read_day("", TODAY) == TODAY


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    "text", ["2025", "2025-08", "20250830", "2025-W35-6", "2025-02-30", "today", "２０２５-08-30"]
)
def test_what_is_no_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotADay, match=text):
        read_day(text, TODAY)


def test_choices_not_given_take_their_defaults() -> None:
    assert settle(ALWAYS, {"certainty": "high"}) == {
        "precision": "earliest",
        "certainty": "high",
        "disputed": "counted",
    }


@pytest.mark.parametrize("given_choice", [{"colour": "red"}, {"certainty": "red"}])
def test_unknown_choices_are_refused_with_those_there_are(given_choice: dict[str, str]) -> None:
    with pytest.raises(UnknownChoice, match=r"certainty|medium"):
        settle(ALWAYS, given_choice)


def test_options_are_asked_for_once_while_a_page_is_made() -> None:
    asked = []

    def options() -> list[Option]:
        asked.append(1)
        return [Option("a", "A"), Option("b", "B")]

    choice = Choice(key="c", title="C", default="a", options=options)
    with remembering():
        settle([choice], {"c": "b"})
        choice.words_for("b")
    assert len(asked) == 1
