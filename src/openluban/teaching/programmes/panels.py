"""What this module adds to a course's page: the stages of its project, in their order."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.record import Standing
from openluban.foundation.ui.pieces import Mark, Words
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number
from openluban.kernel.text import LocalizedText
from openluban.teaching.programmes.models import Course, CourseStage, Stage
from openluban.teaching.programmes.rules import Sum, compare_hours


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text with its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the project; what is not entered yet is empty, and so is ``url``."""

    name: Words
    url: str = ""
    activity: Spoken | None = None
    deliverable: Spoken | None = None
    hours: str = ""
    marks: tuple[Mark, ...] = ()


def _fill(course: Course, actor: Actor, language: str) -> Filled:
    found = CourseStage.objects.visible_to(actor).filter(course=course, retired_at=None)
    entered = {each.stage: each for each in found.exclude(standing=Standing.DECLINED)}
    if not entered and not may_propose(actor):
        return None
    sums = compare_hours(
        course.hours, [each.hours for each in entered.values()], expected=len(Stage)
    )
    return {
        "lines": tuple(_line(stage, entered.get(stage), language) for stage in Stage),
        "hours_words": _hours_words(course, sums.total, sums.stands, language),
        "is_torn": sums.stands in (Sum.LESS, Sum.MORE),
    }


def _line(stage: Stage, entered: CourseStage | None, language: str) -> StageLine:
    if entered is None:
        return StageLine(stage.label)
    waits = entered.standing == Standing.PROPOSED
    return StageLine(
        name=stage.label,
        url=f"/course-stages/{entered.key}/",
        activity=_words(entered.activity, language),
        deliverable=_words(entered.deliverable, language),
        hours=format_number(entered.hours, language) if entered.hours is not None else "",
        marks=(Mark(_("waits for an officer")),) if waits else (),
    )


def _words(text: LocalizedText, language: str) -> Spoken | None:
    spoken, words = text.best(language)
    return Spoken(words, spoken) if words else None


def _hours_words(course: Course, total: Any, stands: Sum, language: str) -> str:
    given = {"stages": format_number(total, language)}
    if course.hours is not None:
        given["course"] = format_number(course.hours, language)
    if stands == Sum.AGREES:
        return _("The stages take %(stages)s hours together, as the course does.") % given
    if stands in (Sum.LESS, Sum.MORE):
        return _("The stages take %(stages)s hours together, the course %(course)s.") % given
    return _("The stages entered take %(stages)s hours together.") % given if total else ""


STAGES = declare_panel(
    "courses",
    Panel(
        key="stages",
        title=gettext_lazy("The project"),
        template="programmes/stages_panel.html",
        fill=_fill,
        replaces="course-stages",
        order=10,
    ),
)
