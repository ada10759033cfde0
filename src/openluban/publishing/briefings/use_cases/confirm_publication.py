"""The second of two signatures: the briefing is published."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.exchange.signing import public_key_text, sign
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.canonical import canonical_bytes, digest
from openluban.kernel.refusals import NotAllowed
from openluban.publishing.briefings.errors import (
    ChangedSinceSigned,
    NeedsSecondPerson,
    NothingToPublish,
    NothingWaiting,
)
from openluban.publishing.briefings.models import Edition, PublicationRequest
from openluban.publishing.briefings.policies import may_sign
from openluban.publishing.briefings.problems import MarkupInvalid
from openluban.publishing.briefings.queries.reading import the_briefing
from openluban.publishing.briefings.queries.statements import (
    published,
    statement_now,
    titles_of,
)


@transaction.atomic
def confirm_publication(
    *, briefing_key: str, signed_digest: str, actor: Actor, at: datetime
) -> Edition:
    """Sign second exactly what was signed first; return the edition that is now public.

    ``signed_digest`` is that of the statement which the person saw.

    :raises NotAllowed: the actor is nobody who publishes
    :raises NotFound: there is no such briefing
    :raises NothingWaiting: nobody signed first, or it was confirmed or withdrawn since
    :raises NeedsSecondPerson: the actor signed first
    :raises ChangedSinceSigned: texts or figures are not those that were signed
    """
    if not may_sign(actor):
        raise NotAllowed
    briefing = the_briefing(briefing_key)
    waiting = PublicationRequest.objects.select_for_update().filter(briefing=briefing)
    request = waiting.filter(state=PublicationRequest.State.WAITING).first()
    if request is None:
        raise NothingWaiting
    if request.first_signer == actor.key:
        raise NeedsSecondPerson
    if request.digest != signed_digest or not _is_still_so(request):
        raise ChangedSinceSigned
    statement = published(request.statement, at=at)
    edition = Edition.objects.create(
        briefing=briefing,
        number=statement["edition"],
        day=request.day,
        published_at=at,
        first_signer=request.first_signer,
        second_signer=actor.key,
        titles=titles_of(statement),
        signed_text=canonical_bytes(statement).decode(),
        digest=digest(statement),
        signature=sign(statement),
        public_key=public_key_text(),
        reason=request.reason,
    )
    request.state, request.settled_at = PublicationRequest.State.CONFIRMED, at
    request.save(update_fields=["state", "settled_at"])
    changes = {"digest": (None, edition.digest), "edition": (None, edition.number)}
    deed = Deed("briefings.published", "briefings", briefing.key, changes, request.reason)
    record(deed, actor=actor, at=at)
    return edition


def _is_still_so(request: PublicationRequest) -> bool:
    """Read texts and figures anew: what is published must be true at that moment."""
    try:
        now = statement_now(request.briefing, day=request.day, reason=request.reason)
    except (NothingToPublish, MarkupInvalid):
        return False
    return digest(now) == request.digest == digest(request.statement)
