"""Taking registers: marks that come from a form, or late from a device that had no link."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.attendance.errors import (
    Cancelled,
    NotBegun,
    NotOnRegister,
    UsedOtherwise,
)
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.policies import may_work, sessions_visible
from openluban.learning.attendance.queries.register import Span, state_on
from openluban.learning.attendance.rules.hours import attended_hours
from openluban.learning.attendance.rules.settling import Set, put_right, settle
from openluban.learning.attendance.rules.words import Outcome, Presence
from openluban.learning.learners.public import Enrolment, EnrolmentState, State

EARLY = timedelta(hours=24)
"""A register may be taken a day before at the earliest: no clock of a phone decides it."""


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark as a device or a form gives it; session and enrolment by their keys."""

    uuid: UUID
    session: str
    enrolment: str
    presence: Presence
    late: int
    told_at: datetime
    over: UUID | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mark."""

    uuid: UUID
    outcome: Outcome
    refusal: Refusal | None = None


def take_marks(
    *, marks: Sequence[NewMark], device: str, sent_at: datetime, actor: Actor, at: datetime
) -> list[Taken]:
    """Take marks of any sessions; each is taken or refused by itself, in one transaction.

    A mark that came before counts once. Where several were set for somebody in a session, the one
    set last holds, and all are kept. ``sent_at`` is what the device's clock shows as it sends.

    :raises NotAllowed: the actor neither teaches nor keeps learners
    """
    if not may_work(actor):
        raise NotAllowed
    with transaction.atomic():
        return _Taking(marks, device, sent_at, actor, at).all()


class _Taking:
    def __init__(
        self,
        marks: Sequence[NewMark],
        device: str,
        sent_at: datetime,
        actor: Actor,
        at: datetime,
    ) -> None:
        self.marks, self.device, self.sent_at = marks, device, sent_at
        self.actor, self.at = actor, at
        self.account = Account.objects.filter(key=actor.key).first()
        keys = {each.session for each in marks}
        # In one order, so that two devices never wait for each other.
        found = sessions_visible(actor).filter(key__in=keys).order_by("pk")
        self.sessions = {each.key: each for each in found.select_for_update(of=("self",))}
        self.enrolments = {
            each.key: each
            for each in Enrolment.objects.filter(
                key__in={each.enrolment for each in marks},
                cohort__in={each.cohort_id for each in self.sessions.values()},
                person__erased_at=None,
            )
        }
        self.states = _states(self.enrolments.values())
        self.known = {
            each.uuid: each
            for each in Attendance.objects.filter(
                uuid__in={each.uuid for each in marks}
            ).select_related("session", "enrolment")
        }
        self.holders = {
            (each.session_id, each.enrolment_id): each
            for each in Attendance.objects.filter(session__in=self.sessions.values(), holds=True)
        }
        self.counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def all(self) -> list[Taken]:
        taken = [self._one(mark) for mark in self.marks]
        deeds = [
            Deed(
                "attendance.taken",
                "sessions",
                key,
                {"marks": (None, new), "corrected": (None, corrected)},
            )
            for key, (new, corrected) in self.counted.items()
        ]
        if deeds:
            record_all(deeds, actor=self.actor, at=self.at)
        return taken

    def _one(self, mark: NewMark) -> Taken:
        try:
            return Taken(mark.uuid, self._take(mark))
        except Refusal as refusal:
            return Taken(mark.uuid, Outcome.REFUSED, refusal)

    def _take(self, mark: NewMark) -> Outcome:
        known = self.known.get(mark.uuid)
        if known is not None:
            if not self._is_same(known, mark):
                raise UsedOtherwise
            return Outcome.KNOWN
        session = self.sessions.get(mark.session)
        if session is None:
            raise NotFound
        enrolment = self.enrolments.get(mark.enrolment)
        if enrolment is None or enrolment.cohort_id != session.cohort_id:
            raise NotOnRegister
        self._check(session, enrolment)
        return self._keep(mark, session, enrolment)

    def _is_same(self, known: Attendance, mark: NewMark) -> bool:
        where = (known.session.key, known.enrolment.key, known.presence)
        is_mine = self.account is None or known.account_id == self.account.pk
        return is_mine and where == (mark.session, mark.enrolment, mark.presence)

    def _check(self, session: Session, enrolment: Enrolment) -> None:
        if session.cancelled:
            raise Cancelled
        if session.starts_at > self.at + EARLY:
            raise NotBegun
        if state_on(self.states.get(enrolment.pk, []), session.day) != State.ENROLLED:
            raise NotOnRegister

    def _keep(self, mark: NewMark, session: Session, enrolment: Enrolment) -> Outcome:
        late = mark.late if mark.presence == Presence.LATE else 0
        row = Attendance(
            uuid=mark.uuid,
            session=session,
            enrolment=enrolment,
            presence=mark.presence.value,
            late=late,
            hours=attended_hours(mark.presence, late, hours=session.hours, minutes=session.minutes),
            account=self.account,
            device=self.device,
            device_at=mark.told_at,
            told_at=put_right(mark.told_at, self.sent_at, self.at),
            received_at=self.at,
            over=mark.over,
        )
        holder = self.holders.get((session.pk, enrolment.pk))
        settled = settle(_as_set(row), _as_set(holder) if holder else None)
        row.holds = settled.new_holds
        if settled.new_holds:
            row.is_disputed = settled.is_disputed
            if holder is not None:
                _update(holder, holds=False, is_disputed=False)
            self.holders[session.pk, enrolment.pk] = row
        elif holder is not None and holder.is_disputed != settled.is_disputed:
            _update(holder, holds=True, is_disputed=settled.is_disputed)
        row.save()
        self.known[row.uuid] = row
        self.counted[session.key][0] += 1
        self.counted[session.key][1] += holder is not None
        return Outcome.TAKEN if settled.new_holds else Outcome.OVERTAKEN


def _states(enrolments: Iterable[Enrolment]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = EnrolmentState.objects.filter(enrolment__in=list(enrolments)).order_by("id")
    for enrolment, state, on, until in rows.values_list("enrolment_id", "state", "on", "until"):
        found[enrolment].append((state, on, until))
    return found


def _as_set(row: Attendance) -> Set:
    says = (row.presence, row.late)
    return Set(row.uuid, says, row.told_at, row.device, row.over, row.is_disputed)


def _update(row: Attendance, *, holds: bool, is_disputed: bool) -> None:
    row.holds, row.is_disputed = holds, is_disputed
    row.save(update_fields=["holds", "is_disputed"])
