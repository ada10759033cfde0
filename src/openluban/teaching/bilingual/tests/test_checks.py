"""What checks find, and what they leave alone."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.bilingual.rules.checks import checked
from openluban.teaching.bilingual.rules.findings import SOURCE, Finding
from openluban.teaching.bilingual.rules.numbers import numbers
from openluban.teaching.bilingual.rules.segments import segments
from openluban.teaching.bilingual.wording import SENTENCES, sentence_of
from openluban.teaching.library.public import clauses_of

COURSE = Path(__file__).resolve().parents[5] / "data" / "library" / "conveyor-sorter"


def found(source: str, target: str, ours: str = "zh-hans", theirs: str = "ru") -> list[Finding]:
    return checked(source, target, source_language=ours, target_language=theirs)


def kinds(source: str, target: str, ours: str = "zh-hans", theirs: str = "ru") -> list[str]:
    return [each.kind for each in found(source, target, ours, theirs)]


RIGHT = [
    ("共１５００个。", "Всего 1 500."),
    ("共1.5万人。", "Всего 15 тыс. человек."),
    ("产值 3 亿元。", "Объём — 300 млн юаней."),
    ("2022年11月29日揭牌。", "Открыта 29 ноября 2022 года."),
    ("两人签字。", "Расписались двое."),
    ("运行 1 分钟。", "Запустите на одну минуту."),
    ("电压24V。", "Напряжение 24 В."),
    ("200 mm ÷ 100 mm/s = 2.0 s。", "200 мм ÷ 100 мм/с = 2,0 с."),
    ("占 60%。", "Доля — 60 %."),
    ("转速 1500 r/min。", "Скорость 1 500 об/мин."),
    ("版本 1.2.3", "версия 1.2.3"),
    ("**不经过 PLC**。", "**минуя ПЛК**."),
    ("检查 I0.2 和 K1。", "Проверьте I0.2 и K1."),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_right_translations_are_left_alone(source: str, target: str) -> None:
    assert kinds(source, target) == []


WRONG = [
    ("压力 0.6 MPa。", "Давление 0,5 МПа.", ["number_missing", "number_extra"]),
    ("压力 0.6 MPa。", "Давление 0,6 кПа.", ["unit_differs"]),
    ("压力 0.6 MPa。", "Давление 0,6.", ["unit_missing"]),
    ("检查 K1。", "Проверьте К1.", ["sign_look_alike"]),
    ("检查 I0.2。", "Проверьте I0.3.", ["sign_missing"]),
    ("**不经过** PLC。", "минуя ПЛК.", ["mark_missing", "mark_missing"]),
    ("按 `Run`。", "Нажмите `Пуск`.", ["mark_missing", "mark_extra"]),
    ("见[手册](a.pdf)。", "См. [руководство](b.pdf).", ["mark_missing", "mark_extra"]),
    ("编号 {{ number }}。", "Номер {{ номер }}.", ["mark_missing", "mark_extra"]),
    ("先断电。", "先断电。", ["untranslated"]),
    ("先断电。", "", ["empty"]),
    ("先断电。", "Отключите 电源.", ["foreign_script"]),
    ("先断电。", "Отключите питание。", ["width"]),
    ("停止！", "Стоп.", ["end_differs"]),
    ("停止。", "Стоп", ["end_missing"]),
    ("停止", "Стоп.", ["end_extra"]),
    ("停止。", "Стоп , сейчас  же.", ["space_before", "two_spaces"]),
    ("按按钮。", "Нажмите на на кнопку.", ["doubled"]),
    ("按下急停按钮，设备停止，操作者复位，然后再次启动设备。", "Стоп.", ["short"]),
    ("停止。", "Остановите установку и больше ничего никогда не делайте.", ["long"]),
]


@pytest.mark.parametrize(("source", "target", "wanted"), WRONG)
def test_what_is_wrong_is_found(source: str, target: str, wanted: list[str]) -> None:
    assert kinds(source, target) == wanted


def test_the_other_way_round() -> None:
    assert kinds("Сначала, потом.", "先,然后。", "ru", "zh-hans") == ["width"]
    assert kinds("Сначала отключите.", "先断电的的。", "ru", "zh-hans") == ["doubled"]
    assert kinds("Отключите питание.", "Отключите питание.", "ru", "zh-hans") == ["untranslated"]
    assert kinds("Turn off the power.", "Сначала power off.", "en", "ru") == []


def test_a_finding_says_where_and_why() -> None:
    (one,) = found("压力 0.6 MPa，时间 2 s。", "Давление 0,6 МПа, время 2 мин.")
    assert (one.kind, one.is_wrong) == ("unit_differs", True)
    assert sentence_of(one) == "“мин” is another unit than “s” of the original."
    missing = next(each for each in found("共 7 个。", "Всего.") if each.kind == "number_missing")
    assert (missing.side, missing.start, missing.end) == (SOURCE, 2, 3)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,5", {"1.5"}),
        ("1.5", {"1.5"}),
        ("1 500", {"1500"}),
        ("1\u00a0500,25", {"1500.25"}),
        ("1,500", {"1.5", "1500"}),
        ("1,234.5", {"1234.5"}),
        ("1.234.567", {"1234567"}),
        ("１２．５", {"12.5"}),
        ("0.125", {"0.125"}),
        ("3万", {"30000"}),
        ("2,5 млн", {"2500000"}),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text: str, values: set[str]) -> None:
    (number,) = numbers(text)
    assert number.values == {Decimal(value) for value in values}


def test_names_of_parts_are_no_numbers() -> None:
    assert numbers("I0.2 K1 E3Z S7-1200 M12x1") == []


@given(st.decimals(0, 999_999, places=2))
def test_a_number_is_the_same_in_every_way_of_writing_it(value: Decimal) -> None:
    plain = f"{value:f}"
    whole, part = plain.split(".")
    grouped = f"{int(whole):,}"
    russian = f"{grouped.replace(',', chr(160))},{part}"
    english = f"{grouped}.{part}"
    assert kinds(f"数值{plain}。", f"Число {russian}.") == []
    assert kinds(f"数值{plain}。", f"Number {english}.", theirs="en") == []


@given(st.text(), st.text(), st.sampled_from(["zh-hans", "ru", "en", "tg"]))
def test_any_text_can_be_checked(source: str, target: str, language: str) -> None:
    for one in found(source, target, theirs=language):
        text = source if one.side == SOURCE else target
        assert 0 <= one.start <= one.end <= len(text)
        assert sentence_of(one)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_course_that_people_have_read_gives_no_false_alarm(language: str) -> None:
    """Every sentence of the demonstration's course, 11 and more a unit, as it is published."""
    count = 0
    for path in sorted(COURSE.glob("*.zh.md")):
        other = path.with_name(path.name.replace(".zh.", f".{language}."))
        texts = (clauses_of(each.read_text(encoding="utf-8")) for each in (path, other))
        for ours, theirs in zip(*texts, strict=True):
            some = segments(ours.text, "zh-hans"), segments(theirs.text, language)
            pairs = list(zip(*some, strict=True)) if len(some[0]) == len(some[1]) else []
            for source, target in pairs if ours.kind != "code" else ():
                count += 1
                assert kinds(source.text, target.text, theirs=language) == []
    assert count > 150


def test_every_sentence_can_be_said() -> None:
    details = dict.fromkeys(
        ("text", "number", "unit", "other", "sign", "mark", "right", "term"), "x"
    )
    for kind in SENTENCES:
        assert sentence_of(Finding(kind, SOURCE, 0, 0, details))
