"""Texts with their translations, many at once, for who looks for what is common to them."""

from openluban.kernel.actor import Actor
from openluban.teaching.memory.models import Origin, Unit
from openluban.teaching.memory.policies import sees_all, visible_to
from openluban.teaching.memory.rules.languages import language_tag


def origins_for(actor: Actor) -> list[tuple[str, str]]:
    """Return key and title of the origins of which the actor sees units; one query."""
    found = Origin.objects.order_by("title", "pk")
    if not sees_all(actor):
        found = found.filter(is_public=True)
    return list(found.values_list("key", "title"))


def pairs_of(
    origin: str, languages: tuple[str, str], *, at_most: int, actor: Actor
) -> list[tuple[str, str]]:
    """Return the oldest pairs of an origin in two languages, in whichever direction they were made.

    Each pair of texts comes once, and only what the actor sees; two queries at most.
    """
    first, second = (language_tag(each) for each in languages)
    units = Unit.objects.filter(visible_to(actor), origin__key=origin, retired_at=None)
    found: dict[tuple[str, str], None] = {}
    for ours, theirs, columns in (
        (first, second, ("source__text", "target__text")),
        (second, first, ("target__text", "source__text")),
    ):
        some = units.filter(source__language=ours, target__language=theirs).order_by("pk")
        found |= dict.fromkeys(some.values_list(*columns)[: at_most - len(found)])
        if len(found) >= at_most:
            break
    return list(found)
