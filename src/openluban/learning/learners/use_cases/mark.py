"""Writing down a result by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.learners.errors import DayBefore, NotOfWorkshop
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.places import TaughtClass
from openluban.learning.learners.policies import the_enrolment_to_mark
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.words import Origin, Stage
from openluban.teaching.programmes.public import Course

_MOST = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Result:
    """What is marked, and how. Keys, "" where it does not apply."""

    course: str = ""
    taught_class: str = ""
    stage: str = ""
    title: str = ""
    score: Decimal | None = None
    out_of: Decimal = Decimal(100)
    hours: Decimal | None = None
    remark: str = ""


@transaction.atomic
def record_mark(*, key: str, result: Result, on: date, actor: Actor, at: datetime) -> Mark:
    """Write a mark of an enrolment; the same thing marked again is written over, with history.

    :raises NotFound: there is no such enrolment, or the actor may not know
    :raises Invalid: stage, score or hours break rules, or nothing is said
    :raises NotOfWorkshop: course or class are not those of the enrolment
    :raises DayBefore: the day lies in the future
    """
    enrolment = the_enrolment_to_mark(key, actor, locked=True)
    _check(result)
    if on > timezone.localdate(at):
        raise DayBefore
    course, taught = _found(enrolment, result)
    same = {
        "enrolment": enrolment,
        "course": course,
        "taught_class": taught,
        "stage": result.stage,
        "title": result.title,
    }
    mark = Mark.objects.filter(**same).first() or Mark(**same, version=0)
    before = _said(mark) if mark.version else ""
    mark.score, mark.out_of, mark.hours = result.score, result.out_of, result.hours
    mark.on, mark.remark, mark.by = on, result.remark, Origin.HAND.value
    mark.recorded_at, mark.version = at, mark.version + 1
    mark.save()
    record_about(
        enrolment.person.key,
        "learners.marked",
        actor=actor,
        at=at,
        plain={"enrolment": (key, key), "stage": (None, result.stage)},
        sealed={"mark": (before, _said(mark))},
    )
    return mark


def _said(mark: Mark) -> str:
    score = "" if mark.score is None else f"{mark.score}/{mark.out_of}"
    hours = "" if mark.hours is None else f"{mark.hours} h"
    return " ".join(filter(None, (str(mark.on), mark.title, score, hours, mark.remark)))


def _check(result: Result) -> None:
    problems = []
    if result.stage and result.stage not in {each.value for each in Stage}:
        problems.append(Problem("unknown_stage", _("Choose a stage."), "stage"))
    if not 0 < result.out_of < _MOST:
        problems.append(Problem("scale", _("The scale ends above nought."), "out_of"))
    elif result.score is not None and not 0 <= result.score <= result.out_of:
        sentence = _("The score lies between nought and the end of the scale.")
        problems.append(Problem("score", sentence, "score"))
    if result.hours is not None and not 0 <= result.hours < _MOST:
        problems.append(Problem("hours", _("Give the hours as a number."), "hours"))
    if result.score is None and result.hours is None:
        problems.append(Problem("nothing_said", _("Give a score, hours, or both."), "score"))
    if problems:
        raise Invalid(problems)


def _found(enrolment: Enrolment, result: Result) -> tuple[Course | None, TaughtClass | None]:
    course = taught = None
    if result.course:
        course = Course.objects.filter(
            key=result.course, programme=enrolment.programme_id or 0
        ).first()
    if result.taught_class:
        taught = TaughtClass.objects.filter(
            key=result.taught_class, cohort=enrolment.cohort_id or 0
        ).first()
    if bool(result.course) != bool(course) or bool(result.taught_class) != bool(taught):
        raise NotOfWorkshop
    return course, taught
