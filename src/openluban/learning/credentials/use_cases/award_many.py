"""Awarding many at once: asked for in one step, carried out piece by piece.

Each piece is one transaction, so a process that is killed leaves whole pieces and nothing else;
whoever goes on begins where the last whole piece ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from openluban.foundation.columns.bulk import Columns, update_columns
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.credentials.drafting import Order
from openluban.learning.credentials.errors import AwardedAlready, NobodyToAward, TooMany
from openluban.learning.credentials.hands import hand_of
from openluban.learning.credentials.issuing import holders, issue
from openluban.learning.credentials.models.awards import Batch, BatchItem
from openluban.learning.credentials.ordering import Wish, order_of
from openluban.learning.credentials.policies import may_issue
from openluban.learning.credentials.roster import (
    Candidate,
    candidates,
    own_enrolments,
    refuse_unfit,
)

MOST = 20_000
PIECE = 200
"""So many are signed in one transaction: others write in between."""
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come."""

    is_done: bool
    total: int
    awarded: int
    left_out: int


@transaction.atomic
def begin_batch(*, wish: Wish, enrolments: Sequence[str], actor: Actor, at: datetime) -> Batch:
    """Keep what is to be awarded to whom (keys of enrolments); ``go_on`` carries it out.

    Whoever cannot be awarded is left out, with the reason; nobody stops the others.

    :raises NotAllowed: the actor awards for nobody
    :raises NobodyToAward: none of them learns at a workshop of the actor's institution
    :raises TooMany: they are more than 20,000
    :raises Refusal: as ``ordering.order_of``
    """
    if not may_issue(actor):
        raise NotAllowed
    if len(enrolments) > MOST:
        raise TooMany(given=len(enrolments), limit=MOST)
    order = order_of(wish, actor=actor, at=at)
    found = _numbers_of(enrolments, actor, at)
    if not found:
        raise NobodyToAward
    batch = Batch.objects.create(
        achievement=order.achievement,
        edition=order.edition,
        issuer=order.hand.issuer,
        co_issuer=order.co_hand.issuer if order.co_hand else None,
        awarded_on=wish.awarded_on,
        asked_by=actor.key,
        asked_at=at,
        total=len(found),
    )
    items = [BatchItem(batch=batch, enrolment_id=number) for number in found]
    BatchItem.objects.bulk_create(items, batch_size=_AT_ONCE)
    changes = {"achievement": (None, order.achievement.key), "total": (None, len(found))}
    record(Deed("credentials.batch_begun", "batches", batch.key, changes), actor=actor, at=at)
    return batch


def _numbers_of(enrolments: Sequence[str], actor: Actor, at: datetime) -> list[int]:
    own, found = own_enrolments(actor, at), dict[int, None]()
    keys = list(dict.fromkeys(enrolments))
    for start in range(0, len(keys), _AT_ONCE):
        some = own.filter(key__in=keys[start : start + _AT_ONCE]).order_by("pk")
        found.update(dict.fromkeys(some.values_list("pk", flat=True)))
    return list(found)


@transaction.atomic
def go_on(*, batch: str, at: datetime, most: int = PIECE) -> Progress:
    """Award the next few of a batch; return how far it has come. Two at once wait for each other.

    :raises NotFound: there is no such batch
    :raises NoKey: an issuer has no key any more
    """
    locked = Batch.objects.select_for_update().filter(key=batch).first()
    if locked is None:
        raise NotFound(what=batch)
    waiting = BatchItem.objects.filter(batch=locked, award=None, problem="").order_by("pk")
    items = list(waiting[:most])
    if items:
        _carry_out(locked, items, at=at)
    elif locked.state == Batch.State.RUNNING:
        locked.state, locked.ended_at = Batch.State.DONE, at
        locked.save(update_fields=["state", "ended_at"])
        changes = {"awarded": (None, locked.awarded), "left_out": (None, locked.left_out)}
        done = Deed("credentials.batch_done", "batches", locked.key, changes)
        record(done, actor=SYSTEM, at=at)
    locked.refresh_from_db()
    return Progress(locked.state == Batch.State.DONE, locked.total, locked.awarded, locked.left_out)


def _carry_out(batch: Batch, items: Sequence[BatchItem], *, at: datetime) -> None:
    order = _order_kept(batch)
    found = candidates([item.enrolment_id for item in items])
    fit: list[tuple[BatchItem, Candidate]] = []
    seen: set[int] = set()
    held = holders(order, list(found.values()), at=at)
    for item in items:
        try:
            candidate = refuse_unfit(found.get(item.enrolment_id), order.achievement)
            if candidate.person in held or candidate.person in seen:
                raise AwardedAlready
        except Refusal as refusal:
            item.problem = refusal.code
        else:
            seen.add(candidate.person)
            fit.append((item, candidate))
    asked_by = Actor("person", batch.asked_by) if batch.asked_by != SYSTEM.key else SYSTEM
    people = [candidate for _item, candidate in fit]
    awards = issue(order, people, actor=asked_by, at=at, batch=batch) if people else []
    for (item, _candidate), award in zip(fit, awards, strict=True):
        item.award = award
    columns: Columns = {
        "award_id": [item.award_id for item in items],
        "problem": [item.problem for item in items],
    }
    update_columns(BatchItem, "id", [item.pk for item in items], columns)
    Batch.objects.filter(pk=batch.pk).update(
        awarded=F("awarded") + len(awards),
        left_out=F("left_out") + len(items) - len(awards),
        gone_on_at=at,
    )


def _order_kept(batch: Batch) -> Order:
    """Return the order as it was given: the wording of that day, with the keys of today."""
    return Order(
        batch.achievement,
        batch.edition,
        hand_of(batch.issuer),
        hand_of(batch.co_issuer) if batch.co_issuer else None,
        batch.awarded_on,
    )
