"""Which column of a school's own sheet holds what, by its heading in three languages.

Schools call things as they like. What is recognised is shown, and a person may say otherwise.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from unicodedata import normalize


class Meaning(StrEnum):
    """What a column of a school's sheet holds."""

    NUMBER = "number"
    """The number of the school's own roll or card; it names the learner in later sheets."""
    PASSPORT_NAME = "passport_name"
    FAMILY = "family"
    GIVEN = "given"
    MIDDLE = "middle"
    LOCAL_NAME = "local_name"
    LOCAL_FAMILY = "local_family"
    LOCAL_GIVEN = "local_given"
    LOCAL_MIDDLE = "local_middle"
    CHINESE_NAME = "chinese_name"
    BORN = "born"
    SEX = "sex"
    EMAIL = "email"
    PHONE = "phone"
    PROGRAMME = "programme"
    GROUP = "group"
    STATE = "state"
    SINCE = "since"
    LEFT_OUT = ""


_WORDS: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.NUMBER: (
        *("no", "student no", "student number", "student id", "id", "roll number", "card"),
        *("学号", "编号", "学生编号", "序号", "номер", "таб номер", "номер студента"),
        *("номер студенческого билета", "студбилет", "№", "№ п/п", "ид"),
    ),
    Meaning.PASSPORT_NAME: (
        *("name", "full name", "passport name", "name in passport", "latin name", "name latin"),
        *("english name", "name en", "student name", "护照姓名", "英文名", "英文姓名", "拼音"),
        *("имя латиницей", "фио латиницей", "фио лат", "имя по паспорту", "фио англ"),
    ),
    Meaning.FAMILY: (
        *("family name", "surname", "last name", "family", "family name latin", "surname latin"),
        *("英文姓", "护照姓", "фамилия латиницей", "фамилия лат"),
    ),
    Meaning.GIVEN: (
        *("given name", "first name", "given", "given names", "given name latin", "forename"),
        *("英文名字", "护照名", "имя лат"),
    ),
    Meaning.MIDDLE: ("middle name", "middle", "patronymic", "отчество лат", "отчество латиницей"),
    Meaning.LOCAL_NAME: (
        *("local name", "native name", "name local", "name in local language", "original name"),
        *("本地姓名", "母语姓名", "俄文名", "俄文姓名", "фио", "ф и о", "имя фамилия"),
        *("фамилия имя отчество", "фамилия имя", "студент", "слушатель", "аты жөні", "name ru"),
    ),
    Meaning.LOCAL_FAMILY: ("local family name", "фамилия", "тегі", "family name local", "俄文姓"),
    Meaning.LOCAL_GIVEN: ("local given name", "имя", "аты", "given name local"),
    Meaning.LOCAL_MIDDLE: ("отчество", "әкесінің аты", "local middle name"),
    Meaning.CHINESE_NAME: (
        *("chinese name", "name zh", "name chinese", "姓名", "中文名", "中文姓名", "学生姓名"),
        *("китайское имя", "имя по китайски", "имя на китайском"),
    ),
    Meaning.BORN: (
        *("birth date", "date of birth", "born", "birthday", "dob", "born on", "birthdate"),
        *("出生日期", "生日", "出生年月", "出生年月日", "дата рождения", "родился", "д р", "др"),
    ),
    Meaning.SEX: ("sex", "gender", "性别", "пол"),
    Meaning.EMAIL: (
        *("email", "e mail", "mail", "email address", "电子邮箱", "邮箱", "电子邮件", "邮件"),
        *("почта", "электронная почта", "эл почта", "эл адрес"),
    ),
    Meaning.PHONE: ("phone", "telephone", "mobile", "tel", "电话", "手机", "手机号", "телефон"),
    Meaning.PROGRAMME: (
        *("programme", "program", "course", "major", "speciality", "specialty", "专业", "课程"),
        *("专业名称", "培训项目", "программа", "специальность", "направление", "курс обучения"),
    ),
    Meaning.GROUP: (*("group", "class", "cohort", "班级", "班", "组", "группа", "класс", "поток"),),
    Meaning.STATE: (*("state", "status", "状态", "学籍状态", "статус", "состояние"),),
    Meaning.SINCE: (
        *("since", "day", "date", "start", "start date", "enrolled on", "enrolment date"),
        *("日期", "入学日期", "开始日期", "дата", "дата зачисления", "зачислен", "с"),
    ),
}
_STATES: Mapping[str, tuple[str, ...]] = {
    "applied": ("applied", "applicant", "已申请", "申请", "报名", "подал заявление", "абитуриент"),
    "offered": ("offered", "accepted", "已录取", "录取", "рекомендован к зачислению", "принят"),
    "enrolled": (
        *("enrolled", "active", "studying", "student", "在读", "在校", "已入学", "注册"),
        *("зачислен", "зачислена", "обучается", "учится", "активен"),
    ),
    "on_leave": (
        *("on leave", "on_leave", "leave", "休学", "академический отпуск", "академ", "в отпуске"),
    ),
    "withdrawn": (*("withdrawn", "left", "dropped out", "退学", "отчислен", "отчислена", "выбыл"),),
    "completed": (
        *("completed", "finished", "graduated", "graduate", "毕业", "结业", "已毕业", "已结业"),
        *("окончил", "окончила", "выпускник", "завершил", "завершила"),
    ),
    "certified": ("certified", "certificate", "已发证", "获证", "сертифицирован", "выдан диплом"),
}
_SEXES: Mapping[str, tuple[str, ...]] = {
    "1": ("1", "m", "male", "man", "男", "м", "муж", "мужской"),
    "2": ("2", "f", "female", "woman", "女", "ж", "жен", "женский"),
}
_NOT_WORDS = re.compile(r"[\W_]+")
_DAY = re.compile(r"(?P<y>[0-9]{4})[-./年](?P<m>[0-9]{1,2})(?:[-./月](?P<d>[0-9]{1,2})日?|月)?")
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})")


def plain(text: str) -> str:
    """Return a heading or a word without case, signs and doubled spaces."""
    folded = normalize("NFKC", text).casefold().replace("ё", "е")
    return _NOT_WORDS.sub(" ", folded).strip()


def _turned(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain(word): meaning for meaning, known in words.items() for word in known}


_BY_HEADING = {plain(word): meaning for meaning, words in _WORDS.items() for word in words}
_BY_STATE = _turned(_STATES)
_BY_SEX = _turned(_SEXES)


def recognised(header: Sequence[str]) -> dict[str, Meaning]:
    """Return what each column holds, ``LEFT_OUT`` where its heading says nothing known.

    Of two columns that would hold the same, the first one does. A Chinese 姓名 beside no other
    name is simply the name.
    """
    found: dict[str, Meaning] = {}
    for heading in header:
        meaning = _BY_HEADING.get(plain(heading), Meaning.LEFT_OUT)
        found[heading] = Meaning.LEFT_OUT if meaning in found.values() else meaning
    return found


def state_named(text: str) -> str | None:
    """Return the state that a cell names in one of three languages, None if it names none."""
    return _BY_STATE.get(plain(text))


def sex_named(text: str) -> str | None:
    """Return the code of ISO/IEC 5218 that a cell names, None if it names none."""
    return _BY_SEX.get(plain(text))


def day_of(text: str) -> str | None:
    """Return a day as ``2026-09-01`` (or ``2026-09``) from how schools write it, else None.

    A day that begins with the day is read as in Russia (31.12.2004); 12/31/2004 is not guessed.
    """
    bare = text.strip().removesuffix(" 00:00:00")
    found = _DAY.fullmatch(bare) or _DAY_FIRST.fullmatch(bare)
    if found is None:
        return None
    parts = [found["y"], found["m"].zfill(2)]
    if found["d"]:
        parts.append(found["d"].zfill(2))
    return "-".join(parts)


def said_twice(chosen: Sequence[Meaning]) -> Meaning | None:
    """Return a meaning that was given to two columns, None if there is none."""
    some = sorted(each for each in chosen if each)
    return next((one for one, other in pairwise(some) if one == other), None)
