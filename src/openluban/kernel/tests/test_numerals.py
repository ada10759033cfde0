"""Numbers, money, percentages and days, in the forms that native readers expect."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.dates import NotADate
from openluban.kernel.numerals import (
    format_city,
    format_day,
    format_day_short,
    format_money,
    format_number,
    format_percent,
    plural_category,
)

D = Decimal
NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("value", "english", "chinese", "russian"),
    [
        (0, "0", "0", "0"),
        (999, "999", "999", "999"),
        (1500, "1,500", "1500", f"1{NBSP}500"),
        (9999, "9,999", "9999", f"9{NBSP}999"),
        (10000, "10,000", "1万", f"10{NBSP}000"),
        (15000, "15,000", "1.5万", f"15{NBSP}000"),
        (15600, "15,600", "1.56万", f"15{NBSP}600"),
        (13572, "13,572", "13572", f"13{NBSP}572"),
        (276000, "276,000", "27.6万", f"276{NBSP}000"),
        (12340000, "12,340,000", "1234万", f"12{NBSP}340{NBSP}000"),
        (100000000, "100,000,000", "1亿", f"100{NBSP}000{NBSP}000"),
        (53370000000, "53,370,000,000", "533.7亿", f"53{NBSP}370{NBSP}000{NBSP}000"),
        (326050000000, "326,050,000,000", "3260.5亿", f"326{NBSP}050{NBSP}000{NBSP}000"),
        (123456789, "123,456,789", "123456789", f"123{NBSP}456{NBSP}789"),
        (D("5E+12"), "5,000,000,000,000", "5万亿", NBSP.join(["5", *["000"] * 4])),
        (D("7.48"), "7.48", "7.48", "7,48"),
        (D("5.20"), "5.2", "5.2", "5,2"),
        (D("0.0005"), "0.0005", "0.0005", "0,0005"),
        (D("15000.5"), "15,000.5", "15000.5", f"15{NBSP}000,5"),
        (-15000, "-15,000", "-1.5万", f"-15{NBSP}000"),
    ],
)
def test_numbers(value: D | int, english: str, chinese: str, russian: str) -> None:
    assert format_number(value, "en") == english
    assert format_number(value, "zh-hans") == chinese
    assert format_number(value, "ru") == russian


@pytest.mark.parametrize("language", ["zh", "zh-CN", "zh_Hans", "zh-hans-cn"])
def test_every_tag_of_simplified_chinese_counts_in_wan(language: str) -> None:
    assert format_number(15000, language) == "1.5万"


def test_other_languages_have_their_own_form_and_unknown_ones_the_english() -> None:
    assert format_number(D("15000.5"), "de") == "15.000,5"
    assert format_number(15000, "pt-br") == "15.000"
    assert format_number(15000, "zh-hant") == "15,000"
    assert format_number(15000, "tlh") == "15,000"
    assert format_number(15000, "no language") == "15,000"


@pytest.mark.parametrize(
    ("value", "currency", "english", "chinese", "russian"),
    [
        (53370000000, "CNY", "CNY 53.37 billion", "533.7亿元", "53,37 млрд юаней"),
        (7480000000, "USD", "USD 7.48 billion", "74.8亿美元", "7,48 млрд долларов США"),
        (9350000, "CNY", "CNY 9.35 million", "935万元", "9,35 млн юаней"),
        (21000000, "CNY", "CNY 21 million", "2100万元", "21 млн юаней"),
        (D("2E+12"), "CNY", "CNY 2 trillion", "2万亿元", "2 трлн юаней"),
        (1, "CNY", "CNY 1", "1元", "1 юань"),
        (2, "CNY", "CNY 2", "2元", "2 юаня"),
        (5, "CNY", "CNY 5", "5元", "5 юаней"),
        (11, "CNY", "CNY 11", "11元", "11 юаней"),
        (21, "USD", "USD 21", "21美元", "21 доллар США"),
        (3, "USD", "USD 3", "3美元", "3 доллара США"),
        (D("1.5"), "CNY", "CNY 1.5", "1.5元", "1,5 юаня"),
        (15000, "CNY", "CNY 15,000", "1.5万元", f"15{NBSP}000 юаней"),
        (5000000, "KZT", "KZT 5 million", "500万哈萨克斯坦坚戈", "5 млн казахских тенге"),
    ],
)
def test_money(value: D | int, currency: str, english: str, chinese: str, russian: str) -> None:
    assert format_money(value, currency, "en") == english
    assert format_money(value, currency, "zh-hans") == chinese
    assert format_money(value, currency, "ru") == russian


def test_an_amount_of_many_digits_is_written_out() -> None:
    assert format_money(13572468, "USD", "en") == "USD 13,572,468"
    assert format_money(13572468, "USD", "zh-hans") == "13572468美元"
    assert format_money(13572468, "USD", "ru") == f"13{NBSP}572{NBSP}468 долларов США"


def test_percentages() -> None:
    assert [format_percent(D("85.7"), language) for language in ("en", "zh-hans", "ru")] == [
        "85.7%",
        "85.7%",
        f"85,7{NBSP}%",
    ]
    assert format_percent(80, "en") == "80%"
    assert format_percent(D("-0.25"), "en") == "-0.25%"


@pytest.mark.parametrize(
    ("text", "english", "chinese", "russian"),
    [
        ("2025-08-30", "30 August 2025", "2025年8月30日", f"30 августа 2025{NARROW}г."),
        ("2025-03-01", "1 March 2025", "2025年3月1日", f"1 марта 2025{NARROW}г."),
        ("2025-08", "August 2025", "2025年8月", f"август 2025{NARROW}г."),
        ("2025", "2025", "2025年", f"2025{NARROW}г."),
    ],
)
def test_days(text: str, english: str, chinese: str, russian: str) -> None:
    assert format_day(text, "en") == english
    assert format_day(text, "zh-hans") == chinese
    assert format_day(text, "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "chinese", "russian"),
    [
        ("2025-08-30", "30 Aug 2025", "2025/8/30", "30.08.2025"),
        ("2025-03-01", "1 Mar 2025", "2025/3/1", "01.03.2025"),
        ("2025-08", "Aug 2025", "2025/8", "08.2025"),
        ("2025", "2025", "2025年", "2025"),
    ],
)
def test_short_days(text: str, english: str, chinese: str, russian: str) -> None:
    assert format_day_short(text, "en") == english
    assert format_day_short(text, "zh-hans") == chinese
    assert format_day_short(text, "ru") == russian


def test_short_days_of_other_languages_show_the_whole_year() -> None:
    assert format_day_short("2025-08-30", "de") == "30.08.2025"
    assert format_day_short("2025-08-30", "pt-br") == "30/08/2025"


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "30.08.2025", "", "20250830"])
def test_refuses_what_is_no_date(text: str) -> None:
    for written in (format_day, format_day_short):
        with pytest.raises(NotADate):
            written(text, "en")


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (0, "other", "many"),
        (1, "one", "one"),
        (2, "other", "few"),
        (5, "other", "many"),
        (11, "other", "many"),
        (21, "other", "one"),
        (24, "other", "few"),
        (112, "other", "many"),
        (D("1.5"), "other", "other"),
        (D("1.0"), "one", "one"),
    ],
)
def test_plural_categories(value: D | int, english: str, russian: str) -> None:
    assert plural_category(value, "en") == english
    assert plural_category(value, "zh-hans") == "other"
    assert plural_category(value, "ru") == russian


@given(st.decimals(-(10**15), 10**15, places=3))
def test_no_digit_is_lost_in_any_language(value: D) -> None:
    scales = {"万亿": 12, "亿": 8, "万": 4}
    english = D(format_number(value, "en").replace(",", ""))
    russian = D(format_number(value, "ru").replace(NBSP, "").replace(",", "."))
    chinese = format_number(value, "zh-hans")
    scale = next((name for name in scales if chinese.endswith(name)), "")

    assert english == russian == value
    assert D(chinese.removesuffix(scale)).scaleb(scales.get(scale, 0)) == value


@given(st.dates(), st.sampled_from(["en", "zh-hans", "ru", "kk", "pt-br"]))
def test_every_day_can_be_written(day: date, language: str) -> None:
    assert str(day.day) in format_day(day.isoformat(), language)
    assert str(day.year) in format_day_short(day.isoformat(), language)


def test_a_time_zone_is_called_by_its_city() -> None:
    said = [format_city("Asia/Dushanbe", language) for language in ("en", "ru", "zh-hans")]
    assert said == ["Dushanbe", "Душанбе", "杜尚别"]
