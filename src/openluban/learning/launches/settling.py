"""Saying that blocks and the course are satisfied, once each, when their units are."""

from datetime import datetime
from uuid import UUID

from openluban.learning.launches.models import Progress, Registration, Satisfaction
from openluban.learning.launches.rules.moving_on import Done, satisfied
from openluban.learning.launches.rules.structure import Block
from openluban.learning.launches.speaking import Clock, Said, say


def done_in(progress: list[Progress]) -> dict[str, Done]:
    """Return what became of units, by their publishers' ids."""
    return {
        each.unit: Done(
            completed=each.completed_at is not None,
            passed=each.passed_at is not None,
            waived=each.waived_at is not None,
        )
        for each in progress
    }


def settle(
    registration: Registration, course: Block, session: UUID, *, at: datetime, clock: Clock
) -> None:
    """Say of blocks and the course that they are satisfied now and were not before.

    ``session`` is the one that brought it about. The transaction is the caller's.
    """
    done = done_in(list(Progress.objects.filter(registration=registration)))
    told = set(
        Satisfaction.objects.filter(registration=registration).values_list("block", flat=True)
    )
    for block in satisfied(course, done):
        if block.key in told:
            continue
        is_course = block.key == course.key
        said = Said("satisfied", block, session, is_course=is_course)
        say(registration, said, at=at, clock=clock)
        Satisfaction.objects.create(registration=registration, block=block.key, at=at)
        if is_course:
            Registration.objects.filter(pk=registration.pk).update(satisfied_at=at)
