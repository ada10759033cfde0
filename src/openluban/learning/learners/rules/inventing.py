"""Persons who do not exist, always the same for a seed: for demonstrations and measurements.

Family and given names are common ones put together by chance. Nobody is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from openluban.kernel.dates import ImpreciseDate
from openluban.learning.learners.rules.names import Name, name_of
from openluban.learning.learners.rules.states import Step
from openluban.learning.learners.rules.transliteration import latin_of
from openluban.learning.learners.rules.words import NameKind, Sex, State

_CYRILLIC = {
    "tg": (
        (
            "Раҳимов Шарипов Назаров Каримов Саидов Холов Юсупов Мирзоев Қодиров Ғафуров "
            "Ҷӯраев Валиев Алиев Бобоев Давлатов Исмоилов Латипов Махмудов Одинаев Сафаров "
            "Тоҳиров Зокиров"
        ),
        (
            "Фаррух Далер Фирдавс Сомон Рустам Бахтиёр Шаҳром Парвиз Азиз Ҷамшед Илҳом Комрон "
            "Манучеҳр Навруз Сиёвуш Умед"
        ),
        (
            "Зарина Мадина Нигина Парвина Сабрина Гулнора Фарзона Шаҳноза Манижа Мавзуна "
            "Рухшона Сайёра Тахмина Ясмин"
        ),
    ),
    "kk": (
        (
            "Әбенов Нұрланов Сағынтаев Оспанов Қасымов Жұмабеков Ахметов Тілеуов Байжанов "
            "Сәрсенов Ибраев Кенжебаев Мұқанов Омаров Рахметов Смағұлов Төлегенов Шәріпов"
        ),
        (
            "Ерлан Нұржан Әлихан Дәурен Санжар Тимур Бауыржан Мирас Арман Асхат Ғалым Қайрат "
            "Руслан Серік"
        ),
        "Айгүл Динара Аружан Мәдина Жанар Әсел Гүлназ Томирис",
    ),
    "uz": (
        (
            "Каримов Раҳимов Юлдашев Турсунов Ҳамидов Исмоилов Тошматов Эргашев Қодиров "
            "Саидов Алимов Бозоров Ғаниев Жўраев Мирзаев Норматов Холматов Шукуров"
        ),
        (
            "Шерзод Жасур Отабек Бобур Дилшод Сардор Ўткир Азиз Алишер Жамшид Нодир Равшан "
            "Улуғбек Фаррух"
        ),
        "Дилноза Нилуфар Гулчеҳра Малика Шаҳло Севара Зулфия Камола",
    ),
    "ky": (
        "Үсөнов Асанов Токтогулов Жумалиев Бакиров Осмонов Эсенов Мамытов Абдиев Садыков",
        "Бакыт Нурлан Азамат Эрмек Талант Улан Данияр Айбек",
        "Айпери Жылдыз Нургүл Бегимай Чолпон Элнура Гүлзат Мээрим",
    ),
    "ru": (
        "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров",
        "Александр Дмитрий Максим Сергей Андрей Алексей Илья Никита",
        "Анастасия Мария Анна Дарья Елизавета Полина Виктория Юлия",
    ),
}
_LATIN = (
    (
        "Okafor Mensah Abebe Tadesse Hassan Ibrahim Khan Ahmed Santos Pereira Kumar "
        "Sharma Suwan Chai Banda Costa Das Eze Fofana Gupta Haile Iqbal Kamau Lopes Mbeki "
        "Nkosi Rao Silva"
    ),
    (
        "Samuel Dawit Omar Yusuf Bilal João Arjun Somchai Kofi Peter Ali David Emeka "
        "Imran Joseph Kwame Luis Mohamed Ravi"
    ),
    (
        "Grace Hanna Amina Fatima Ayesha Maria Priya Malee Abena Ruth Chipo Esther Helen "
        "Lucia Nadia Sara Wanjiru"
    ),
)
_BY_COUNTRY = {"tj": "tg", "kz": "kk", "uz": "uz", "kg": "ky", "ru": "ru", "by": "ru"}
_CHINESE = ("王李张刘陈杨赵黄周吴", "伟强磊军洋勇杰涛明超", "芳娜敏静丽艳娟霞婷雪")
_WITH_CHINESE = 0.15
_WOMEN = 0.34
_EARLIER, _WITHDRAWING, _LEAVING, _CERTIFIED = 0.87, 0.07, 0.11, 0.93
"""Shares: who began before this year; and, heaped up, who withdraws, who takes leave, who is
certified."""


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist, the year they begin, and the states they pass."""

    names: tuple[Name, ...]
    sex: Sex
    born_on: ImpreciseDate
    began: int
    steps: tuple[Step, ...]


def invented(country: str, count: int, *, seed: int, until: date) -> Iterator[Invented]:
    """Yield so many people of a country, beginning in the nine years before a day."""
    chance = Random(seed)  # noqa: S311 - nothing rests on its being hard to guess
    for _number in range(count):
        sex = Sex.FEMALE if chance.random() < _WOMEN else Sex.MALE
        began = until.year - 1 - chance.randrange(9) if chance.random() < _EARLIER else until.year
        born = date(began - 18 - chance.randrange(4), 1, 1) + timedelta(chance.randrange(365))
        yield Invented(
            _names(country, sex, chance),
            sex,
            ImpreciseDate.read(born.isoformat()),
            began,
            _steps(began, chance, until),
        )


def _names(country: str, sex: Sex, chance: Random) -> tuple[Name, ...]:
    language = _BY_COUNTRY.get(country, "")
    families, men, women = (each.split() for each in _CYRILLIC.get(language, _LATIN))
    family = chance.choice(families)
    given = chance.choice(women if sex == Sex.FEMALE else men)
    if language and sex == Sex.FEMALE:
        family += "а"
    tag = "uz-cyrl" if language == "uz" else language
    passport = name_of(
        NameKind.PASSPORT,
        family=latin_of(family, tag).upper(),
        given=latin_of(given, tag).upper(),
    )
    names = [passport]
    if language:
        names.append(name_of(NameKind.LOCAL, family=family, given=given, language=tag))
    if chance.random() < _WITH_CHINESE:
        one = chance.choice(_CHINESE[0])
        other = chance.choice(_CHINESE[2 if sex == Sex.FEMALE else 1])
        names.append(name_of(NameKind.CHINESE, family=one, given=other, language="zh-hans"))
    return tuple(names)


def _steps(began: int, chance: Random, until: date) -> tuple[Step, ...]:
    """Return what happens to somebody who applies in June, up to a day."""
    summer = date(began, 6, 1) + timedelta(chance.randrange(40))
    autumn = date(began, 9, 1) + timedelta(chance.randrange(5))
    steps: list[Step] = [(State.APPLIED, summer), (State.ENROLLED, autumn)]
    fate = chance.random()
    if fate < _WITHDRAWING:
        steps.append((State.WITHDRAWN, autumn + timedelta(60 + chance.randrange(500))))
    else:
        if fate < _LEAVING:
            away = autumn + timedelta(100 + chance.randrange(300))
            steps += [(State.ON_LEAVE, away), (State.ENROLLED, away + timedelta(180))]
        done = max(date(began + 3, 6, 20), steps[-1][1]) + timedelta(chance.randrange(9))
        steps.append((State.COMPLETED, done))
        if fate < _CERTIFIED:
            steps.append((State.CERTIFIED, done + timedelta(14)))
    passed = tuple(step for step in steps if step[1] <= until)
    return passed or ((State.APPLIED, min(summer, until)),)
