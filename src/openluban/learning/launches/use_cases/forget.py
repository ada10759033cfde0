"""What becomes of courses when whoever opened them is erased."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key
from openluban.learning.launches.identifying import agent_of
from openluban.learning.launches.models import Participation
from openluban.learning.statements.public import forget_agent


@transaction.atomic
def forget_learner(*, person: int, actor: Actor, at: datetime) -> None:
    """Erase a learner's statements, states and progress, and the link from them to their agent.

    For the use case of learners that erases a person, which has checked who may.
    """
    for participation in Participation.objects.filter(person=person):
        forget_agent(agent=dict(agent_of(participation)), actor=actor, at=at)
        courses = participation.registrations.count()
        participation.delete()
        deed = Deed("launches.erased", "participations", new_key(), {"courses": (courses, None)})
        record(deed, actor=actor, at=at)
