"""Moving an enrolment from state to state."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.learners.errors import (
    DayBefore,
    MayNotFollow,
    NothingToTakeBack,
    ReasonMissing,
)
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.policies import the_enrolment
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.states import may_follow
from openluban.learning.learners.rules.words import Origin, State


@transaction.atomic
def move_enrolment(
    *, key: str, state: str, on: date, reason: str = "", actor: Actor, at: datetime
) -> Enrolment:
    """Let an enrolment reach its next state on a day.

    :raises NotFound: there is no such enrolment, or the actor may not know
    :raises Invalid: there is no such state
    :raises MayNotFollow: the state may not follow the present one
    :raises DayBefore: the day lies before that of the present state, or in the future
    """
    enrolment = the_enrolment(key, actor, locked=True)
    if state not in {each.value for each in State}:
        raise Invalid([Problem("unknown_state", _("Choose a state."), "state")])
    if not may_follow(State(enrolment.state), State(state)):
        raise MayNotFollow(before=enrolment.state, after=state)
    if on < enrolment.state_on or on > timezone.localdate(at):
        raise DayBefore
    EnrolmentState.objects.filter(enrolment=enrolment, until=None).update(until=on)
    EnrolmentState.objects.create(
        enrolment=enrolment, state=state, on=on, by=Origin.HAND, recorded_at=at
    )
    before = _set(enrolment, state, on)
    record_about(
        enrolment.person.key,
        "enrolments.moved",
        actor=actor,
        at=at,
        plain={"enrolment": (key, key), "state": before},
        reason=reason,
    )
    return enrolment


@transaction.atomic
def take_state_back(*, key: str, reason: str, actor: Actor, at: datetime) -> Enrolment:
    """Take the newest state of an enrolment back: it was written by mistake.

    :raises NotFound: there is no such enrolment, or the actor may not know
    :raises ReasonMissing: nobody would know why
    :raises NothingToTakeBack: it is the first state
    """
    enrolment = the_enrolment(key, actor, locked=True)
    if not reason.strip():
        raise ReasonMissing
    line = list(EnrolmentState.objects.filter(enrolment=enrolment).order_by("pk"))
    if len(line) == 1:
        raise NothingToTakeBack
    line[-1].delete()
    EnrolmentState.objects.filter(pk=line[-2].pk).update(until=None)
    before = _set(enrolment, line[-2].state, line[-2].on)
    record_about(
        enrolment.person.key,
        "enrolments.taken_back",
        actor=actor,
        at=at,
        plain={"enrolment": (key, key), "state": before},
        reason=reason,
    )
    return enrolment


def _set(enrolment: Enrolment, state: str, on: date) -> tuple[object, object]:
    before = (f"{enrolment.state} {enrolment.state_on}", f"{state} {on}")
    enrolment.state, enrolment.state_on, enrolment.state_by = state, on, Origin.HAND.value
    enrolment.version += 1
    enrolment.save()
    return before
