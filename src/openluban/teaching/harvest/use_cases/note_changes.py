"""Noting what changed since harvesters were last told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from openluban.foundation.history.following import entries_after
from openluban.teaching.harvest.description import Description
from openluban.teaching.harvest.models import Item, Reached
from openluban.teaching.harvest.queries.describing import described
from openluban.teaching.library.public import Unit

AT_ONCE = 1_000
"""Entries of the history that are looked at in one go; the rest waits for the next."""
_KINDS = ("library", "units")
_OLDEST = (
    "SELECT clock_timestamp(), MIN(xact_start) FROM pg_stat_activity"
    " WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()"
    " AND backend_type <> 'autovacuum worker'"
)
"""Who cleans tables writes no history, and may take long."""

Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, and since when the oldest transaction runs that may still write."""

    now: datetime
    oldest: datetime | None


def note_changes(*, at: datetime) -> int:
    """Note up to ``AT_ONCE`` entries' worth of changed descriptions; return how many were noted.

    What was never public leaves no trace. What was and is no longer is noted as deleted. Where
    nothing happened it takes two queries and no lock.
    """
    reached = Reached.objects.first()
    if not entries_after(reached.entry if reached else 0, kinds=_KINDS, most=1):
        return 0
    with transaction.atomic():
        Reached.objects.get_or_create(pk=1)
        reached = Reached.objects.select_for_update().get(pk=1)
        moment = _moment(at)
        entries = entries_after(reached.entry, kinds=_KINDS, most=AT_ONCE)
        noted = _note(_with_units({(kind, key) for _number, kind, key in entries}), reached, at)
        move_on(reached, entries[-1][0] if entries else reached.entry, moment)
        reached.save()
    return noted


def _moment(at: datetime) -> Moment:
    if connection.vendor != "postgresql":
        return Moment(at, None)
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        return Moment(*cursor.fetchone())


def move_on(reached: Reached, last: int, moment: Moment) -> None:
    """Move up to where no earlier entry can come any more; ``last`` was looked at just now.

    Without a writer that is all of it. Else the place looked at once becomes the place reached as
    soon as every transaction is over that ran then: this look was after that.
    """
    if moment.oldest is None:
        reached.entry, reached.candidate_at = last, None
        return
    waited = reached.candidate_at
    if waited is not None and moment.oldest <= waited:
        return
    if waited is not None:
        reached.entry = max(reached.entry, min(reached.candidate, last))
    reached.candidate, reached.candidate_at = last, moment.now


def _with_units(subjects: set[Subject]) -> set[Subject]:
    """Add the units of resources: their descriptions name them."""
    resources = [key for kind, key in subjects if kind == "library"]
    units = Unit.objects.filter(resource__key__in=resources).values_list("key", flat=True)
    return subjects | {("units", key) for key in units} if resources else subjects


def _note(subjects: set[Subject], reached: Reached, at: datetime) -> int:
    now = described(subjects)
    keys = {key for _kind, key in subjects}
    known = {
        (item.kind, item.key): item
        for item in Item.objects.filter(key__in=keys)
        if (item.kind, item.key) in subjects
    }
    whole = at.replace(microsecond=0)
    reached.noted_at = max(whole, reached.noted_at) if reached.noted_at else whole
    fresh: list[Item] = []
    altered: list[Item] = []
    for subject in sorted(subjects):
        item = _changed(subject, known, now)
        if item is None:
            continue
        reached.number += 1
        item.number, item.noted_at = reached.number, reached.noted_at
        (altered if item.pk else fresh).append(item)
    Item.objects.bulk_create(fresh)
    Item.objects.bulk_update(
        altered, ["resource", "number", "noted_at", "is_deleted", "digest"], batch_size=100
    )
    return len(fresh) + len(altered)


def _changed(
    subject: Subject, known: Mapping[Subject, Item], now: Mapping[Subject, Description]
) -> Item | None:
    """Return the item as it is now, None where that is nothing new."""
    item, description = known.get(subject), now.get(subject)
    if description is None:
        if item is None or item.is_deleted:
            return None
        item.is_deleted, item.digest = True, ""
        return item
    digest = description.digest()
    if item is not None and item.digest == digest:
        return None
    item = item or Item(kind=subject[0], key=subject[1])
    item.resource, item.digest, item.is_deleted = description.resource, digest, False
    return item
