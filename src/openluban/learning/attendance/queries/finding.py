"""Finding a session or a cohort that somebody may see."""

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.policies import cohorts_visible, may_work, sessions_visible
from openluban.learning.learners.public import Cohort

RELATED = ("cohort__workshop", "taught_class", "teacher")


def the_session(key: str, actor: Actor, *, lock: bool = False) -> Session:
    """Return the session, locked if it is to be written.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is none, or it is none of theirs
    """
    if not may_work(actor):
        raise NotAllowed
    found = sessions_visible(actor).filter(key=key).select_related(*RELATED)
    if lock:
        found = found.select_for_update(of=("self",))
    session = found.first()
    if session is None:
        raise NotFound
    return session


def the_cohort(key: str, actor: Actor) -> Cohort:
    """Return the cohort.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    :raises NotFound: there is none, or it is none of theirs
    """
    if not may_work(actor):
        raise NotAllowed
    cohort = cohorts_visible(actor).filter(key=key).select_related("workshop").first()
    if cohort is None:
        raise NotFound
    return cohort
