"""Enrolments on a learner's page: the line of states with days, study in China, marks."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Fact,
    FactList,
    Mark,
    Row,
    TableView,
    Wording,
)
from openluban.foundation.ui.record_pieces import Gates, GateStep
from openluban.kernel.numerals import format_number
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.models.marks import Mark as Result
from openluban.learning.learners.policies import Sight
from openluban.learning.learners.queries.reading import Whole
from openluban.learning.learners.rules.states import NEXT
from openluban.learning.learners.rules.words import Origin, Route, State
from openluban.learning.learners.wording import (
    ROUTES,
    SCHOLARSHIPS,
    STAGES,
    STATES,
    course_cell,
    day,
    name_cell,
)


@dataclass(frozen=True, slots=True)
class EnrolmentPiece:
    """An enrolment as the page shows it; links that the reader may not follow are empty."""

    key: str
    course: Cell
    workshop: Cell
    route: str
    cohort: str
    state: str
    is_missing: bool
    line: Gates
    marks: TableView | None
    china: FactList | None
    move_url: str = ""
    mark_url: str = ""
    china_url: str = ""
    back_url: str = ""


def enrolment_pieces(whole: Whole) -> list[EnrolmentPiece]:
    """Return the enrolments, newest state first."""
    return [_piece(each, whole.sight) for each in whole.enrolments]


def _piece(enrolment: Enrolment, sight: Sight) -> EnrolmentPiece:
    kept, writes = sight == Sight.KEPT, sight in {Sight.KEPT, Sight.TAUGHT}
    key, is_china = enrolment.key, enrolment.route == Route.CHINA
    states = list(enrolment.states.all())
    goes_on = bool(NEXT[State(enrolment.state)])
    return EnrolmentPiece(
        key,
        course_cell(enrolment),
        name_cell(enrolment.workshop, f"/workshops/{enrolment.workshop.key}/"),
        str(ROUTES[enrolment.route]),
        enrolment.cohort.name if enrolment.cohort else "",
        str(STATES[enrolment.state]),
        enrolment.missing_since is not None,
        Gates(tuple(_step(each) for each in states)),
        _marks(list(enrolment.marks.all())),
        _china(enrolment) if is_china and sight != Sight.TAUGHT else None,
        move_url=reverse("enrolment_move", args=[key]) if kept and goes_on else "",
        mark_url=reverse("enrolment_mark", args=[key]) if writes else "",
        china_url=reverse("enrolment_china", args=[key]) if kept and is_china else "",
        back_url=reverse("enrolment_back", args=[key]) if kept and len(states) > 1 else "",
    )


def _step(state: EnrolmentState) -> GateStep:
    note = _("from a file") if state.by == Origin.IMPORT else ""
    return GateStep(STATES[state.state], "done", day(state.on), note, is_plain=True)


def _marks(marks: list[Result]) -> TableView | None:
    if not marks:
        return None
    columns = (
        Column("what", _("What was marked")),
        Column("stage", _("Stage")),
        Column("score", _("Score"), numeric=True),
        Column("hours", _("Hours"), numeric=True),
        Column("on", _("Day")),
        Column("remark", _("Remark")),
    )
    return TableView(_("Marks"), columns, tuple(_mark(each) for each in marks))


def _mark(mark: Result) -> Row:
    language = page_language()
    about = name_cell(mark.course) if mark.course else Cell()
    if not about.text:
        about = Cell(mark.taught_class.name if mark.taught_class else mark.title)
    by = () if mark.by == Origin.HAND else (Mark(_("from a file")),)
    score = "" if mark.score is None else _("%(score)s of %(most)s") % {
        "score": format_number(mark.score, language),
        "most": format_number(mark.out_of, language),
    }  # fmt: skip
    return Row(
        (
            Cell(about.text or _("the whole"), lang=about.lang, marks=by),
            Cell(STAGES.get(mark.stage, "")),
            Cell(score),
            Cell("" if mark.hours is None else format_number(mark.hours, language)),
            Cell(day(mark.on)),
            Cell(mark.remark),
        )
    )


def _china(enrolment: Enrolment) -> FactList | None:
    china = getattr(enrolment, "china", None)
    if china is None:
        return None
    college = name_cell(china.college) if china.college else Cell()
    visa = " ".join(filter(None, (china.visa_kind, day(china.visa_on), "–", day(china.visa_until))))
    given = (
        (_("College"), college.text),
        (_("Course"), china.course_name),
        (_("Level of Chinese (HSK)"), f"{china.hsk_level or ''} {day(china.hsk_on)}".strip()),
        (_("Visa"), visa if visa != "–" else ""),
        (_("Who pays"), SCHOLARSHIPS.get(china.scholarship, "")),
        (_("Arrived"), day(china.arrived_on)),
        (_("Returned"), day(china.returned_on)),
    )
    return FactList(tuple(Fact(label, (Wording(text),)) for label, text in given if text))
