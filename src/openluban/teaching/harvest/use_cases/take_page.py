"""A run over a repository elsewhere, page by page, each in one transaction with its place."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from openluban.kernel.actor import SYSTEM
from openluban.teaching.harvest.errors import Failed, Why
from openluban.teaching.harvest.formats.answers import Answer, Repository
from openluban.teaching.harvest.models import Elsewhere, Source
from openluban.teaching.harvest.rules_of_taking import (
    Place,
    begun_again,
    moved_on,
    next_since,
    place_of,
)
from openluban.teaching.harvest.saving import COUNTED, keep, retire_unseen

MOST_SKIPPED = 200
"""Records that were skipped of which identifier and rule are kept."""
P = ParamSpec("P")
R = TypeVar("R")


def _locked(
    deed: Callable[Concatenate[Source, P], R],
) -> Callable[Concatenate[Source, P], R]:
    """Do it with the row as it is now, which nobody else changes meanwhile."""

    @wraps(deed)
    @transaction.atomic
    def done(source: Source, /, *args: P.args, **kwargs: P.kwargs) -> R:
        now = Source.objects.select_for_update().get(pk=source.pk)
        if (now.run, now.place) != (source.run, source.place):
            raise Failed(Why.OVERTAKEN)
        answer = deed(now, *args, **kwargs)
        now.save()
        source.__dict__.update(now.__dict__)
        return answer

    return done


@_locked
def begin_run(source: Source, *, told: Repository, is_whole: bool, at: datetime) -> None:
    """Begin a run: for everything if asked, the first time, or where deletions are not told."""
    source.run += 1
    source.name = told.name or source.name
    source.is_whole = is_whole or not source.since or told.deleted == "no"
    source.is_running, source.began_at, source.error, source.error_detail = True, at, "", ""
    source.place = Place(granularity=told.granularity[:40]).stored()
    source.counts, source.skipped = dict.fromkeys(COUNTED, 0), []


@_locked
def take_page(source: Source, *, answer: Answer, at: datetime) -> bool:
    """Take the records of a page over; return whether the list goes on.

    What is there already is not doubled, whatever was asked for again.

    :raises Failed: the list goes round in circles; what came is kept
    """
    place = place_of(source.place)
    if not place.first:
        place = Place(**{**place.stored(), "first": answer.moment[:20]})
    counts, fresh = keep(source, answer, at=at)
    counts["skipped"] = len(answer.skipped)
    _count(source, counts)
    source.skipped = [*source.skipped, *map(list, answer.skipped)][:MOST_SKIPPED]
    if not answer.token:
        _end(source, place, at=at)
        return False
    records = len(answer.records) + len(answer.skipped)
    try:
        source.place = moved_on(place, answer.token, records=records, fresh=fresh).stored()
    except Failed as failed:
        # The page is kept; the run must begin anew, for its token leads nowhere.
        source.place, source.is_running = {}, False
        source.error, source.error_detail = failed.code, failed.detail
        return False
    return True


@_locked
def end_empty(source: Source, *, answer: Answer, at: datetime) -> None:
    """End a run to which the repository answered that nothing matches.

    :raises Failed: everything was asked for and is said to be gone, which must be looked at
    """
    kept = Elsewhere.objects.filter(source=source, retired_at=None)
    if source.is_whole and kept.exists():
        raise Failed(Why.ALL_GONE)
    place = place_of(source.place)
    first = place.first or answer.moment[:20]
    _end(source, Place(**{**place.stored(), "first": first}), at=at, sweeps=False)


@_locked
def begin_again(source: Source) -> None:
    """Begin the run again, since its token has expired.

    :raises Failed: that happened too often
    """
    source.place = begun_again(place_of(source.place)).stored()


@_locked
def break_off(source: Source, *, failed: Failed) -> None:
    """Write down why a run stopped; the next one goes on where this one was."""
    source.error, source.error_detail = failed.code, failed.detail


def _end(source: Source, place: Place, *, at: datetime, sweeps: bool = True) -> None:
    if source.is_whole and sweeps:
        _count(source, {"gone": retire_unseen(source, actor=SYSTEM, at=at)})
    source.since = next_since(place.first, place.granularity)
    source.place, source.is_running, source.ended_at = {}, False, at
    source.error = source.error_detail = ""


def _count(source: Source, more: dict[str, int]) -> None:
    known: dict[str, Any] = source.counts
    source.counts = {name: known.get(name, 0) + more.get(name, 0) for name in COUNTED}
