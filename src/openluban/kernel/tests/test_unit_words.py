"""Several numbers in one published figure: compound numbers, units and claims with numbers."""

import pytest

from openluban.kernel.quantities import read_numbers
from openluban.kernel.tests.reading import bounds, only, pairs


def test_compound_numbers_take_their_units_in_order() -> None:
    stated = read_numbers("800 / 71 / 4.96", "m2 / sets / million yuan")

    assert pairs(stated) == [("800", "m2"), ("71", "sets"), ("4960000", "yuan")]
    assert [one.words for one in stated] == ["800 m2", "71 sets", "4.96 million yuan"]


def test_one_unit_holds_for_all_numbers() -> None:
    assert pairs(read_numbers("6 / 160 / 1500 / 4000", "items")) == [
        ("6", "items"),
        ("160", "items"),
        ("1500", "items"),
        ("4000", "items"),
    ]


def test_a_qualifier_at_the_end_holds_for_all_numbers() -> None:
    shared = read_numbers("800 / 200", "ports / countries (more than)")
    own = read_numbers("800 / 200", "ports (more than) / countries")
    single = read_numbers("2000 / 460", "people (more than)")

    assert [bounds(one) for one in shared] == ["[800, 900)", "[200, 300)"]
    assert [bounds(one) for one in own] == ["[800, 900)", "[200, 200]"]
    assert [bounds(one) for one in single] == ["[2000, 3000)", "[460, 470)"]


def test_a_bare_slash_splits_only_where_the_unit_is_split() -> None:
    assert pairs(read_numbers("35/21", "enterprises / colleges")) == [
        ("35", "enterprises"),
        ("21", "colleges"),
    ]
    assert not only("35/21", "colleges").is_readable


def test_units_that_do_not_fit_the_numbers_stay_whole() -> None:
    assert pairs(read_numbers("1 / 2 / 3", "sets / rooms")) == [
        ("1", "sets / rooms"),
        ("2", "sets / rooms"),
        ("3", "sets / rooms"),
    ]


@pytest.mark.parametrize(
    ("unit", "further"),
    [
        ("workshops in 16 countries", ("16", "countries")),
        ("workshops in 15 African countries", ("15", "countries")),
        ("workshops in 30 countries and regions", ("30", "countries and regions")),
        ("pairs with 22 countries", ("22", "countries")),
        ("majors in 11 categories", ("11", "categories")),
    ],
)
def test_a_number_inside_the_unit_is_a_second_one(unit: str, further: tuple[str, str]) -> None:
    assert pairs(read_numbers("17", unit)) == [("17", unit.split(maxsplit=1)[0]), further]


def test_the_qualifier_of_the_unit_belongs_to_the_number_before_it() -> None:
    workshops, countries = read_numbers("30", "workshops in 25 countries (more than)")

    assert bounds(workshops) == "[30, 40)"
    assert bounds(countries) == "[25, 25]"


def test_a_number_inside_the_unit_has_its_own_qualifier() -> None:
    _, countries = read_numbers("30", "workshops in over 20 countries")

    assert bounds(countries) == "[20, 30)"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("workshops in Africa", "workshops"),
        ("workshops in SCO 'member states' such as Thailand", "workshops"),
        ("country halls (planned)", "country halls"),
        ("students (just over), of 11,000", "students"),
        ("HSK level", "HSK level"),
        ("percentage points", "percentage points"),
    ],
)
def test_the_unit_is_left_without_place_and_brackets(unit: str, name: str) -> None:
    assert [one.unit for one in read_numbers("2", unit)] == [name]


@pytest.mark.parametrize(
    ("claim", "further"),
    [
        ("Majors in 11 categories", [("11", "categories")]),
        ("Specialised programmes in 14 disciplines", [("14", "disciplines")]),
        ("Programmes in seven fields", [("7", "fields")]),
        ("Majors in more than 10 categories", [("10", "categories")]),
        ("Taught in SCO countries, in 8 host countries", [("8", "countries")]),
        ("Students, from 12 countries", []),
        ("Teachers from 18 universities of 4 countries trained", []),
        ("Local teachers trained in Tianjin, 1-25 Aug 2023", []),
        ("Exports in a few countries", []),
        ("Majors in 27 categories", [("27", "categories")]),
    ],
)
def test_the_claim_adds_a_number_only_in_its_clear_form(
    claim: str, further: list[tuple[str, str]]
) -> None:
    assert pairs(read_numbers("27", "majors", claim))[1:] == further


def test_the_claim_does_not_repeat_a_number() -> None:
    assert pairs(read_numbers("11", "categories", "Majors in 11 categories")) == [
        ("11", "categories")
    ]


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("2018-05-06", "date"),
        ("2018-05-06", ""),
        ("2018-05", ""),
        ("2018", "date"),
        ("30 August 2025", ""),
        ("2021-22", ""),
        ("2024-2025", ""),
        ("", "people"),
        ("", ""),
        ("unknown", "people"),
        ("a few", "people"),
        ("10 of 24", "workshops"),
        ("two thirds", ""),
        ("24, since then 25", "workshops"),
        ("12.5.3", ""),
        ("15 rounds", "people"),
        ("2 million", "thousand people"),
        ("9" * 40, "people"),
        ("1e9", "people"),
        ("NaN", ""),
        ("Infinity", ""),
    ],
)
def test_dates_and_what_is_no_number_come_back_as_words(number: str, unit: str) -> None:
    stated = only(number, unit)

    assert not stated.is_readable
    assert stated.value is None
    assert stated.words == f"{number} {unit}".strip()


@pytest.mark.parametrize(
    ("number", "unit", "name"),
    [
        ("15,000 people", "", "people"),
        ("15,000 People", "people (more than)", "people"),
        ("34家", "workshops", "workshops"),
        ("1.5万人", "people", "people"),
        ("¥53.37亿", "", "yuan"),
    ],
)
def test_a_number_may_bring_its_unit(number: str, unit: str, name: str) -> None:
    stated = only(number, unit)

    assert stated.is_readable
    assert stated.unit == name
