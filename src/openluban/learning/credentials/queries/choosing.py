"""Whom somebody can choose to award."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.roster import own_enrolments
from openluban.learning.learners.public import Cohort, State

_MOST = 500


@dataclass(frozen=True, slots=True)
class CohortOffer:
    """A cohort, the name of its workshop, and how many of it have completed."""

    key: str
    name: str
    workshop: LocalizedText
    completed: int


def cohorts_for(actor: Actor, at: datetime) -> list[CohortOffer]:
    """Return the cohorts at workshops where the actor awards, the newest first; one query."""
    workshops = own_enrolments(actor, at).values("workshop")
    found = Cohort.objects.filter(workshop__in=workshops).annotate(
        done=Count("enrolments", filter=Q(enrolments__state=State.COMPLETED))
    )
    rows = found.order_by("-starts_on", "-pk").values_list("key", "name", "workshop__name", "done")
    return [CohortOffer(*row) for row in rows[:_MOST]]


def enrolments_of_cohort(cohort: str, actor: Actor, at: datetime) -> list[str]:
    """Return the keys of those of a cohort who have completed, in the order they were entered."""
    found = own_enrolments(actor, at).filter(cohort__key=cohort, state=State.COMPLETED)
    return list(found.order_by("pk").values_list("key", flat=True))
