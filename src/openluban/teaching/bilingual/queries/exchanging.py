"""A translation as a file for other tools."""

from collections.abc import Iterator, Sequence

from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.formats.xliff import (
    INITIAL,
    TRANSLATED,
    XliffFile,
    XliffMatch,
    XliffSegment,
    XliffUnit,
    written_language,
)
from openluban.teaching.bilingual.queries.helping import help_for
from openluban.teaching.bilingual.queries.working import Row, Working
from openluban.teaching.bilingual.rules.rows import MACHINE

_MOST_LOOKED_UP = 120
"""Segments for which the memory is asked; a file of a long unit would else take minutes."""
_MOST_MATCHES = 3


def xliff_of(found: Working, actor: Actor) -> XliffFile:
    """Return every clause with its segments, what stands for them, and what the memory offers."""
    rows = [row for row in found.rows if row.clause is not None]
    asked = 0
    units = []
    for row in rows:
        wanted = [place for place, pair in enumerate(row.pairs) if not pair.target or pair.was]
        some = wanted[: max(_MOST_LOOKED_UP - asked, 0)]
        asked += len(some)
        units.append(_unit(found, row, some, actor))
    source, target = (written_language(each) for each in found.languages)
    return XliffFile(found.unit.key, source, target, tuple(units))


def _unit(found: Working, row: Row, asked: Sequence[int], actor: Actor) -> XliffUnit:
    return XliffUnit(
        id=row.key,
        kind=row.kind,
        digest=row.digest,
        number=row.number,
        segments=tuple(
            XliffSegment(
                pair.source,
                pair.target or None,
                pair.gap,
                INITIAL if pair.was or not pair.target else TRANSLATED,
            )
            for pair in row.pairs
        ),
        notes=tuple(_notes(row)),
        matches=tuple(_matches(found, row, asked, actor)),
    )


def _notes(row: Row) -> Iterator[tuple[str, str]]:
    for pair in row.pairs:
        if pair.was:
            yield "was", pair.was
    if any(pair.origin == MACHINE for pair in row.pairs):
        yield "machine", "First translated by a machine."


def _matches(found: Working, row: Row, asked: Sequence[int], actor: Actor) -> Iterator[XliffMatch]:
    for place in asked:
        for match in help_for(found, row, place, actor).matches[:_MOST_MATCHES]:
            yield XliffMatch(
                place,
                match.similarity,
                match.source,
                match.target,
                match.origin.title,
                match.origin.is_machine,
            )
