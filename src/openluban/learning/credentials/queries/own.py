"""What somebody signed in was awarded themselves."""

from typing import Any

from django.db.models import Q, QuerySet

from openluban.kernel.actor import Actor
from openluban.learning.credentials.models.awards import Award


def own_awards(actor: Actor) -> QuerySet[Award]:
    """Return the actor's own awards, the newest first; those of a person erased are nobody's."""
    if actor.kind != "person":
        return Award.objects.none()
    theirs = Q(person__account__key=actor.key)
    joined = Q(person__merged_into__account__key=actor.key)
    own = Award.objects.filter(theirs | joined).exclude(state=Award.State.ERASED)
    return own.select_related("achievement", "edition", "issuer", "co_issuer").order_by("-pk")


def held_awards(person: int) -> list[dict[str, Any]]:
    """Return a person's awards with their signed documents, for them to take along; one query."""
    found = Award.objects.filter(person=person).exclude(state=Award.State.ERASED)
    related = found.select_related("achievement", "edition", "issuer").order_by("pk")
    return [
        {
            "key": each.key,
            "achievement": each.achievement.key,
            "edition": each.edition.number,
            "issuer": each.issuer.key,
            "state": each.state,
            "awarded_on": each.awarded_on.isoformat(),
            "valid_until": each.valid_until.isoformat() if each.valid_until else None,
            "document": bytes(each.document).decode(errors="replace"),
        }
        for each in related
    ]
