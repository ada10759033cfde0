"""Encodings: real Chinese and Russian text, long and short, is never read as something else."""

import time

import pytest

from openluban.foundation.sheets.problems import Rule
from openluban.foundation.sheets.tests.make import places_of, problems_of, read, rows_of, rule_of

CHINESE = "天津职业大学，哈萨克斯坦鲁班工坊。专业：新能源汽车技术、智能网联汽车；学生一百二十人"
RUSSIAN = "Евразийский национальный университет им. Л.Н. Гумилёва; № 5 «Мастерская Лу Баня»"
CHINESE_NAMES = ["王伟", "李建国", "张丽", "欧阳娜娜", "刘晨曦", "天津", "鲁班工坊", "塔吉克斯坦"]
RUSSIAN_NAMES = ["Иванов", "Анна", "Душанбе", "ТАДЖИКИСТАН", "Лу Бань", "Щербаков Юрий", "Цой"]


def short(name: str) -> str:
    return f"id,name\n1,{name}\n2,x\n"


@pytest.mark.parametrize("text", [CHINESE, RUSSIAN, CHINESE + RUSSIAN])
@pytest.mark.parametrize(
    ("codec", "bom", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("gb18030", b"", "gb18030"),
    ],
)
def test_finds_the_encoding(text: str, codec: str, bom: bytes, found: str) -> None:
    sheet = read(bom + short(text).encode(codec))

    assert sheet.encoding == found
    assert sheet.header == ("id", "name")
    assert rows_of(sheet)[0] == ["1", text]


@pytest.mark.parametrize("name", CHINESE_NAMES)
@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16-le", "utf-16-be"])
def test_finds_the_encoding_of_one_chinese_name(name: str, codec: str) -> None:
    sheet = read(short(name).encode(codec))

    assert (sheet.encoding, rows_of(sheet)[0][1]) == (codec, name)


@pytest.mark.parametrize("name", [*RUSSIAN_NAMES, RUSSIAN])
@pytest.mark.parametrize("codec", ["cp1251", "utf-8", "utf-16-le", "utf-16-be"])
def test_finds_the_encoding_of_one_russian_name(name: str, codec: str) -> None:
    sheet = read(short(name).encode(codec))

    assert (sheet.encoding, rows_of(sheet)[0][1]) == (codec, name)


def test_headers_in_the_language_help() -> None:
    chinese = read("编号,名称\n1,李\n".encode("gb18030"))
    russian = read("номер;название\n1;Ош\n".encode("cp1251"))

    assert (chinese.encoding, rows_of(chinese)) == ("gb18030", [["1", "李"]])
    assert (russian.encoding, rows_of(russian)) == ("cp1251", [["1", "Ош"]])


def test_text_far_behind_ascii_is_looked_at() -> None:
    sheet = read(("id,name\n" + "1,x\n" * 200_000 + f"2,{CHINESE}\n").encode("gb18030"))

    assert sheet.encoding == "gb18030"


def test_lines_without_end_cost_no_more_than_others() -> None:
    data = b"x" * 10_000_000 + b"\xff"

    begun = time.process_time()
    assert rule_of(data) is Rule.UNDECODABLE
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("name", ["Université", "Müller", "São Tomé", "Djibouti, Côte d’Ivoire"])
def test_western_encodings_are_refused_rather_than_misread(name: str) -> None:
    data = f'id,name\n1,x\n2,"{name}"\n'.encode("cp1252")

    assert places_of(data) == [(Rule.UNDECODABLE, 3, None)]
    assert rows_of(read(data, encoding="cp1252"))[1] == ["2", name]


def test_too_little_to_tell_is_refused_rather_than_guessed() -> None:
    data = short("李").encode("gb18030")

    assert rule_of(data) is Rule.UNDECODABLE
    assert rows_of(read(data, encoding="GBK"))[0] == ["1", "李"]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_names_the_row_of_the_first_bad_byte(codec: str) -> None:
    good = 'id,name\n1,"' + CHINESE + "\n" + CHINESE + '"\n'
    data = good.encode(codec) + b"2,\xff\xff\n" + "3,天津职业大学\n".encode(codec)

    (found,) = problems_of(data)

    assert (found.rule, found.row) == (Rule.UNDECODABLE, 3)
    assert codec in str(found)


def test_the_first_bad_byte_is_found_behind_a_character_across_two_chunks() -> None:
    start = "id,name\n" + "1,天\n" * 100
    filling = b"x" * ((1 << 20) - 2 - len(start.encode()))

    assert places_of(start.encode() + filling + "天".encode() + b"\xff\n1,x\n") == [
        (Rule.UNDECODABLE, 102, None)
    ]


def test_damaged_utf8_is_not_taken_for_russian() -> None:
    data = (short(RUSSIAN) * 3).encode()

    (found,) = problems_of(data[:60] + b"\xd0" + data[60:])

    assert "utf-8" in str(found)


def test_the_callers_encoding_counts_and_must_fit() -> None:
    data = short("Иванов").encode("cp1251")

    assert read(data, encoding="windows-1251").encoding == "cp1251"
    assert [each.rule for each in problems_of(data, encoding="utf-8")] == [Rule.UNDECODABLE]
    assert [each.rule for each in problems_of(data, encoding="rot13")] == [Rule.UNKNOWN_ENCODING]
    assert [each.rule for each in problems_of(data, encoding="x\0")] == [Rule.UNKNOWN_ENCODING]


@pytest.mark.parametrize("asked", ["utf-8", "utf-8-sig", "UTF8"])
def test_a_bom_is_no_part_of_the_header(asked: str) -> None:
    assert read(b"\xef\xbb\xbfid,name\n", encoding=asked).header == ("id", "name")


def test_utf16_by_name() -> None:
    data = short(CHINESE)

    assert rows_of(read(data.encode("utf-16"), encoding="utf-16"))[0][1] == CHINESE
    assert rows_of(read(data.encode("utf-16-be"), encoding="utf-16-be"))[0][1] == CHINESE


def test_half_a_character_at_the_end() -> None:
    assert rule_of("\ufeffid\n1\n天".encode("utf-16-le")[:-1]) is Rule.UNDECODABLE
    assert rule_of("id\n天天津津".encode()[:-1]) is Rule.UNDECODABLE
