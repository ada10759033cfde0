"""Saying of pairs that were entered as drafts that somebody else has read them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.memory.models import Text, Unit
from openluban.teaching.memory.policies import may_remember
from openluban.teaching.memory.rules.comparing import comparable, digest
from openluban.teaching.memory.rules.languages import language_tag

_AT_ONCE = 400


def has_drafts(origin: str) -> bool:
    """Test whether anything of an origin is still a draft; one query."""
    drafts = Unit.objects.filter(origin__key=origin, status=Unit.Status.DRAFT, retired_at=None)
    return drafts.exists()


@transaction.atomic
def confirm(
    *,
    pairs: Iterable[tuple[str, str]],
    languages: tuple[str, str],
    origin: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Make drafts of an origin that hold one of these pairs reviewed; return how many.

    Nothing is added, nothing lowered, and what a machine made stays marked so.

    :raises NotAllowed: the actor may not add to the memory
    """
    if not may_remember(actor):
        raise NotAllowed
    wanted = set(pairs)
    drafts = Unit.objects.filter(origin__key=origin, status=Unit.Status.DRAFT, retired_at=None)
    raised = 0
    for some in _batches(sorted(wanted)):
        ids = _texts([one for one, _other in some], languages[0])
        found = drafts.filter(source__in=ids).values_list("pk", "source__text", "target__text")
        pks = [pk for pk, one, other in found if (one, other) in wanted]
        raised += drafts.filter(pk__in=pks).update(status=Unit.Status.REVIEWED)
    if raised:
        changes: dict[str, tuple[object, object]] = {"reviewed": (None, raised)}
        record(Deed("memory.confirmed", "memory", origin, changes), actor=actor, at=at)
    return raised


def _batches(pairs: list[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    for first in range(0, len(pairs), _AT_ONCE):
        yield pairs[first : first + _AT_ONCE]


def _texts(texts: Iterable[str], language: str) -> list[int]:
    tag = language_tag(language)
    digests = {digest(tag, comparable(text)) for text in texts}
    return list(Text.objects.filter(digest__in=digests).values_list("pk", flat=True))
