"""Words for the codes of this module."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell
from openluban.kernel.numerals import format_day_short
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import PersonName
from openluban.learning.learners.rules.likeness import Reason
from openluban.learning.learners.rules.words import (
    ContactKind,
    IdentifierKind,
    NameKind,
    Purpose,
    Route,
    Scholarship,
    Sex,
    Stage,
    State,
)

STATES: Mapping[str, Any] = {
    State.APPLIED: pgettext_lazy("state of an enrolment", "applied"),
    State.OFFERED: pgettext_lazy("state of an enrolment", "offered a place"),
    State.ENROLLED: pgettext_lazy("state of an enrolment", "enrolled"),
    State.ON_LEAVE: pgettext_lazy("state of an enrolment", "on leave"),
    State.WITHDRAWN: pgettext_lazy("state of an enrolment", "withdrawn"),
    State.COMPLETED: pgettext_lazy("state of an enrolment", "completed"),
    State.CERTIFIED: pgettext_lazy("state of an enrolment", "certified"),
}
ROSTER_SCOPES: Mapping[str, Any] = {
    "roster.readonly": _("read classes, learners and enrolments"),
    "roster-core.readonly": _(
        "read classes, learners and enrolments, where the system asks for the core of it"
    ),
    "roster-demographics.readonly": _("read dates of birth and sex"),
    "gradebook.readonly": pgettext_lazy("of results", "read marks"),
    "gradebook-core.readonly": _("read marks, where the system asks for the core of it"),
    "gradebook.createput": pgettext_lazy("of results", "write marks"),
    "gradebook.delete": pgettext_lazy("of results", "take back marks that it wrote"),
}
"""What a system that reads rosters may do, by its scopes in OneRoster 1.2."""
ROUTES: Mapping[str, Any] = {
    Route.DEGREE: _("degree programme"),
    Route.TRAINING: _("training"),
    Route.CHINA: _("study in China"),
    Route.TEACHERS: _("training of teachers"),
}
NAMES: Mapping[str, Any] = {
    NameKind.PASSPORT: _("As in the passport (Latin letters)"),
    NameKind.LOCAL: _("In their own script"),
    NameKind.CHINESE: _("In Chinese"),
    NameKind.OTHER: _("In another script"),
}
NUMBERS: Mapping[str, Any] = {
    IdentifierKind.PASSPORT: _("passport"),
    IdentifierKind.NATIONAL_ID: _("national identity number"),
    IdentifierKind.TAX: _("tax number"),
    IdentifierKind.STUDENT: _("student number"),
    IdentifierKind.OTHER: _("other number"),
}
CONTACTS: Mapping[str, Any] = {
    ContactKind.EMAIL: _("E-mail address"),
    ContactKind.PHONE: _("Telephone"),
    ContactKind.ADDRESS: _("Postal address"),
    ContactKind.GUARDIAN: _("Parent or guardian"),
}
SEXES: Mapping[str, Any] = {
    Sex.NOT_KNOWN: pgettext_lazy("sex, ISO 5218", "not known"),
    Sex.MALE: pgettext_lazy("sex, ISO 5218", "male"),
    Sex.FEMALE: pgettext_lazy("sex, ISO 5218", "female"),
    Sex.NOT_APPLICABLE: pgettext_lazy("sex, ISO 5218", "not applicable"),
}
PURPOSES: Mapping[str, Any] = {
    Purpose.TOKEN: _("being counted by the network under a pseudonym"),
    Purpose.STATEMENTS: _("keeping what one does in courses"),
    Purpose.CREDENTIALS: _("certificates that name one and that anyone can check"),
    Purpose.CHINA: _("giving one’s data to the college in China"),
    Purpose.FOLLOW_UP: _("being asked after training what became of one"),
}
STAGES: Mapping[str, Any] = {
    Stage.OBJECT: _("take the object apart"),
    Stage.MODEL: _("model it"),
    Stage.BUILD: _("build it"),
    Stage.RUN: _("run it"),
    Stage.IMPROVE: _("improve it"),
}
SCHOLARSHIPS: Mapping[str, Any] = {
    Scholarship.NONE: _("nobody but the learner"),
    Scholarship.GOVERNMENT: _("the Chinese government"),
    Scholarship.PROVINCE: _("a Chinese province or municipality"),
    Scholarship.COLLEGE: _("the college in China"),
    Scholarship.HOST: _("the host country or institution"),
    Scholarship.ENTERPRISE: _("an enterprise"),
}
REASONS: Mapping[str, Any] = {
    Reason.SAME_NUMBER: _("the same number of an authority"),
    Reason.SAME_NAME: _("the same name"),
    Reason.LIKE_NAME: _("a like name"),
    Reason.OTHER_SCRIPT: _("compared across scripts"),
    Reason.SAME_BIRTH: _("the same date of birth"),
    Reason.BIRTH_FITS: _("dates of birth that fit"),
    Reason.OTHER_BIRTH: _("another date of birth"),
    Reason.SAME_CONTACT: _("the same contact"),
    Reason.OTHER_SEX: _("another sex"),
}
ACTIONS: Mapping[str, Any] = {
    "learners.registered": _("registered"),
    "learners.imported": _("brought in from a file"),
    "learners.edited": _("details changed"),
    "learners.identifier_added": _("number added"),
    "learners.identifier_removed": _("number removed"),
    "learners.consented": _("consent given"),
    "learners.withdrew_consent": _("consent withdrawn"),
    "learners.erasure_asked": _("erasure asked for"),
    "learners.exported": _("data taken along"),
    "learners.marked": _("marked"),
    "learners.enrolled_by_import": _("enrolled by a roster"),
    "learners.changed_by_import": _("changed by a roster"),
    "learners.missing_in_import": _("missing in a roster"),
    "learners.back_in_import": _("in the roster again"),
    "learners.result_put": _("marked by a program"),
    "learners.result_deleted": _("mark taken back by a program"),
    "learners.merged": _("joined with another record"),
    "learners.parted": _("parted from another record"),
    "learners.told_apart": _("told apart from another record"),
    "learners.account_linked": _("sign-in linked"),
    "enrolments.made": _("enrolled"),
    "enrolments.moved": _("moved on"),
    "enrolments.taken_back": _("state taken back"),
    "enrolments.china": _("study in China described"),
}


def main_name(names: Iterable[PersonName]) -> PersonName | None:
    """Return the name by which somebody is called on pages: that of the passport if there is."""
    listed = list(names)
    of_passport = (each for each in listed if each.kind == NameKind.PASSPORT)
    return next(of_passport, listed[0] if listed else None)


def day(value: object) -> str:
    """Return a day in the reader's words; "" for none."""
    return format_day_short(str(value), page_language()) if value else ""


def course_cell(enrolment: Enrolment) -> Cell:
    """Return what an enrolment is on, in the reader's language as far as it is known."""
    course = enrolment.programme or enrolment.training
    if course is None:
        china = getattr(enrolment, "china", None)
        return Cell(china.course_name if china else "—")
    return name_cell(course)


def name_cell(record: Any, url: str = "") -> Cell:
    """Return the name of a record of a register."""
    reader = page_language()
    spoken, words = record.name.best(reader)
    return Cell(words or record.key, url, "" if spoken == reader else spoken)
