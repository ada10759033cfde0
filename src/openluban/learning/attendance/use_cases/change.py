"""Moving a session to another time or room, and saying that it does not take place."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.attendance.errors import Cancelled, ChangedMeanwhile, RegisterTaken
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.finding import the_session
from openluban.learning.attendance.rules.repeating import moments_of
from openluban.learning.attendance.rules.words import Why


@dataclass(frozen=True, slots=True)
class Place:
    """When and where a session takes place."""

    day: date
    begins: time
    ends: time
    room: str = ""


@transaction.atomic
def move_session(*, key: str, version: int, to: Place, actor: Actor, at: datetime) -> Session:
    """Move a session; the hours it counts stay.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is no such session, or it is none of theirs
    :raises Cancelled: it does not take place
    :raises ChangedMeanwhile: it is not as it was on the screen
    :raises RegisterTaken: to another day, with a register
    :raises Invalid: it would end before it begins
    """
    session = _locked(key, version, actor)
    if to.ends <= to.begins:
        raise Invalid([Problem("order", _("It ends before it begins."), "ends")])
    if to.day != session.day and session.marks.exists():
        raise RegisterTaken
    before = _words(session)
    session.day, session.begins, session.ends = to.day, to.begins, to.ends
    session.room = to.room[:60]
    session.starts_at, session.ends_at = moments_of(to.day, to.begins, to.ends, session.zone)
    session.moved_at = at
    after = _words(session)
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    _save(session, Deed("attendance.moved", "sessions", session.key, changes), actor, at)
    return session


@transaction.atomic
def cancel_session(*, key: str, version: int, why: Why, actor: Actor, at: datetime) -> Session:
    """Say that a session does not take place.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is no such session, or it is none of theirs
    :raises Cancelled: that has been said
    :raises ChangedMeanwhile: it is not as it was on the screen
    :raises RegisterTaken: it has a register
    """
    session = _locked(key, version, actor)
    if session.marks.exists():
        raise RegisterTaken
    session.cancelled = why.value
    changes = {"cancelled": ("", why.value)}
    _save(session, Deed("attendance.cancelled", "sessions", session.key, changes), actor, at)
    return session


@transaction.atomic
def restore_session(*, key: str, version: int, actor: Actor, at: datetime) -> Session:
    """Say that a cancelled session takes place after all.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is no such session, or it is none of theirs
    :raises ChangedMeanwhile: it is not as it was on the screen
    """
    session = the_session(key, actor, lock=True)
    if session.version != version or not session.cancelled:
        raise ChangedMeanwhile
    changes = {"cancelled": (session.cancelled, "")}
    session.cancelled = ""
    _save(session, Deed("attendance.restored", "sessions", session.key, changes), actor, at)
    return session


def _locked(key: str, version: int, actor: Actor) -> Session:
    session = the_session(key, actor, lock=True)
    if session.cancelled:
        raise Cancelled
    if session.version != version:
        raise ChangedMeanwhile
    return session


def _words(session: Session) -> dict[str, str]:
    return {
        "day": session.day.isoformat(),
        "begins": session.begins.isoformat("minutes"),
        "ends": session.ends.isoformat("minutes"),
        "room": session.room,
    }


def _save(session: Session, deed: Deed, actor: Actor, at: datetime) -> None:
    session.version += 1
    session.save()
    record(deed, actor=actor, at=at)
