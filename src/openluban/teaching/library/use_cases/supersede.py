"""Taking a published text out of use without a successor."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.declaring import register_of
from openluban.foundation.registers.writing import document_of
from openluban.foundation.search.indexing import index
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import NotPublished, ReasonMissing
from openluban.teaching.library.models import State, Unit, UnitText
from openluban.teaching.library.policies import may_publish
from openluban.teaching.library.queries.finding import the_text, the_unit


@transaction.atomic
def supersede_text(
    *, unit_key: str, edition: tuple[str, int], reason: str, actor: Actor, at: datetime
) -> UnitText:
    """Say of a published version that it no longer holds; it stays readable and says so.

    :raises NotAllowed: the actor does not publish
    :raises NotFound: there is no such unit or version
    :raises NotPublished: the version is not published
    :raises ReasonMissing: no reason was given
    """
    if not may_publish(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    text = the_text(unit, *edition, actor)
    if text.state != State.PUBLISHED:
        raise NotPublished
    if not reason.strip():
        raise ReasonMissing
    text.state, text.superseded_at = State.SUPERSEDED, at
    text.save(update_fields=["state", "superseded_at"])
    changes = {"text": (f"{text.language} {text.version}", None)}
    deed = Deed("library.text_superseded", "units", unit.key, changes, reason.strip())
    record(deed, actor=actor, at=at)
    index([document_of(register_of(Unit), unit)])
    return text
