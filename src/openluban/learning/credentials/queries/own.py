"""What somebody signed in was awarded themselves."""

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
