"""How this module says its words."""

from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from openluban.foundation.ui.pieces import Mark
from openluban.kernel.numerals import format_city, format_day_short, format_number, format_percent
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.hours import Tally
from openluban.learning.attendance.queries.register import Line, Progress
from openluban.learning.attendance.rules.words import Kind, Presence, Why
from openluban.learning.learners.public import Stage, State

PRESENCE: dict[str, Any] = {
    Presence.PRESENT: pgettext_lazy("register", "present"),
    Presence.LATE: pgettext_lazy("register", "late"),
    Presence.ABSENT: pgettext_lazy("register", "absent"),
    Presence.EXCUSED: pgettext_lazy("register", "excused"),
}
KIND: dict[str, Any] = {Kind.LESSON: _("lesson"), Kind.PRACTICE: _("practice")}
STAGE: dict[str, Any] = {
    Stage.OBJECT: pgettext_lazy("stage of a project", "object"),
    Stage.MODEL: pgettext_lazy("stage of a project", "model"),
    Stage.BUILD: pgettext_lazy("stage of a project", "build"),
    Stage.RUN: pgettext_lazy("stage of a project", "run"),
    Stage.IMPROVE: pgettext_lazy("stage of a project", "improve"),
}
WHY: dict[str, Any] = {
    Why.HOLIDAY: _("a holiday"),
    Why.TEACHER: _("no teacher"),
    Why.ROOM: _("no room"),
    Why.OTHER: _("another reason"),
}
WEEKDAYS: tuple[Any, ...] = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip


_WHOLE = 100
_JOINED_DASH = "\u2060–\u2060"
"""Keeps the two ends of a span on one line."""


def time_words(session: Session) -> str:
    """Return from when to when, as the clock on the wall shows it."""
    begins, ends = time_format(session.begins, "H:i"), time_format(session.ends, "H:i")
    return f"{begins}{_JOINED_DASH}{ends}"


def day_words(session: Session, reader: str) -> str:
    """Return weekday and day."""
    weekday = WEEKDAYS[session.day.weekday()]
    day = format_day_short(session.day.isoformat(), reader)
    return str(_("%(weekday)s, %(day)s") % {"weekday": weekday, "day": day})


def when_words(session: Session, reader: str) -> str:
    """Return day and time."""
    said = {"day": day_words(session, reader), "time": time_words(session)}
    return str(_("%(day)s, %(time)s") % said)


def zone_words(session: Session, reader: str) -> str:
    """Return by which city's clock the session begins and ends."""
    return str(_("time of %(city)s") % {"city": format_city(session.zone, reader)})


def title_of(session: Session) -> str:
    """Return what a session is called: its class, else what kind it is."""
    if session.taught_class is not None:
        return session.taught_class.name
    return str(KIND.get(session.kind, session.kind)).capitalize()


def stage_words(session: Session) -> str:
    """Return kind and stage of the project."""
    return " · ".join(each for each in (_kind(session), _stage(session)) if each)


def rest_words(session: Session) -> str:
    """Return of kind and stage what its title does not say already."""
    return _stage(session) if session.taught_class is None else stage_words(session)


def _kind(session: Session) -> str:
    return str(KIND.get(session.kind, ""))


def _stage(session: Session) -> str:
    return str(STAGE.get(session.stage, ""))


def progress_words(progress: Progress) -> str:
    """Return how many are marked, "" where nobody is."""
    if not progress.marked:
        return ""
    words = ngettext("%(n)s marked", "%(n)s marked", progress.marked)
    return words % {"n": progress.marked}


def session_marks(session: Session, progress: Progress, *, clashes: bool) -> tuple[Mark, ...]:
    """Return what is to be seen at once of a session."""
    found = []
    if session.cancelled:
        why = WHY.get(session.cancelled, "")
        found.append(Mark(_("cancelled: %(why)s") % {"why": why}, "seal"))
    if session.moved_at is not None:
        found.append(Mark(_("moved")))
    if progress.disputed:
        found.append(Mark(_("look again: two devices disagree"), "seal"))
    if clashes:
        found.append(Mark(_("at the same time as another"), "timber"))
    return tuple(found)


def line_note(line: Line) -> str:
    """Return why somebody is not to be marked, "" if they are."""
    if line.may_be_marked:
        return ""
    if line.state == State.ON_LEAVE:
        return str(_("on leave"))
    return str(_("was not enrolled on this day"))


def hours_words(tally: Tally, reader: str) -> str:
    """Return hours attended of hours planned."""
    return str(
        _("%(attended)s of %(planned)s hours")
        % {
            "attended": format_number(tally.attended, reader),
            "planned": format_number(tally.planned, reader),
        }
    )


def share_words(tally: Tally, reader: str) -> str:
    """Return the share attended, "—" where nothing was planned; 100% is the whole and not less."""
    share = tally.share
    if share is None:
        return "—"
    return format_percent(min(round(share), 99) if share < _WHOLE else round(share), reader)


def hours_and_share(tally: Tally, reader: str) -> str:
    """Return hours attended of hours planned, and what share that is."""
    said = {"hours": hours_words(tally, reader), "share": share_words(tally, reader)}
    return str(_("%(hours)s (%(share)s)") % said)
