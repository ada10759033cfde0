"""Agreeing that what one does in courses is kept."""

from datetime import datetime

from django.utils import timezone

from openluban.kernel.actor import Actor
from openluban.learning.launches.errors import NotEnrolled
from openluban.learning.launches.policies import learner_of
from openluban.learning.learners.public import Agreed, Purpose, give_consent

TEXT = "courses-1"
"""The version of the text on the page of courses that learners agree to."""


def agree_to_keeping(*, language: str, actor: Actor, at: datetime) -> None:
    """Record the learner's own consent, for the text in the language that they read.

    :raises NotEnrolled: the actor does not learn here now
    :raises AlreadyConsented: the consent stands
    """
    person = learner_of(actor)
    if person is None:
        raise NotEnrolled
    agreed = Agreed(Purpose.STATEMENTS.value, TEXT, language)
    give_consent(key=person.key, agreed=agreed, on=timezone.localdate(at), actor=actor, at=at)
