"""The first of two signatures under a briefing that is not published yet."""

from datetime import date, datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.publishing.briefings.errors import AlreadyPublished
from openluban.publishing.briefings.models import PublicationRequest
from openluban.publishing.briefings.queries.statements import latest_edition, statement_now
from openluban.publishing.briefings.use_cases.signing_first import sign_first, signable


@transaction.atomic
def propose_publication(
    *, briefing_key: str, day: date, actor: Actor, at: datetime
) -> PublicationRequest:
    """Sign text and numbers first; they are frozen until somebody else signs the same.

    ``day`` is the day of numbers that state none.

    :raises NotAllowed: the actor is nobody who publishes
    :raises NotFound: there is no such briefing
    :raises SignatureWaiting: somebody has signed it already
    :raises DayInFuture: the day has not come
    :raises AlreadyPublished: there is an edition (see ``correct``)
    :raises NothingToPublish: there is no text
    :raises MarkupInvalid: a text has faults, or asks for a number that there is not
    """
    briefing = signable(briefing_key, day=day, actor=actor, at=at)
    if latest_edition(briefing) is not None:
        raise AlreadyPublished
    return sign_first(briefing, statement_now(briefing, day=day), actor=actor, at=at)
