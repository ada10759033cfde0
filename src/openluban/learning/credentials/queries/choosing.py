"""Whom somebody can choose to award."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.roster import HERE, own_enrolments, shown_name
from openluban.learning.learners.public import Cohort, Person, State

_MOST = 500
_MOST_NAMED = 20


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


def enrolments_of_person(
    person: Person, actor: Actor, at: datetime, language: str
) -> list[tuple[str, str]]:
    """Return key and course of what somebody could be awarded for, newest first; one query."""
    found = own_enrolments(actor, at).filter(person=person, state__in=HERE).order_by("-pk")
    rows = found.values_list("key", "programme__name", "training__name")
    return [
        (key, (programme or training or LocalizedText()).best(language)[1])
        for key, programme, training in rows[:_MOST_NAMED]
    ]


def names_chosen(enrolments: Sequence[str], actor: Actor, at: datetime) -> list[str]:
    """Return how those are called whose enrolments are written in the form; two queries."""
    if not enrolments:
        return []
    chosen = own_enrolments(actor, at).filter(key__in=enrolments[:_MOST_NAMED])
    people = Person.objects.filter(enrolments__in=chosen).distinct().prefetch_related("names")
    return sorted(shown_name(person.names.all()) for person in people)
