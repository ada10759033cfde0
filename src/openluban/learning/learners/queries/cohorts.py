"""Cohorts that somebody keeps or teaches."""

from django.db.models import Q, QuerySet

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.policies import may_keep, workshops_of
from openluban.learning.learners.roles import KEEP, TEACH

MOST = 200


def _visible(actor: Actor) -> QuerySet[Cohort]:
    kept = Q(workshop__in=workshops_of(actor, KEEP).values("pk"))
    taught = Q(
        teachers__account__key=actor.key, workshop__in=workshops_of(actor, TEACH).values("pk")
    )
    found = Cohort.objects.filter(kept | taught).distinct()
    return found.select_related("workshop", "programme", "training")


def cohorts_seen(actor: Actor) -> list[Cohort]:
    """Return the cohorts that somebody keeps or teaches, newest first."""
    return list(_visible(actor).order_by("-starts_on", "name", "pk")[:MOST])


def cohort_seen(key: str, actor: Actor) -> tuple[Cohort, bool]:
    """Return a cohort with its teachers fetched, and whether the actor keeps it.

    :raises NotFound: there is none, or the actor may not know
    """
    cohort = _visible(actor).filter(key=key).prefetch_related("teachers__account").first()
    if cohort is None:
        raise NotFound
    return cohort, may_keep(actor, cohort.workshop)
