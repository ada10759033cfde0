"""What study in China needs besides."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.directory.institutions.public import Institution
from openluban.kernel.actor import Actor
from openluban.kernel.dates import NotADate, typed_day
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.learning.learners.errors import NoConsent
from openluban.learning.learners.models.enrolments import StudyInChina
from openluban.learning.learners.policies import the_enrolment
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.words import Purpose, Route, Scholarship

DAYS = ("hsk_on", "visa_on", "visa_until", "arrived_on", "returned_on")
_TEXTS = {"course_name": 200, "visa_kind": 10}
_HIGHEST_HSK = 9


@transaction.atomic
def say_of_china(*, key: str, cells: Mapping[str, str], actor: Actor, at: datetime) -> StudyInChina:
    """Write language level, visa, scholarship, arrival and return of an enrolment, all anew.

    :raises NotFound: there is no such enrolment on this route, or the actor may not know
    :raises NoConsent: the person has not agreed that the college in China gets their data
    :raises Invalid: what is entered breaks rules
    """
    enrolment = the_enrolment(key, actor, locked=True)
    if enrolment.route != Route.CHINA:
        raise NotFound
    stands = enrolment.person.consents.filter(purpose=Purpose.CHINA.value, withdrawn_on=None)
    if not stands.exists():
        raise NoConsent
    values, problems = _read(cells)
    college = Institution.objects.filter(key=cells.get("college", "")).first()
    if cells.get("college") and college is None:
        sentence = _("There is no such institution in the register.")
        problems.append(Problem("unknown_college", sentence, "college"))
    if problems:
        raise Invalid(problems)
    kept, _new = StudyInChina.objects.update_or_create(
        enrolment=enrolment, defaults={**values, "college": college}
    )
    said = "; ".join(f"{name}: {value}" for name, value in cells.items() if value)
    record_about(
        enrolment.person.key,
        "enrolments.china",
        actor=actor,
        at=at,
        plain={"enrolment": (key, key)},
        sealed={"china": ("", said)},
    )
    return kept


def _read(cells: Mapping[str, str]) -> tuple[dict[str, object], list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for name in DAYS:
        values[name] = _day(cells.get(name, ""), name, problems)
    for name, most in _TEXTS.items():
        values[name] = cells.get(name, "").strip()
        if len(str(values[name])) > most:
            problems.append(Problem("too_long", _("This is too long."), name))
    level = cells.get("hsk_level", "").strip()
    is_level = level.isdecimal() and level.isascii() and 0 < int(level) <= _HIGHEST_HSK
    if level and not is_level:
        problems.append(Problem("hsk", _("HSK has the levels 1 to 9."), "hsk_level"))
    values["hsk_level"] = int(level) if is_level else None
    values["scholarship"] = cells.get("scholarship", "")
    if values["scholarship"] and values["scholarship"] not in {each.value for each in Scholarship}:
        problems.append(Problem("scholarship", _("Choose who pays."), "scholarship"))
    for first, last in (("arrived_on", "returned_on"), ("visa_on", "visa_until")):
        begun, ended = values[first], values[last]
        if isinstance(begun, date) and isinstance(ended, date) and ended < begun:
            problems.append(Problem("ends_before", _("This ends before it begins."), last))
    return values, problems


def _day(text: str, name: str, problems: list[Problem]) -> date | None:
    if not text.strip():
        return None
    try:
        return typed_day(text)
    except NotADate:
        problems.append(Problem("not_a_day", _("Write a day, such as 2026-09-01."), name))
        return None
