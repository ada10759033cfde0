"""Publishing a text; the version before it is superseded."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.declaring import register_of
from openluban.foundation.registers.writing import document_of
from openluban.foundation.search.indexing import index
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.errors import NotReviewed, OlderThanPublished
from openluban.teaching.library.followers import follow
from openluban.teaching.library.models import State, Unit, UnitText
from openluban.teaching.library.policies import may_publish
from openluban.teaching.library.queries.finding import the_text, the_unit

_LONGEST_NAME = 200


@transaction.atomic
def publish_text(
    *,
    unit_key: str,
    edition: tuple[str, int],
    without_review: str = "",
    actor: Actor,
    at: datetime,
) -> UnitText:
    """Make a reviewed version (language and version) the one that everybody reads and finds.

    ``without_review`` is the reason for publishing a draft, such as that it was reviewed elsewhere
    before it came here; readers are told that nobody reviewed it here.

    :raises NotAllowed: the actor does not publish
    :raises NotFound: there is no such unit or version
    :raises NotReviewed: it is a draft, and there is no reason; or it was superseded
    :raises OlderThanPublished: a newer version is published
    """
    if not may_publish(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    text = the_text(unit, *edition, actor)
    is_fit = text.state == State.REVIEWED or (text.state == State.DRAFT and without_review.strip())
    if not is_fit:
        raise NotReviewed
    former = UnitText.objects.filter(
        unit=unit, language=text.language, state=State.PUBLISHED
    ).first()
    if former is not None:
        if former.version > text.version:
            raise OlderThanPublished(published=former.version)
        former.state, former.superseded_at = State.SUPERSEDED, at
        former.save(update_fields=["state", "superseded_at"])
    text.state, text.published_at = State.PUBLISHED, at
    text.save(update_fields=["state", "published_at"])
    was = f"{former.language} {former.version}" if former else None
    changes: dict[str, tuple[object, object]] = {"text": (was, f"{text.language} {text.version}")}
    changes |= _named(unit, text, at)
    deed = Deed("library.text_published", "units", unit.key, changes, without_review.strip())
    record(deed, actor=actor, at=at)
    index([document_of(register_of(Unit), unit)])
    follow(text, actor, at)
    return text


def _named(unit: Unit, text: UnitText, at: datetime) -> dict[str, tuple[object, object]]:
    """Let the unit be called in a new language what its text there is called."""
    before = unit.name
    if text.language in before.wordings or not text.title:
        return {}
    title = text.title[:_LONGEST_NAME]
    unit.name = LocalizedText({**before.wordings, text.language: title}, before.ours)
    unit.version, unit.changed_at = unit.version + 1, at
    unit.save()
    return {"name": (before.stored(), unit.name.stored())}
