"""What a first signature does, for a first edition and for a correction."""

from datetime import date, datetime

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.canonical import digest
from openluban.kernel.refusals import NotAllowed
from openluban.publishing.briefings.errors import DayInFuture, SignatureWaiting
from openluban.publishing.briefings.models import Briefing, PublicationRequest
from openluban.publishing.briefings.policies import may_sign
from openluban.publishing.briefings.queries.reading import request_of, the_briefing
from openluban.publishing.briefings.queries.statements import Statement


def signable(key: str, *, day: date, actor: Actor, at: datetime) -> Briefing:
    """Return the briefing if a person may sign it first.

    :raises NotAllowed: the actor is nobody who publishes
    :raises NotFound: there is no such briefing
    :raises SignatureWaiting: somebody has signed it already
    :raises DayInFuture: the day of its numbers has not come
    """
    if not may_sign(actor):
        raise NotAllowed
    briefing = the_briefing(key)
    if request_of(briefing) is not None:
        raise SignatureWaiting
    if day > at.date():
        raise DayInFuture(day=day.isoformat())
    return briefing


def sign_first(
    briefing: Briefing, statement: Statement, *, actor: Actor, at: datetime
) -> PublicationRequest:
    """Keep the statement with the first signature, until somebody signs second."""
    request = PublicationRequest.objects.create(
        briefing=briefing,
        statement=statement,
        digest=digest(statement),
        day=date.fromisoformat(statement["day"]),
        reason=statement["reason"],
        first_signer=actor.key,
        signed_at=at,
    )
    changes = {"digest": (None, request.digest), "edition": (None, statement["edition"])}
    deed = Deed("briefings.signed_first", "briefings", briefing.key, changes, statement["reason"])
    record(deed, actor=actor, at=at)
    return request
