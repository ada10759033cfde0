"""Taking a first signature back."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.publishing.briefings.errors import NothingWaiting
from openluban.publishing.briefings.models import PublicationRequest
from openluban.publishing.briefings.policies import may_sign
from openluban.publishing.briefings.queries.reading import the_briefing


@transaction.atomic
def withdraw_request(
    *, briefing_key: str, reason: str = "", actor: Actor, at: datetime
) -> PublicationRequest:
    """Take back what waits for a second signature; anybody who publishes may, and say why.

    :raises NotAllowed: the actor is nobody who publishes
    :raises NotFound: there is no such briefing
    :raises NothingWaiting: nothing waits for a signature
    """
    if not may_sign(actor):
        raise NotAllowed
    briefing = the_briefing(briefing_key)
    waiting = PublicationRequest.objects.select_for_update().filter(briefing=briefing)
    request = waiting.filter(state=PublicationRequest.State.WAITING).first()
    if request is None:
        raise NothingWaiting
    request.state, request.settled_at = PublicationRequest.State.WITHDRAWN, at
    request.save(update_fields=["state", "settled_at"])
    changes = {"digest": (request.digest, None)}
    deed = Deed("briefings.withdrawn", "briefings", briefing.key, changes, reason.strip())
    record(deed, actor=actor, at=at)
    return request
