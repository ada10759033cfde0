"""Saving one clause of a translation that is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.errors import AlreadyRetired
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.bilingual.errors import (
    ClauseUnknown,
    SavedMeanwhile,
    SegmentsDiffer,
    SegmentTooLong,
)
from openluban.teaching.bilingual.models import Draft, DraftClause, MachineMade
from openluban.teaching.bilingual.policies import may_edit
from openluban.teaching.bilingual.queries.blocks import text_of
from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.rules.machine import machine_mark
from openluban.teaching.bilingual.rules.rows import MACHINE, ORIGINS, TYPED, Kept, cut, told_origins
from openluban.teaching.library.public import UnitText, clauses_of, the_unit, tidied

LONGEST = 20_000
"""Characters of a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What somebody wrote for one clause.

    ``digest`` is that of the source clause they read, ``number`` how often the clause had been
    saved when they read it. One text for the whole clause, or one for each of its segments.
    """

    key: str
    digest: str
    number: int
    texts: tuple[str, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    kind: str


@transaction.atomic
def save_draft(
    *, unit_key: str, language: str, piece: Piece, actor: Actor, at: datetime
) -> DraftClause:
    """Keep what was written for a clause; saving the same twice is no fault.

    The clause counts as translated from the source clause that the writer read, so saving one that
    had become stale, changed or not, says that it follows again.

    :raises NotAllowed: the actor does not write
    :raises NotFound: there is no such unit, or the actor may not know of it
    :raises AlreadyRetired: unit or resource was retired as an error
    :raises IsOriginal: the unit is written in this language first
    :raises NoOriginal: there is no original yet
    :raises ClauseUnknown: no version of the original has the source clause
    :raises SegmentsDiffer: it has another number of segments
    :raises SegmentTooLong: a segment has more than 20,000 characters
    :raises SavedMeanwhile: somebody else saved the clause since it was read
    """
    if not may_edit(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    if unit.retired_at is not None or unit.resource.retired_at is not None:
        raise AlreadyRetired
    found = working(unit, language, actor)
    row = found.row(piece.key)
    source = _source(found, row, piece.digest)
    kept = _kept(source, piece, found)
    if row is not None and row.number != piece.number:
        return _same_again(found, row, kept)
    before = (
        [Kept(pair.was or pair.source, pair.target, pair.origin) for pair in row.pairs]
        if row
        else []
    )
    known = list(told_origins(before, _machine_found(kept, found.languages)))
    return _keep(found, piece, source, known, (actor, at))


def _source(found: Working, row: Row | None, digest: str) -> _Source:
    """Return the source clause that was read: of today, or of an older version."""
    if row is not None and row.clause is not None and row.digest == digest:
        return _Source(row.source, row.kind)
    bodies = UnitText.objects.filter(unit=found.unit, language=found.source.language)
    for body in bodies.order_by("-version").values_list("body", flat=True):
        for clause in clauses_of(body):
            if clause.digest == digest:
                return _Source(text_of(clause), clause.kind)
    raise ClauseUnknown


def _kept(source: _Source, piece: Piece, found: Working) -> list[Kept]:
    texts = [tidied(text).strip() for text in piece.texts]
    longest = max((len(text) for text in texts), default=0)
    if longest > LONGEST:
        raise SegmentTooLong(length=longest, limit=LONGEST)
    pieces = cut(source.text, source.kind, found.source.language)
    sources = [source.text] if len(texts) == 1 else [one.text for one in pieces]
    if len(sources) != len(texts):
        raise SegmentsDiffer(wanted=len(pieces), sent=len(texts))
    origins = [one if one in ORIGINS else TYPED for one in piece.origins]
    origins += [TYPED] * (len(texts) - len(origins))
    return [Kept(*each) for each in zip(sources, texts, origins, strict=False)]


def _same_again(found: Working, row: Row, kept: Sequence[Kept]) -> DraftClause:
    """Return what is saved if it is what was sent: the answer may have been lost on the way."""
    if found.draft is not None and row.number:
        one = found.draft.clauses.get(key=row.key)
        if [segment[:2] for segment in one.segments] == [list(piece[:2]) for piece in kept]:
            return one
    raise SavedMeanwhile


def _machine_found(kept: Sequence[Kept], languages: tuple[str, str]) -> list[Kept]:
    """Mark what is word for word what a machine gave, whatever the sender says."""
    marks = {machine_mark(piece.source, *languages): piece for piece in kept if piece.target}
    made = dict(MachineMade.objects.filter(mark__in=marks).values_list("mark", "text"))
    machine = {marks[mark].source for mark, text in made.items() if _same(text, marks[mark].target)}
    return [
        piece._replace(origin=MACHINE) if piece.source in machine and piece.target else piece
        for piece in kept
    ]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _keep(
    found: Working, piece: Piece, source: _Source, kept: list[Kept], who: tuple[Actor, datetime]
) -> DraftClause:
    actor, at = who
    begun_from = found.base.version if found.base else 0
    draft = found.draft
    if draft is None:
        draft = Draft.objects.create(
            unit=found.unit,
            language=found.language,
            begun_from=begun_from,
            begun_by=actor.key,
            begun_at=at,
        )
        changes = {"draft": (None, found.language)}
        record(Deed("bilingual.begun", "units", found.unit.key, changes), actor=actor, at=at)
    one = draft.clauses.filter(key=piece.key).first() or DraftClause(
        draft=draft, key=piece.key, number=0
    )
    one.source_digest, one.source_text, one.kind = piece.digest, source.text, source.kind
    one.segments = [list(each) for each in kept]
    one.number += 1
    one.saved_by, one.saved_at = actor.key, at
    one.save()
    return one
