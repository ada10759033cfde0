"""What a single published number says of the true one."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openluban.kernel.quantities import Interval, read_numbers
from openluban.kernel.tests.reading import bounds, only

D = Decimal


@pytest.mark.parametrize(
    "number", ["15000", "15,000", "15 000", "15\u00a0000", "15\u202f000", "15'000", "１５０００"]
)
def test_a_plain_whole_number_is_exact(number: str) -> None:
    stated = only(number)

    assert stated.value == 15000
    assert stated.interval == Interval.exactly(D(15000))
    assert stated.interval.is_exact
    assert stated.unit == "people"


@pytest.mark.parametrize(
    ("number", "unit", "value", "interval", "name"),
    [
        ("53.37", "billion yuan", "53370000000", "[53365000000, 53375000000)", "yuan"),
        ("7.48", "billion US dollars", "7480000000", "[7475000000, 7485000000)", "US dollars"),
        ("9.35", "million yuan", "9350000", "[9345000, 9355000)", "yuan"),
        ("7", "million US dollars", "7000000", "[6500000, 7500000)", "US dollars"),
        ("7.48", "hectares", "7.48", "[7.475, 7.485)", "hectares"),
        ("5.0", "million TEU", "5000000", "[4950000, 5050000)", "TEU"),
        ("1.5 million", "people", "1500000", "[1450000, 1550000)", "people"),
        ("a million", "people", "1000000", "[500000, 1500000)", "people"),
        ("15", "thousands of people", "15000", "[14500, 15500)", "people"),
        ("2.1万", "人", "21000", "[20500, 21500)", "人"),
        ("533.7", "亿元", "53370000000", "[53365000000, 53375000000)", "元"),
        ("1.2", "万亿元", "1200000000000", "[1150000000000, 1250000000000)", "元"),
        ("3", "千米", "3", "[3, 3]", "千米"),
        ("53,37", "млрд юаней", "53370000000", "[53365000000, 53375000000)", "юаней"),
        ("1,5 млн", "человек", "1500000", "[1450000, 1550000)", "человек"),
        ("15", "тыс. человек", "15000", "[14500, 15500)", "человек"),
        ("1,125", "млн тонн", "1125000", "[1124500, 1125500)", "тонн"),
        ("85.7", "percent", "85.7", "[85.65, 85.75)", "percent"),
        ("80", "percent", "80", "[79.5, 80.5)", "percent"),
        ("85.7%", "", "85.7", "[85.65, 85.75)", "percent"),
        ("+40%", "growth", "40", "[39.5, 40.5)", "percent"),
        ("-5.2", "percent", "-5.2", "[-5.25, -5.15)", "percent"),
        ("$7.48 billion", "", "7480000000", "[7475000000, 7485000000)", "US dollars"),
    ],
)
def test_rounded_numbers_stand_for_what_rounds_to_them(
    number: str, unit: str, value: str, interval: str, name: str
) -> None:
    stated = only(number, unit)

    assert (str(stated.value), bounds(stated), stated.unit) == (value, interval, name)


@pytest.mark.parametrize(
    ("number", "unit", "interval"),
    [
        ("15000", "people (more than)", "[15000, 16000)"),
        ("31500", "people (more than)", "[31500, 31600)"),
        ("22", "people (over)", "[22, 23)"),
        ("30", "", "[30, 30]"),
        ("over 30", "", "[30, 40)"),
        ("30,000+", "people", "[30000, 40000)"),
        ("30 (more than)", "people", "[30, 40)"),
        ("1,200-plus", "people", "[1200, 1300)"),
        ("1.5 million+", "people", "[1500000, 1600000)"),
        ("5.41", "million TEU (over)", "[5410000, 5420000)"),
        ("1", "million TEU (over)", "[1000000, 2000000)"),
        ("99", "percent (more than)", "[99, 100)"),
        ("66", "percent (more than two-thirds)", "[66, 67)"),
        ("10", "students (just over), of 11,000", "[10, 20)"),
        ("at least 12", "workshops", "[12, 13)"),
        ("3000余", "人", "[3000, 4000)"),
        ("3000多万", "人", "[30000000, 40000000)"),
        ("2.1万余", "人", "[21000, 22000)"),
        ("30多个", "国家", "[30, 40)"),
        ("500", "个港口（超过）", "[500, 600)"),
        ("逾200", "人", "[200, 300)"),
        ("15,000 people or more", "", "[15000, 16000)"),
        ("上万", "人次", "[10000, 20000)"),
        ("万余", "人次", "[10000, 20000)"),
        ("более 3000", "человек", "[3000, 4000)"),
        ("свыше 15 тыс.", "человек", "[15000, 16000)"),
        ("более тысячи", "человек", "[1000, 2000)"),
        ("0", "people (more than)", "[0, 1)"),
    ],
)
def test_more_than_reaches_to_the_next_round_number(number: str, unit: str, interval: str) -> None:
    assert bounds(only(number, unit)) == interval


@pytest.mark.parametrize(
    ("number", "unit", "interval"),
    [
        ("600", "square metres (nearly)", "[540, 600)"),
        ("nearly 10,000", "people", "[9000, 10000)"),
        ("80", "percent (almost)", "[72, 80)"),
        ("500", "trains (just under)", "[450, 500)"),
        ("近2.1万", "人", "[18900, 21000)"),
        ("近万", "人", "[9000, 10000)"),
        ("почти 300", "человек", "[270, 300)"),
        ("about 180", "countries", "[171, 189]"),
        ("1000", "contestants (about)", "[950, 1050]"),
        ("约180", "个国家", "[171, 189]"),
        ("180个左右", "国家", "[171, 189]"),
        ("180左右", "国家", "[171, 189]"),
        ("около 1,5 млн", "человек", "[1425000, 1575000]"),
        ("~20", "people", "[19, 21]"),
        ("up to 50", "people", "[0, 50]"),
        ("at most 50", "people", "[0, 50]"),
        ("не более 50", "человек", "[0, 50]"),
        ("fewer than 50", "people", "[0, 50)"),
        ("nearly 0", "people", "[0, 0]"),
        ("a total of 24", "workshops", "[24, 24]"),
        ("共约180", "个", "[171, 189]"),
    ],
)
def test_other_qualifiers(number: str, unit: str, interval: str) -> None:
    assert bounds(only(number, unit)) == interval


@pytest.mark.parametrize(
    ("number", "interval"),
    [
        ("tens of thousands", "[20000, 100000)"),
        ("Hundreds", "[200, 1000)"),
        ("thousands", "[2000, 10000)"),
        ("hundreds of thousands", "[200000, 1000000)"),
        ("several hundred", "[200, 1000)"),
        ("dozens", "[20, 100)"),
        ("数万", "[20000, 100000)"),
        ("数十万", "[200000, 1000000)"),
        ("几百", "[200, 1000)"),
        ("десятки тысяч", "[20000, 100000)"),
        ("несколько сотен", "[200, 1000)"),
    ],
)
def test_vague_amounts_have_an_interval_and_no_value(number: str, interval: str) -> None:
    stated = only(number, "visitors")

    assert stated.value is None
    assert bounds(stated) == interval


def test_vague_amounts_take_the_scale_of_their_unit() -> None:
    assert bounds(only("hundreds", "million yuan")) == "[200000000, 1000000000)"


@pytest.mark.parametrize(
    ("number", "unit", "interval"),
    [
        ("4 or 5", "universities", "[4, 5]"),
        ("10-12", "people", "[10, 12]"),
        ("10–12 people", "", "[10, 12]"),
        ("between 10 and 12", "people", "[10, 12]"),
        ("2 to 3 million", "people", "[1500000, 3500000)"),
        ("от 10 до 12", "человек", "[10, 12]"),
        ("10至12", "人", "[10, 12]"),
    ],
)
def test_ranges_have_an_interval_and_no_value(number: str, unit: str, interval: str) -> None:
    stated = only(number, unit)

    assert stated.value is None
    assert bounds(stated) == interval


def test_the_end_of_an_open_interval_is_outside() -> None:
    interval = Interval(D(30), D(40), high_open=True)

    assert interval.contains(30)
    assert interval.contains(D("39.9"))
    assert not interval.contains(40)
    assert not interval.contains(29)
    assert Interval(D(30), D(40), high_open=False).contains(40)


pieces = st.sampled_from(
    [
        "0",
        "7",
        "15",
        "000",
        ",",
        ".",
        "'",
        "-",
        "+",
        "/",
        "(",
        ")",
        "%",
        "~",
        "<",
        "$",
        "more_than",
        "nearly",
        "about",
        "tens",
        "thousands",
        "of",
        "million",
        "billion",
        "in",
        "countries",
        "万",
        "亿",
        "余",
        "多",
        "近",
        "约",
        "数",
        "более",
        "почти",
        "млн",
        "тыс.",
        "percent",
        "a",
        "one",
        "to",
        "or",
        "between",
        "and",
    ]
)
wordy = st.lists(pieces, max_size=8).map(lambda words: " ".join(words).replace("_", " "))
tight = st.lists(pieces, max_size=8).map("".join)
texts = st.text() | wordy | tight


@given(texts, texts, texts)
@example("İ5", "İmillion", "")
@example("1 / 2 /", "a / b", "")
def test_nothing_raises_and_every_interval_is_sound(number: str, unit: str, claim: str) -> None:
    stated = read_numbers(number, unit, claim)

    assert stated
    for one in stated:
        if one.interval is None:
            assert one.value is None
            continue
        assert one.interval.low <= one.interval.high
        assert one.value is None or one.interval.low <= one.value <= one.interval.high


@given(st.integers(0, 10**12))
def test_whole_numbers_are_read_as_they_are_however_grouped(value: int) -> None:
    for number in (str(value), f"{value:,}", f"{value:,}".replace(",", "\u00a0")):
        assert only(number).interval == Interval.exactly(D(value))


@given(st.integers(1, 10**9))
def test_more_than_holds_the_number_and_stops_at_a_rounder_one(value: int) -> None:
    interval = only(f"more than {value}").interval

    assert interval is not None
    assert interval.contains(value)
    assert noughts(int(interval.high)) >= noughts(value)


def noughts(value: int) -> int:
    return len(str(value)) - len(str(value).rstrip("0"))
