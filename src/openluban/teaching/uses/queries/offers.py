"""What somebody can choose who says what a workshop teaches with."""

from django.db.models import Exists, OuterRef, QuerySet

from openluban.kernel.actor import Actor
from openluban.network.workshops.public import Party, Workshop
from openluban.teaching.programmes.public import Programme
from openluban.teaching.uses.policies import institutions_of, may_say_for_all


def workshops_for(actor: Actor) -> QuerySet[Workshop]:
    """Return the workshops that somebody may speak for, by name."""
    found = Workshop.objects.visible_to(actor).filter(retired_at=None).order_by("sort_name", "pk")
    if may_say_for_all(actor):
        return found
    taking_part = Party.objects.shown().filter(
        workshop=OuterRef("pk"), institution__key__in=institutions_of(actor)
    )
    return found.filter(Exists(taking_part))


def programmes_for(workshops: QuerySet[Workshop]) -> QuerySet[Programme]:
    """Return the programmes of workshops, each with its workshop."""
    found = Programme.objects.shown().filter(workshop__in=workshops)
    return found.select_related("workshop").order_by("workshop__sort_name", "sort_name", "pk")
