"""Headings of schools' own sheets."""

import pytest

from openluban.learning.learners.formats.headings import (
    Meaning,
    day_of,
    recognised,
    said_twice,
    sex_named,
    state_named,
)


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (
            ("Student No.", "Full name", "Date of Birth", "Group", "Status", "Shoe size"),
            ("number", "passport_name", "born", "group", "state", ""),
        ),
        (
            ("学号", "姓名", "护照姓名", "出生日期", "专业", "班级", "状态"),
            ("number", "chinese_name", "passport_name", "born", "programme", "group", "state"),
        ),
        (
            ("№", "Фамилия", "Имя", "Отчество", "Дата рождения", "Группа", "ДАТА ЗАЧИСЛЕНИЯ"),
            ("number", "local_family", "local_given", "local_middle", "born", "group", "since"),
        ),
        (("Ф.И.О.", "Name"), ("local_name", "passport_name")),
    ],
)
def test_columns_are_recognised_in_three_languages(
    header: tuple[str, ...], meanings: tuple[str, ...]
) -> None:
    found = recognised(header)
    assert tuple(found[heading].value for heading in header) == meanings


def test_of_two_columns_for_the_same_the_first_is_taken() -> None:
    assert recognised(("Group", "Class")) == {"Group": Meaning.GROUP, "Class": Meaning.LEFT_OUT}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2004-11-21", "2004-11-21"),
        ("21.11.2004", "2004-11-21"),
        ("1.2.2004", "2004-02-01"),
        ("2004年11月21日", "2004-11-21"),
        ("2004/1/2", "2004-01-02"),
        ("2004年11月", "2004-11"),
        ("11/21/2004", None),
        ("soon", None),
    ],
)
def test_days_as_schools_write_them(text: str, day: str | None) -> None:
    assert day_of(text) == day


def test_states_and_sexes_by_name() -> None:
    assert [state_named(each) for each in ("Зачислена", "在读", "Graduated", "?")] == [
        "enrolled",
        "enrolled",
        "completed",
        None,
    ]
    assert [sex_named(each) for each in ("Ж", "男", "F", "x")] == ["2", "1", "2", None]


def test_a_meaning_given_twice_is_found() -> None:
    assert said_twice([Meaning.BORN, Meaning.LEFT_OUT, Meaning.LEFT_OUT, Meaning.BORN]) == "born"
    assert said_twice([Meaning.BORN, Meaning.LEFT_OUT, Meaning.LEFT_OUT]) is None
