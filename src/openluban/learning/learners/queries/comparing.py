"""Pairs of records that may be one person, for whoever may decide."""

from django.db.models import Prefetch, QuerySet

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.persons import PersonName
from openluban.learning.learners.policies import persons_kept

MOST = 50


def open_pairs(actor: Actor) -> list[Likeness]:
    """Return the pairs that wait for a decision, likest first; both persons' names are fetched."""
    return list(_pairs(actor).filter(decision="").order_by("-score", "id")[:MOST])


def the_pair(number: int, actor: Actor) -> Likeness:
    """Return a pair that waits for a decision.

    :raises NotFound: there is none, or the actor may not know of both
    """
    pair = _pairs(actor).filter(pk=number, decision="").first()
    if pair is None:
        raise NotFound
    return pair


def _pairs(actor: Actor) -> QuerySet[Likeness]:
    kept = persons_kept(actor).values("pk")
    names = PersonName.objects.order_by("kind")
    return (
        Likeness.objects.filter(first__in=kept, second__in=kept)
        .select_related("first__workshop", "second__workshop")
        .prefetch_related(Prefetch("first__names", names), Prefetch("second__names", names))
    )
