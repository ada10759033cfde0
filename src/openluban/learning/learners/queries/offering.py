"""What can be chosen where learners are listed or enrolled: workshops, programmes, cohorts."""

from dataclasses import dataclass

from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.policies import workshops_of
from openluban.learning.learners.roles import ISSUE, KEEP, TEACH
from openluban.network.workshops.public import Workshop
from openluban.teaching.programmes.public import Programme

_MOST = 300
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """Keys with names, in the order of names."""

    workshops: Pairs
    programmes: Pairs
    cohorts: Pairs
    trainings: Pairs = ()


def offered_to(actor: Actor, *, ability: str = "") -> Offered:
    """Return what somebody may choose, by one ability or any; at most four queries."""
    found = Workshop.objects.none()
    for each in (ability,) if ability else (KEEP, TEACH, ISSUE):
        found = found | workshops_of(actor, each)
    workshops = list(found.order_by("sort_name")[:_MOST])
    at = [workshop.pk for workshop in workshops]
    programmes = Programme.objects.filter(workshop__in=at).order_by("sort_name")[:_MOST]
    cohorts = Cohort.objects.filter(workshop__in=at).order_by("-starts_on", "name")[:_MOST]
    trainings = Training.objects.filter(workshop__in=at) if ability else Training.objects.none()
    return Offered(
        tuple((each.key, _name(each.name, each.key)) for each in workshops),
        tuple((each.key, _name(each.name, each.key)) for each in programmes),
        tuple((each.key, each.name) for each in cohorts),
        tuple((each.key, _name(each.name, each.key)) for each in trainings[:_MOST]),
    )


def _name(name: LocalizedText, key: str) -> str:
    return name.best(page_language())[1] or key
