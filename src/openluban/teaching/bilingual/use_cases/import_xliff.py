"""Taking over what was translated in another tool, whole or not at all."""

from datetime import datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, Refusal
from openluban.teaching.bilingual.errors import SavedMeanwhile
from openluban.teaching.bilingual.formats.faults import fault
from openluban.teaching.bilingual.formats.xliff import XliffFile, XliffUnit
from openluban.teaching.bilingual.policies import may_edit
from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.use_cases.save_draft import Piece, save_draft
from openluban.teaching.library.public import language_of, the_unit


@transaction.atomic
def import_xliff(
    *, unit_key: str, language: str, file: XliffFile, actor: Actor, at: datetime
) -> int:
    """Save every clause of the file that differs from what is here; return how many.

    :raises NotAllowed: the actor does not write
    :raises NotFound: there is no such unit, or the actor may not know of it
    :raises Invalid: the file is of another unit or other languages, has a clause that is not here,
        or one that somebody has saved since it was written
    """
    if not may_edit(actor):
        raise NotAllowed
    found = working(the_unit(unit_key, actor, lock=True), language, actor)
    _hold(found, file)
    count = 0
    for unit in file.units:
        row = found.row(unit.id)
        if row is None:
            raise fault("unknown_unit", unit.line, unit.id[:60], name=unit.id[:60])
        if _differs(row, unit):
            _save(found, row, unit, (actor, at))
            count += 1
    return count


def _hold(found: Working, file: XliffFile) -> None:
    if file.original != found.unit.key:
        raise fault("other_unit", name=file.original[:80])
    languages = (file.source_language, file.target_language)
    if tuple(language_of(each) for each in languages) != found.languages:
        source, target = (each[:20] for each in languages)
        raise fault("languages", source=source, target=target)


def _differs(row: Row, unit: XliffUnit) -> bool:
    """Test whether the file has other words; no words at all change nothing."""
    sent = [(segment.target or "").split() for segment in unit.segments]
    return any(sent) and sent != [pair.target.split() for pair in row.pairs]


def _save(found: Working, row: Row, unit: XliffUnit, who: tuple[Actor, datetime]) -> None:
    sources = [pair.source.split() for pair in row.pairs]
    for place, segment in enumerate(unit.segments):
        is_same = len(sources) == len(unit.segments) and segment.source.split() == sources[place]
        if not is_same:
            raise fault("source_differs", segment.line, unit.id[:60])
    piece = Piece(
        key=row.key,
        digest=unit.digest or row.digest,
        number=row.number if unit.number < 0 else unit.number,
        texts=tuple(segment.target or "" for segment in unit.segments),
    )
    actor, at = who
    try:
        save_draft(
            unit_key=found.unit.key, language=found.language, piece=piece, actor=actor, at=at
        )
    except SavedMeanwhile as refusal:
        raise fault("saved_meanwhile", unit.line, unit.id[:60]) from refusal
    except Invalid:
        raise
    except Refusal as refusal:
        raise fault("unknown_unit", unit.line, unit.id[:60], name=unit.id[:60]) from refusal
