"""Making a version of the unit of what was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.bilingual.errors import (
    CannotLeaveOut,
    ClausesMissing,
    FormBroken,
    NothingWritten,
)
from openluban.teaching.bilingual.models import MachineShare
from openluban.teaching.bilingual.policies import may_edit
from openluban.teaching.bilingual.queries.blocks import block_of, text_of
from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.rules.composing import Block, Own, composed
from openluban.teaching.bilingual.rules.rows import CODE, MACHINE
from openluban.teaching.bilingual.use_cases.remembering import remember_draft
from openluban.teaching.library.public import (
    Clause,
    Mark,
    UnitText,
    Writing,
    bodies_of,
    clauses_of,
    the_unit,
    write_unit_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finishing:
    """How a translation is finished.

    ``leave_out``: clauses without a translation may be missing from it. ``over_newer``: the writer
    has seen the version that somebody kept since the draft was begun.
    """

    language: str
    leave_out: bool = False
    over_newer: bool = False


@transaction.atomic
def finish(
    *, unit_key: str, finishing: Finishing, actor: Actor, at: datetime, reason: str = ""
) -> UnitText:
    """Keep the translation as a new version of the unit, and its sentences in the memory.

    Clauses that are gone from the original are left out. Those whose original has changed and that
    nobody touched stay, and stay stale.

    :raises NotAllowed: the actor does not write
    :raises NotFound: there is no such unit, or the actor may not know of it
    :raises IsOriginal: the unit is written in this language first
    :raises NoOriginal: there is no original yet
    :raises NothingWritten: there is no translation at all
    :raises ClausesMissing: clauses are not translated and may not be left out
    :raises CannotLeaveOut: a clause without translation carries others
    :raises FormBroken: words of a clause would make a heading, list or table of it
    :raises Refusal: what ``write_unit_text`` of the library refuses
    """
    if not may_edit(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    found = working(unit, finishing.language, actor)
    body, rows = _composed(found, leave_out=finishing.leave_out)
    begun_from = None
    if not finishing.over_newer:
        begun_from = found.base.version if found.base else 0
    writing = Writing(
        language=finishing.language,
        body=body,
        begun_from=begun_from,
        source_version=found.source.version,
        made_from=tuple(row.rests_on for row in rows),
    )
    text = write_unit_text(unit_key=unit_key, writing=writing, actor=actor, at=at, reason=reason)
    _tell_machine(text, rows)
    remember_draft(found, actor=actor, at=at)
    if found.draft is not None:
        found.draft.delete()
    return text


def _composed(found: Working, *, leave_out: bool) -> tuple[str, list[Row]]:
    """Return the text, and the row of each of its clauses."""
    body = bodies_of([found.source])[found.source.pk]
    clauses = clauses_of(body)
    blocks = [block_of(clause) for clause in clauses]
    rows = {row.place: row for row in found.rows if row.place is not None}
    words = {place: row.target for place, row in rows.items() if row.target.strip()}
    own = [row for row in found.rows if row.mark is Mark.OWN]
    if not own and all(row.kind == CODE for place, row in rows.items() if place in words):
        raise NothingWritten
    _hold_missing(blocks, rows, leave_out=leave_out)
    made = composed(body, blocks, words, list(_own(found)))
    order = [rows[place] if place >= 0 else own[-1 - place] for place in made.order]
    _hold_form(clauses_of(made.body), order)
    return made.body, order


def _hold_missing(blocks: list[Block], rows: dict[int, Row], *, leave_out: bool) -> None:
    missing = [place for place, row in rows.items() if not row.is_translated]
    if missing and not leave_out:
        raise ClausesMissing(count=len(missing))
    for place in missing:
        if not rows[place].target.strip() and not blocks[place].removable:
            raise CannotLeaveOut(place=place + 1)


def _own(found: Working) -> Iterator[Own]:
    after = -1
    for row in found.rows:
        if row.place is not None:
            after = row.place
        elif row.mark is Mark.OWN:
            yield Own(row.kind, row.target, after, row.level)


def _hold_form(clauses: list[Clause], order: list[Row]) -> None:
    """Make sure that every clause of the new text is the one that was meant."""
    for place, row in enumerate(order):
        clause = clauses[place] if place < len(clauses) else None
        same = clause and clause.kind == row.kind and text_of(clause).split() == row.target.split()
        if not same:
            raise FormBroken(place=(row.place or 0) + 1)
    if len(clauses) > len(order):
        raise FormBroken(place=len(order))


def _tell_machine(text: UnitText, rows: list[Row]) -> None:
    """Write down which clauses began as a machine's."""
    pairs = [pair for row in rows for pair in row.pairs if pair.target.strip()]
    machine = [pair for pair in pairs if pair.origin == MACHINE]
    if machine:
        digests = [
            digest
            for digest, row in zip(text.clauses, rows, strict=True)
            if any(pair.origin == MACHINE for pair in row.pairs)
        ]
        MachineShare.objects.create(
            text=text, machine=len(machine), segments=len(pairs), digests=digests
        )
