"""The first of two signatures under a correction of what is published."""

from datetime import date, datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.publishing.briefings.errors import (
    CorrectionReasonMissing,
    NothingToCorrect,
    NotPublished,
)
from openluban.publishing.briefings.models import PublicationRequest
from openluban.publishing.briefings.queries.statements import (
    difference,
    latest_edition,
    statement_now,
)
from openluban.publishing.briefings.use_cases.signing_first import sign_first, signable


@transaction.atomic
def correct(
    *, briefing_key: str, day: date, reason: str, actor: Actor, at: datetime
) -> PublicationRequest:
    """Sign a new edition first; the former stays readable and says that it was corrected.

    :raises NotAllowed: the actor is nobody who publishes
    :raises NotFound: there is no such briefing
    :raises SignatureWaiting: somebody has signed it already
    :raises DayInFuture: the day has not come
    :raises NotPublished: there is no edition yet
    :raises CorrectionReasonMissing: no reason was given
    :raises MarkupInvalid: a text has faults, or asks for a number that there is not
    :raises NothingToCorrect: text and numbers are those of the latest edition
    """
    briefing = signable(briefing_key, day=day, actor=actor, at=at)
    former = latest_edition(briefing)
    if former is None:
        raise NotPublished
    if not reason.strip():
        raise CorrectionReasonMissing
    statement = statement_now(briefing, day=day, reason=reason.strip())
    if day == former.day and not difference(former.statement, statement):
        raise NothingToCorrect
    return sign_first(briefing, statement, actor=actor, at=at)
