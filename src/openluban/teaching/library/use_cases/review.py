"""Reviewing a text by the other side."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import NeedsOtherSide, NotADraft
from openluban.teaching.library.followers import follow
from openluban.teaching.library.models import State, UnitText
from openluban.teaching.library.policies import may_review, may_write
from openluban.teaching.library.queries.finding import the_text, the_unit


@transaction.atomic
def review_text(
    *, unit_key: str, edition: tuple[str, int], actor: Actor, at: datetime, reason: str = ""
) -> UnitText:
    """Say of a draft (language and version) that it is right.

    :raises NotAllowed: the actor neither writes nor reviews
    :raises NotFound: there is no such unit or version
    :raises NotADraft: it was reviewed, published or superseded already
    :raises NeedsOtherSide: the actor, or a colleague at the same institution, wrote it
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    text = the_text(unit, *edition, actor)
    if text.state != State.DRAFT:
        raise NotADraft
    if not may_review(actor, text):
        raise NeedsOtherSide
    text.state, text.reviewed_by, text.reviewed_at = State.REVIEWED, actor.key, at
    text.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    changes = {"text": (None, f"{text.language} {text.version}")}
    deed = Deed("library.text_reviewed", "units", unit.key, changes, reason)
    record(deed, actor=actor, at=at)
    follow(text, actor, at)
    return text
