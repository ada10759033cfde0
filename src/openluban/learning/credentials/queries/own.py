"""What somebody signed in was awarded themselves."""

from django.db.models import QuerySet

from openluban.kernel.actor import Actor
from openluban.learning.credentials.models.awards import Award


def own_awards(actor: Actor) -> QuerySet[Award]:
    """Return the actor's own awards, the newest first; those of a person erased are nobody's."""
    if actor.kind != "person":
        return Award.objects.none()
    own = Award.objects.filter(person__account__key=actor.key).exclude(state=Award.State.ERASED)
    return own.select_related("achievement", "edition", "issuer", "co_issuer").order_by("-pk")
