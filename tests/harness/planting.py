"""A learner in every one of whose personal fields a marker lies."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from openluban.kernel.actor import Actor
from openluban.learning.learners.public import Person, Route
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_enrolment,
    make_learner,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.use_cases.consent import Agreed, give_consent
from openluban.learning.learners.use_cases.edit import edit_person
from openluban.learning.learners.use_cases.find_likenesses import find_likenesses
from openluban.learning.learners.use_cases.identify import add_identifier
from openluban.learning.learners.use_cases.mark import Result, record_mark
from openluban.learning.learners.use_cases.move import move_enrolment
from openluban.learning.learners.use_cases.study_in_china import say_of_china
from openluban.network.workshops.public import Workshop
from tests.harness.attending import session_with_marks
from tests.harness.cast import Cast

AT = datetime(2026, 10, 1, 12, tzinfo=UTC)
DAY = date(2026, 9, 30)
NAME = "zqxname"
"""In names: teachers of the cohort and issuers may read it, others not."""
PRIVATE = "zqxpriv"
"""In all else: the registrar and the person may read it."""
REMARK = "zqxremark"
"""In the remark of a mark: the teacher may read it as well."""
CYRILLIC, CHINESE, BORN = "Зъхнаме", "鑫鱻麤", ("1987-11-13", "13 November 1987", "13 Nov 1987")
NAMES = (NAME, CYRILLIC.lower(), CHINESE)
SECRETS = (PRIVATE, *(each.lower() for each in BORN))
EVERYTHING = (*NAMES, *SECRETS, REMARK)
_CELLS = {
    "passport_family": f"{NAME}family",
    "passport_given": f"{NAME}given",
    "local_family": CYRILLIC,
    "local_given": f"{CYRILLIC}а",
    "local_middle": f"{NAME}middle",
    "local_language": "tg",
    "chinese_family": CHINESE,
    "other_given": f"{NAME}other",
    "born_on": BORN[0],
    "birth_place": f"{PRIVATE}birth",
    "sex": "1",
    "note": f"{PRIVATE}note",
    "contact_email": f"{PRIVATE}@example.org",
    "contact_phone": f"{PRIVATE}phone",
    "contact_address": f"{PRIVATE}address",
    "contact_guardian": f"{PRIVATE}guardian",
}


@dataclass(frozen=True)
class Planted:
    """The person, and what addresses lead to."""

    person: Person
    places: dict[str, str]
    registrar: Actor
    teacher: Actor


def plant(cast: Cast) -> Planted:
    """Plant the marker in every personal field, by the use cases, so that the history has it."""
    workshop = Workshop.objects.get(key="tj-ttu")
    cohort = make_cohort(workshop, "P-26")
    rosa = make_registrar()
    person = make_learner(workshop, external_id=f"{PRIVATE}roll", source="roster")
    twin = make_learner(workshop)
    enrolment = make_enrolment(person, cohort=cohort, external_id=f"{PRIVATE}place", source="x")
    china = make_enrolment(person, route=Route.CHINA, programme=None)
    edit_person(key=person.key, cells=_CELLS, version=1, actor=rosa, at=AT)
    edit_person(key=twin.key, cells=_CELLS, version=1, actor=rosa, at=AT)
    add_identifier(key=person.key, kind="passport", number=f"{PRIVATE}number", actor=rosa, at=AT)
    agreed = Agreed("china", "2026-1", "en")
    give_consent(key=person.key, agreed=agreed, on=DAY, actor=rosa, at=AT)
    course = {"course_name": f"{PRIVATE}course", "visa_kind": "zqxpriv"}
    say_of_china(key=china.key, cells=course, actor=rosa, at=AT)
    result = Result(score=Decimal(77), remark=REMARK)
    record_mark(key=enrolment.key, result=result, on=DAY, actor=rosa, at=AT)
    why = f"{PRIVATE}reason"
    move_enrolment(key=enrolment.key, state="on_leave", on=DAY, reason=why, actor=rosa, at=AT)
    find_likenesses(actor=rosa, at=AT)
    person.refresh_from_db()
    places = {"learner": person.key, "enrolment": enrolment.key, "cohort": cohort.key}
    places["session"] = session_with_marks(cohort, enrolment)
    return Planted(person, {**cast.places, **places}, rosa, make_teacher(of=cohort))
