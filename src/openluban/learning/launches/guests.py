"""Open courses as guests of the record store: what a token of a session lets in."""

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from openluban.learning.launches.errors import NotOfSession, SessionOver, TooMuchSaid
from openluban.learning.launches.identifying import agent_of, digest_of_secret, iri_of
from openluban.learning.launches.models import Progress, Session
from openluban.learning.launches.rules.saying import Fault, Opened, check
from openluban.learning.launches.sessions import (
    MOST_STATEMENTS,
    course_of,
    is_over,
    opened_of,
    unit_of,
)
from openluban.learning.launches.settling import settle
from openluban.learning.launches.speaking import Clock, sender_for, the_source
from openluban.learning.learners.public import Purpose, has_consent
from openluban.learning.statements.public import (
    ACTIVITY_PROFILE,
    AGENT_PROFILE,
    SIGN,
    STATE,
    Arrived,
    Reached,
    Sender,
    Unfit,
    digest_of,
    identity,
    scopes,
)

LAUNCH_DATA, PREFERENCES = "LMS.LaunchData", "cmi5LearnerPreferences"
_SCOPES = (scopes.WRITE, scopes.READ_MINE, scopes.STATE, scopes.PROFILE)
_MICROS = 1_000_000
_RELATED = ("registration__participation", "package")
_RANKS = {"initialized": -1, "terminated": 1}


def find_guest(user: str, secret: str, at: datetime) -> Sender | None:
    """Return the open course of a token, None if it is none's; one query.

    :raises SessionOver: its session has ended
    """
    try:
        uuid = UUID(user.removeprefix(SIGN))
    except ValueError:
        return None
    session = Session.objects.select_related(*_RELATED).filter(uuid=uuid).first()
    if session is None or not session.token:
        return None
    if not hmac.compare_digest(session.token, digest_of_secret(secret)):
        return None
    if is_over(session, at):
        raise SessionOver
    guest = CourseGuest(session)
    return sender_for(the_source(session.site, at), -session.pk, *_SCOPES, guest=guest)


class CourseGuest:
    """One open course: its own statements, states and preferences, and nothing of anybody else."""

    def __init__(self, session: Session) -> None:
        self._session = session
        registration = session.registration
        self._agent = digest_of(identity(dict(agent_of(registration.participation))))
        self._activity = digest_of(iri_of(registration.site, unit_of(session)))

    @property
    def registration(self) -> str:
        """The registration whose statements may be read."""
        return str(self._session.registration.uuid)

    def store(self, arrived: Sequence[Arrived], clock: Clock) -> None:
        """Judge statements by their own time, and note what they mean for the learner's progress.

        :raises NotOfSession: one is of another session, person or activity
        :raises Unfit: one breaks a rule of cmi5
        :raises SessionOver: the session has ended meanwhile, or the consent
        :raises TooMuchSaid: there are too many
        """
        at = datetime.fromtimestamp(clock() / _MICROS, UTC)
        session = Session.objects.select_related(*_RELATED).get(pk=self._session.pk)
        if is_over(session, at) or not _is_agreed(session):
            raise SessionOver
        session.count += len(arrived)
        if session.count > MOST_STATEMENTS:
            raise TooMuchSaid(most=MOST_STATEMENTS)
        progress = Progress.objects.filter(
            registration=session.registration, unit=session.unit
        ).first()
        opened = opened_of(session, progress)
        said_before = opened.verbs
        for each in sorted(arrived, key=_in_time):
            verb = _judged(each, opened)
            if verb:
                opened = opened.after(verb, each.happened or 0)
                progress = _noted(session, progress, verb, each, at)
        _keep(session, opened, arrived, at)
        if (opened.verbs - said_before) & {"completed", "passed"}:
            course = course_of(session)
            settle(session.registration, course, session.uuid, at=at, clock=clock)

    def reach(self, reached: Reached) -> None:
        """Let states of this unit and the learner's preferences be read and written.

        :raises NotOfSession: it is another document, or one that courses only read
        """
        if reached.kind != ACTIVITY_PROFILE and reached.agent != self._agent:
            raise NotOfSession(path="parameter agent", rule="must be the actor of the launch")
        if reached.kind != AGENT_PROFILE and reached.activity != self._activity:
            raise NotOfSession(
                path="parameter activityId", rule="must be the activityId of the launch"
            )
        if reached.kind == STATE and reached.registration.lower() not in {"", self.registration}:
            raise NotOfSession(path="parameter registration", rule="must be that of the launch")
        if reached.writes and not _may_write(reached):
            raise NotOfSession(path="document", rule="is not written by courses")


def _may_write(reached: Reached) -> bool:
    if reached.kind == STATE:
        return reached.name not in {"", LAUNCH_DATA}
    return reached.kind == AGENT_PROFILE and reached.name == PREFERENCES


def _is_agreed(session: Session) -> bool:
    person = session.registration.participation.person_id
    return person is None or has_consent(person, Purpose.STATEMENTS)


def _in_time(arrived: Arrived) -> tuple[int, int]:
    verb = str(arrived.value["verb"]["id"]).rpartition("/")[2]
    return arrived.happened or 0, _RANKS.get(verb, 0)


def _judged(arrived: Arrived, opened: Opened) -> str:
    if not arrived.has_own_id:
        path = "id"
        raise Unfit(path, "is needed")
    if "attachments" in arrived.value:
        # All courses have one source, within which a digest opens what was attached.
        path = "attachments"
        raise Unfit(path, "are not taken from courses")
    try:
        return check(arrived.value, arrived.happened, opened)
    except Fault as fault:
        if fault.is_foreign:
            raise NotOfSession(path=fault.path, rule=fault.rule) from None
        raise Unfit(fault.path, fault.rule) from None


def _noted(
    session: Session, before: Progress | None, verb: str, arrived: Arrived, at: datetime
) -> Progress:
    progress = before or Progress(registration=session.registration, unit=session.unit)
    match verb:
        case "initialized":
            progress.started_at = progress.started_at or at
        case "completed":
            progress.completed_at = at
        case "passed" | "failed":
            setattr(progress, f"{verb}_at", at)
            scaled = arrived.value.get("result", {}).get("score", {}).get("scaled")
            progress.score = None if scaled is None else round(Decimal(str(scaled)), 4)
    progress.save()
    return progress


def _keep(session: Session, opened: Opened, arrived: Sequence[Arrived], at: datetime) -> None:
    session.verbs = " ".join(sorted(opened.verbs))
    session.began, session.left = opened.began, opened.ended
    session.said = max(session.said or 0, *(each.happened or 0 for each in arrived))
    if opened.ended is not None and session.ended_at is None:
        session.ended_at = at
    session.save(
        update_fields=["verbs", "began", "left", "said", "count", "ended_at"],
    )
