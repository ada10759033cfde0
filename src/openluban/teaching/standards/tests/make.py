"""Makers of standards for tests; all of it is invented."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from openluban.directory.institutions.public import Institution
from openluban.directory.places.tests.make import make_country
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.standards.models import Recognition, Standard, Version

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def enter(
    register: str,
    key: str,
    given: Mapping[str, str] | None = None,
    *,
    actor: Actor = SYSTEM,
    **cells: str,
) -> Any:
    """Enter a record of any register."""
    whole = {"key": key, **(given or {}), **cells}
    return enter_record(register_key=register, cells=whole, actor=actor, at=AT)


def make_authority(key: str, country: str) -> Institution:
    """Make an institution in a country, made if absent."""
    found = Institution.objects.filter(key=key).first()
    return found or Institution.objects.create(
        key=key,
        name=LocalizedText({"en": key.replace("-", " ").title()}),
        kind="government",
        country=make_country(country),
        changed_at=AT,
    )


def make_standard(key: str = "mechatronics", **cells: str) -> Standard:
    """Make a standard."""
    given = {"name_en": key.title(), "category": "manufacturing", **cells}
    standard: Standard = enter("standards", key, given)
    return standard


def make_version(edition: str, *, standard: str = "mechatronics", **cells: str) -> Version:
    """Make an edition, issued in the year that is its name; its standard is made if absent."""
    if not Standard.objects.filter(key=standard).exists():
        make_standard(standard)
    given = {
        "name_en": f"{standard.title()}, edition {edition}",
        "standard": standard,
        "edition": edition,
        "issued_on": edition,
        **cells,
    }
    version: Version = enter("standard-versions", f"{standard}-{edition}", given)
    return version


def make_clauses(version: str, *clauses: tuple[str, str], language: str = "en") -> None:
    """Make clauses of a version from their numbers and texts."""
    for place, (number, text) in enumerate(clauses, start=1):
        cells = {"standard_version": version, "number": number, "position": str(place)}
        enter("clauses", f"{version}-{place}", cells | {f"text_{language}": text})


def make_step(
    state: str,
    on: str = "",
    *,
    version: str = "mechatronics-2023",
    authority: str = "ministry-of-education",
    country: str = "tj",
    actor: Actor = SYSTEM,
    **cells: str,
) -> Recognition:
    """Make a step of a version with an authority, which is made if absent."""
    make_authority(authority, country)
    key = f"{version}-{authority}-{state}-{on}".rstrip("-")
    given = {"standard_version": version, "authority": authority, "state": state, "on": on, **cells}
    step: Recognition = enter("recognitions", key, given, actor=actor)
    return step


def make_mechatronics() -> None:
    """Make two versions with clauses in two languages and steps on both sides."""
    make_standard(name_zh="机电一体化技术", name_ru="Мехатроника", country="")
    names = {"name_zh": "机电一体化技术专业教学标准", "name_ru": "Стандарт «Мехатроника»"}
    make_version("2021", languages="zh-Hans | ru", **names)
    make_version("2023", languages="zh-Hans | ru", level="5", **names)
    old = (
        ("1", "Применение", "适用范围"),
        ("1.1", "Стандарт применяется в мастерских.", "本标准适用于鲁班工坊。"),
        ("2", "Обучение длится два года.", "学制为两年。"),
        ("3", "Экзамен проводится на станке.", "考试在机床上进行。"),
    )
    new = (
        ("1", "Применение", "适用范围"),
        ("1.1", "Стандарт применяется во всех мастерских.", "本标准适用于所有鲁班工坊。"),
        ("2", "Требования к преподавателям.", "师资要求。"),
        ("3", "Обучение длится два года.", "学制为三年。"),
    )
    for version, clauses in (("mechatronics-2021", old), ("mechatronics-2023", new)):
        for place, (number, ru, zh) in enumerate(clauses, start=1):
            cells = {"standard_version": version, "number": number, "position": str(place)}
            cells |= {"parent_number": number.partition(".")[0] if "." in number else ""}
            enter("clauses", f"{version}-{place}", cells, text_ru=ru, text_zh=zh)
    make_step("submitted", "2022-05", version="mechatronics-2021")
    make_step("accredited", "2022-09-01", version="mechatronics-2021", act_number="No. 7")
    make_step("superseded", "2024-01-10", version="mechatronics-2021")
    make_step("accredited", "2024-01-10", act_number="No. 12", until="2029-01-10", coverage="All")
    make_step("agreed", "2023-11", authority="education-commission", country="cn")
