"""Learners of the demonstration: nobody of them exists, and nothing public counts them."""

from datetime import datetime

from openluban.foundation.access.models import Account
from openluban.learning.learners.public import (
    Cohort,
    CohortTeacher,
    Enrolment,
    Filling,
    Person,
    invent_learners,
)
from openluban.teaching.programmes.public import Programme

WORKSHOP = "tj-ttu"
"""Where the demonstration's registrar, teacher and learner are."""
PLACES = 10
LEARNERS = 1_800
"""How many at each of the ten."""
_SEED = 2_026


def demonstrate_learners(*, at: datetime, each: int = LEARNERS) -> int:
    """Fill one real programme at each of ten workshops, and let three people sign in to one.

    ``each``: so many learners at each workshop. Return how many learners were made.
    """
    made = invent_learners(fillings=_fillings(each), seed=_SEED, at=at)
    newest = Enrolment.objects.filter(
        workshop__key=WORKSHOP, is_synthetic=True, state="enrolled"
    ).order_by("-state_on", "pk")
    shown = newest.select_related("cohort", "person").first()
    accounts = {account.email.partition("@")[0]: account for account in Account.objects.all()}
    if shown is not None and shown.cohort is not None:
        own = Cohort.objects.filter(
            workshop__key=WORKSHOP, starts_on=shown.cohort.starts_on
        ).order_by("pk")[:2]
        teacher = accounts["teacher"]
        CohortTeacher.objects.bulk_create(
            CohortTeacher(cohort=cohort, account=teacher) for cohort in {*own, shown.cohort}
        )
        Person.objects.filter(pk=shown.person.pk).update(account=accounts["learner"])
    return made


def _fillings(each: int) -> list[Filling]:
    """Return the first programme of ten workshops in the order of keys, the shown one first."""
    found = Programme.objects.shown().filter(workshop__is_shown=True)
    first: dict[str, Programme] = {}
    for programme in found.select_related("workshop__country").order_by("workshop__key", "key"):
        first.setdefault(programme.workshop.key, programme)
    places = sorted(first, key=lambda key: (key != WORKSHOP, key))[:PLACES]
    return [Filling(first[key], first[key].workshop.country.key, each) for key in places]
