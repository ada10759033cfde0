"""Makers of achievements, issuers and people to be awarded."""

from datetime import UTC, date, datetime
from typing import Any

from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import enter, make_account
from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.ordering import Wish
from openluban.learning.credentials.use_cases.keep_keys import make_key
from openluban.learning.learners.public import (
    Consent,
    Enrolment,
    NameKind,
    Person,
    Purpose,
    name_of,
)
from openluban.learning.learners.tests.make import (
    make_enrolment,
    make_learner,
    make_place,
    make_programme,
)

AT = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)
DAY = date(2026, 9, 12)
HOST, COLLEGE = "host", "college"
MECHATRONICS = "mechatronics"


def make_institutions() -> None:
    """Make a workshop in Tajikistan with its host institution and the college that leads it."""
    make_place()
    for key, name, role in ((HOST, "Host", "host"), (COLLEGE, "College", "lead_college")):
        enter("institutions", key=key, name_en=name, name_zh=f"{name}（中文）", kind="college")
        enter("parties", key=key, workshop="tj-ttu", institution=key, role=role)


def make_issuer(key: str = HOST, *, with_key: bool = True, **cells: str) -> Issuer:
    """Make the issuer of an institution."""
    given: Any = {"name_en": f"The {key}", "name_ru": f"Учреждение {key}", "naming": "consent"}
    given |= cells
    issuer: Issuer = enter("issuers", key=key, institution=key, **given)
    if with_key:
        make_key(issuer=key, actor=SYSTEM, at=AT)
    return issuer


def make_achievement(key: str = MECHATRONICS, **cells: str) -> Achievement:
    """Make what is awarded for the programme of the workshop."""
    programme = make_programme(make_place())
    given: Any = {
        "name_en": "Mechatronics",
        "name_zh": "机电一体化",
        "name_ru": "Мехатроника",
        "description_en": "A programme.",
        "criteria_en": "Complete it.",
        "criteria_zh": "完成学习。",
        "criteria_ru": "Пройти её.",
        "kind": "programme",
        "programme": programme.key,
        **cells,
    }
    made: Achievement = enter("achievements", key=key, **given)
    return made


def make_all() -> None:
    """Make institutions, both issuers with keys, and an achievement."""
    make_institutions()
    make_issuer()
    make_issuer(COLLEGE)
    make_achievement()


def make_graduate(
    name: str = "RAKHIMOV FARRUKH", *steps: tuple[str, str], agrees: bool = True, **rest: Any
) -> Enrolment:
    """Make somebody who has completed the programme, and who agrees to be named."""
    passport = name_of(NameKind.PASSPORT, full=name)
    local = name_of(NameKind.LOCAL, full="Раҳимов Фаррух", language="tg")
    person = make_learner(make_place(), passport, local, **rest)
    if agrees:
        agree(person)
    taken = steps or (("enrolled", "2025-09-01"), ("completed", "2026-09-01"))
    return make_enrolment(person, *taken)


def agree(person: Person) -> None:
    """Let a person agree to credentials that name them."""
    Consent.objects.create(
        person=person,
        purpose=Purpose.CREDENTIALS,
        text_version="1",
        language="ru",
        given_on=DAY,
        given_by="self",
        recorded_at=AT,
    )


def make_awarder(name: str = "Irina", scope: str = "tj-ttu") -> Actor:
    """Make somebody who awards at a workshop, or for an institution."""
    return actor_for(make_account(name, "issuer", scope))


def wish(**changed: Any) -> Wish:
    """Return the usual wish: the host awards mechatronics."""
    given: Any = {"achievement": MECHATRONICS, "issuer": HOST, "awarded_on": DAY} | changed
    return Wish(**given)
