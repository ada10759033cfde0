"""Units and how a number of each is said."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.kernel.units import (
    UNITS,
    ExchangeRate,
    Kind,
    Unit,
    UnitsDiffer,
    convert_money,
    require_same,
    same_unit,
)

D = Decimal
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("key", "value", "english", "chinese", "russian"),
    [
        ("workshop", 10, "10 workshops", "10家鲁班工坊", "10 мастерских Лу Баня"),
        ("workshop", 1, "1 workshop", "1家鲁班工坊", "1 мастерская Лу Баня"),
        ("workshop", 34, "34 workshops", "34家鲁班工坊", "34 мастерские Лу Баня"),
        ("country", 8, "8 countries", "8个国家", "8 стран"),
        ("country", 23, "23 countries", "23个国家", "23 страны"),
        ("programme", 21, "21 programmes", "21个专业", "21 программа"),
        ("category", 6, "6 categories", "6个门类", "6 категорий"),
        ("person", 15000, "15,000 people", "1.5万人", f"15{NBSP}000 человек"),
        ("person", 13572, "13,572 people", "13572人", f"13{NBSP}572 человека"),
        ("person_time", 22000, "22,000 person-times", "2.2万人次", f"22{NBSP}000 человеко-раз"),
        ("tie", 29, "29 sister-city ties", "29对友好城市", "29 пар городов-побратимов"),
        ("college", 18, "18 colleges", "18所院校", "18 колледжей"),
        ("enterprise", 32, "32 enterprises", "32家企业", "32 предприятия"),
        ("standard", 16, "16 standards", "16项标准", "16 стандартов"),
        ("square_metre", 1138, "1,138 square metres", "1138平方米", f"1{NBSP}138 кв. м"),
        ("teu", 5410000, "5,410,000 TEU", "541万标准箱", f"5{NBSP}410{NBSP}000 TEU"),
        ("train", 284, "284 trains", "284列", "284 поезда"),
        ("year", 1, "1 year", "1年", "1 год"),
        ("year", 5, "5 years", "5年", "5 лет"),
        ("year", D("1.5"), "1.5 years", "1.5年", "1,5 года"),
        ("percent", D("85.7"), "85.7%", "85.7%", f"85,7{NBSP}%"),
        ("cny", 53370000000, "CNY 53.37 billion", "533.7亿元", "53,37 млрд юаней"),
        ("usd", 7480000000, "USD 7.48 billion", "74.8亿美元", "7,48 млрд долларов США"),
        ("ratio", D("0.5"), "0.5", "0.5", "0,5"),
        ("other", 3, "3", "3", "3"),
    ],
)
def test_phrases(key: str, value: D | int, english: str, chinese: str, russian: str) -> None:
    unit = UNITS[key]

    assert unit.phrase(value, "en") == english
    assert unit.phrase(value, "zh-hans") == chinese
    assert unit.phrase(value, "ru") == russian


def test_a_language_without_words_gets_the_english_word() -> None:
    assert UNITS["workshop"].phrase(1500, "pt-br") == "1.500 workshops"
    assert UNITS["workshop"].phrase(1, "kk") == "1 workshop"
    assert UNITS["workshop"].phrase(10, "zh-CN") == "10家鲁班工坊"


def test_every_counted_unit_has_every_form_of_every_interface_language() -> None:
    categories = {"en": {"one", "other"}, "zh-hans": {"other"}}
    categories["ru"] = {"one", "few", "many", "other"}
    wordless = {Kind.MONEY, Kind.PERCENT, Kind.RATIO}
    for unit in UNITS.values():
        if unit.kind not in wordless and unit.key != "other":
            assert {language: set(forms) for language, forms in unit.forms.items()} == categories
            assert all(all(forms.values()) for forms in unit.forms.values())


def test_no_two_units_are_said_alike() -> None:
    counted = [unit for unit in UNITS.values() if unit.forms]
    for language in ("en", "zh-hans", "ru"):
        assert len({unit.word(5, language) for unit in counted}) == len(counted)


def test_the_units_that_figures_need_are_there() -> None:
    needed = """workshop country programme category college institution enterprise tie hall person
        person_time enrolment award square_metre piece set standard textbook patent visitor train
        teu container port percent cny usd laboratory team expert route city record day year ratio
        other"""

    assert set(needed.split()) <= set(UNITS)


def test_people_are_counted_in_units_that_never_add() -> None:
    ways = [UNITS[key] for key in ("person", "person_time", "enrolment", "award")]

    for one in ways:
        for other in ways:
            assert same_unit(one, other) == (one is other)


def test_requires_one_unit() -> None:
    person = UNITS["person"]

    assert require_same([person, person]) == person
    assert require_same([]) is None


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("person", "enrolment", "A quantity in people and one in enrolments cannot be added."),
        ("cny", "usd", "A quantity in CNY and one in USD cannot be added."),
        ("percent", "person", "A quantity in percent and one in people cannot be added."),
    ],
)
def test_refuses_to_add_different_units(one: str, other: str, sentence: str) -> None:
    with pytest.raises(UnitsDiffer) as refused:
        require_same([UNITS[one], UNITS[one], UNITS[other]])

    assert str(refused.value) == sentence
    assert refused.value.code == "units_differ"


def test_units_are_equal_by_key_kind_and_currency() -> None:
    assert Unit("workshop", Kind.COUNT) == UNITS["workshop"]
    assert len({Unit("workshop", Kind.COUNT), UNITS["workshop"]}) == 1
    assert Unit("kzt", Kind.MONEY, currency="KZT").phrase(5, "en") == "KZT 5"


def test_money_is_converted_at_the_rate_of_a_day() -> None:
    rate = ExchangeRate("CNY", "USD", D("0.1401"), on=date(2025, 7, 31))

    assert convert_money(D(53370000000), rate) == D("7477137000.00")
    assert convert_money(D("0.5"), rate) == D("0.07")
