"""An invented standard for the demonstration, which officers see and nobody else."""

from collections.abc import Iterator

Record = tuple[str, dict[str, str]]
"""A register, and the cells of a record in it."""

_NAMES = ("Demonstration standard", "演示标准", "Демонстрационный стандарт")
_AUTHORITY = "demo-ministry"
_VERSIONS = {"demo-standard-1": "2022", "demo-standard-2": "2024"}
_CLAUSES = {
    "demo-standard-1": (
        ("1", "", "Scope", "适用范围", "Область применения"),
        (
            *("1.1", "1", "The standard holds for the programme in mechatronics."),
            *(
                "本标准适用于机电一体化技术专业。",
                "Стандарт действует для специальности «Мехатроника».",
            ),
        ),
        ("2", "", "The course lasts two years.", "学制为两年。", "Срок обучения — два года."),
        (
            *("3", "", "The examination is held at a lathe."),
            *("考试在车床上进行。", "Экзамен проводится на токарном станке."),
        ),
    ),
    "demo-standard-2": (
        ("1", "", "Scope", "适用范围", "Область применения"),
        (
            *("1.1", "1", "The standard holds for the programme in industrial mechatronics."),
            *(
                "本标准适用于工业机电一体化技术专业。",
                "Стандарт действует для специальности «Мехатроника».",
            ),
        ),
        (
            *("2", "", "Teachers of both sides teach together."),
            *("双方教师共同授课。", "Преподаватели обеих сторон ведут занятия вместе."),
        ),
        ("3", "", "The course lasts three years.", "学制为三年。", "Срок обучения — три года."),
    ),
}
_STEPS = (
    ("demo-standard-1", "submitted", "2022-05", "", ""),
    ("demo-standard-1", "accredited", "2022-09-01", "No. 7", "2027-09-01"),
    ("demo-standard-1", "superseded", "2024-06-03", "", ""),
    ("demo-standard-2", "accredited", "2024-06-03", "No. 12", "2029-06-03"),
)


def demo_standard() -> Iterator[Record]:
    """Yield the records of the standard in the order in which they refer to each other."""
    for register, cells in _records():
        yield (
            register,
            {
                **cells,
                "audience": "internal",
                "source": "Demonstration | invented",
                "confidence": "low",
            },
        )


def _records() -> Iterator[Record]:
    yield (
        "institutions",
        {
            **_called(
                _AUTHORITY, "Demonstration ministry", "演示部", "Демонстрационное министерство"
            ),
            "kind": "government",
        },
    )
    yield (
        "standards",
        {
            **_called(
                "demo-standard", "Demonstration standard", "演示标准", "Демонстрационный стандарт"
            ),
            "category": "manufacturing",
        },
    )
    for key, edition in _VERSIONS.items():
        yield (
            "standard-versions",
            {
                **_called(key, *(f"{name} {edition}" for name in _NAMES)),
                "standard": "demo-standard",
                "edition": edition,
                "issued_on": edition,
                "languages": "zh-Hans | ru | en",
                "level": "5",
            },
        )
        yield from _clauses(key)
    for version, state, day, act, until in _STEPS:
        yield (
            "recognitions",
            {
                "key": f"{version}-{state}",
                "standard_version": version,
                "authority": _AUTHORITY,
                "state": state,
                "on": day,
                "act_number": act,
                "until": until,
            },
        )


def _called(key: str, en: str, zh: str, ru: str) -> dict[str, str]:
    """Return key and names, each with the word that it is invented."""
    return {
        "key": key,
        "name_en": f"{en} (invented)",
        "name_zh": f"{zh}（虚构）",
        "name_ru": f"{ru} (вымысел)",
    }


def _clauses(version: str) -> Iterator[Record]:
    for place, (number, parent, en, zh, ru) in enumerate(_CLAUSES[version], start=1):
        yield (
            "clauses",
            {
                "key": f"{version}-{place}",
                "standard_version": version,
                "number": number,
                "position": str(place),
                "parent_number": parent,
                "text_en": en,
                "text_zh": zh,
                "text_ru": ru,
            },
        )
