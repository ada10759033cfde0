"""Waiving a unit: the learner has met it by other means."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.learning.launches.errors import NotWaivable
from openluban.learning.launches.models import Progress
from openluban.learning.launches.queries.progress import registration_seen
from openluban.learning.launches.rules.moving_on import NOTHING_DONE, is_satisfied
from openluban.learning.launches.rules.structure import course_from
from openluban.learning.launches.settling import done_in, settle
from openluban.learning.launches.speaking import Clock, Said, say
from openluban.learning.statements.public import one_writes

REASONS = ("Tested Out", "Equivalent AU", "Equivalent Outside Activity", "Administrative")
"""The words of cmi5 (9.5.5.2)."""
_REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A unit of a learner's course, given by cohort and registration, and why it is waived."""

    cohort: str
    registration: str
    unit: str
    reason: str


def waive_unit(*, waiver: Waiver, actor: Actor, at: datetime, clock: Clock) -> None:
    """Say that a learner of a cohort need not open a unit.

    :raises NotFound: there is no such cohort, registration or unit, or the actor may not know
    :raises NotWaivable: the unit is done or waived, or the reason is none of cmi5's
    """
    unit, reason = waiver.unit, waiver.reason
    with one_writes():
        found = registration_seen(waiver.cohort, waiver.registration, actor)
        course = course_from(found.package.structure)
        part = course.unit(unit)
        progress = Progress.objects.filter(registration=found, unit=unit).first()
        done = done_in([progress] if progress else []).get(unit, NOTHING_DONE)
        if part is None or reason not in REASONS or is_satisfied(part, done):
            raise NotWaivable
        progress = progress or Progress(registration=found, unit=unit)
        progress.waived_at, progress.waived_why = at, reason
        progress.save()
        session = uuid4()
        result = {"success": True, "completion": True, "extensions": {_REASON: reason}}
        say(found, Said("waived", part, session, result), at=at, clock=clock)
        settle(found, course, session, at=at, clock=clock)
        changes = {"unit": (None, unit), "reason": (None, reason)}
        deed = Deed("launches.waived", "registrations", str(found.uuid), changes)
        record(deed, actor=actor, at=at)
