"""How long a session lasts, and what its statements are judged by."""

from datetime import datetime, timedelta

from openluban.learning.launches.identifying import iri_of
from openluban.learning.launches.models import Progress, Session
from openluban.learning.launches.rules.saying import Opened
from openluban.learning.launches.rules.structure import Block, Unit, course_from

GRACE = timedelta(seconds=60)
"""So long after a course was left, what was under way may still come in."""
LONGEST = timedelta(hours=12)
"""After so long a session ends by itself; so does a sign-in."""
MOST_STATEMENTS = 1_000


def is_over(session: Session, at: datetime) -> bool:
    """Test whether a session may neither say nor show anything any more."""
    if session.is_abandoned or at >= session.launched_at + LONGEST:
        return True
    return session.ended_at is not None and at > session.ended_at + GRACE


def course_of(session: Session) -> Block:
    """Return the course that a session opened."""
    return course_from(session.package.structure)


def unit_of(session: Session) -> Unit:
    """Return the unit that a session opened."""
    unit = course_of(session).unit(session.unit)
    if unit is None:
        message = f"session {session.uuid} opened a unit that its package has not"
        raise LookupError(message)
    return unit


def opened_of(session: Session, progress: Progress | None) -> Opened:
    """Return what a session's statements are judged by."""
    registration = session.registration
    participation = registration.participation
    unit = unit_of(session)
    return Opened(
        account=(participation.home_page, participation.name),
        registration=str(registration.uuid),
        session=str(session.uuid),
        activity=iri_of(registration.site, unit),
        publisher=unit.key,
        mode=session.mode,
        mastery=unit.mastery,
        verbs=frozenset(session.verbs.split()),
        began=session.began,
        ended=session.left,
        completed=progress is not None and progress.completed_at is not None,
        passed=progress is not None and progress.passed_at is not None,
    )
