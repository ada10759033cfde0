"""Aligning lines and Markdown documents: what is empty takes no part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openluban.kernel.lazily import lazily
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.markdown import Block, blocks_of

if TYPE_CHECKING:
    from openluban.teaching.alignment import engine
else:
    engine = lazily("openluban.teaching.alignment.engine")

Given = Sequence[tuple[str, str]]


def align_lines(source: Sequence[str], target: Sequence[str], given: Given = ()) -> list[Bead]:
    """Align two texts, a sentence a line; every line stands in exactly one bead, in order.

    Empty lines are aligned with empty lines between the same beads, else with nothing. ``given``
    are terms with their translations.
    """
    mine, theirs = (_with_text(lines) for lines in (source, target))
    beads = engine.aligned_sentences(
        [source[at] for at in mine], [target[at] for at in theirs], given
    )
    found: list[Bead] = []
    here = there = 0
    for bead in beads:
        ours = _reach([mine[at] for at in bead.source], here)
        others = _reach([theirs[at] for at in bead.target], there)
        found += _empty((here, ours.start), (there, others.start))
        here, there = ours.stop, others.stop
        found.append(Bead(tuple(ours), tuple(others), bead.confidence))
    return found + _empty((here, len(source)), (there, len(target)))


def _with_text(lines: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.strip()]


def _reach(lines: Sequence[int], place: int) -> range:
    """Return the lines with those between them; without any, none at the place."""
    return range(lines[0], lines[-1] + 1) if lines else range(place, place)


def _empty(source: tuple[int, int], target: tuple[int, int]) -> list[Bead]:
    """Pair empty lines off."""
    mine, theirs = list(range(*source)), list(range(*target))
    both = min(len(mine), len(theirs))
    return [
        *(Bead((one,), (other,)) for one, other in zip(mine, theirs, strict=False)),
        *(Bead((one,), ()) for one in mine[both:]),
        *(Bead((), (other,)) for other in theirs[both:]),
    ]


def align_markdown(source: Sequence[str], target: Sequence[str], given: Given = ()) -> list[Bead]:
    """Align two Markdown documents block by block; beads hold the numbers of their lines.

    Headings go with headings of their level, rows with rows, code with code, one with one; items
    of lists with items, paragraphs with paragraphs. Empty lines stand in no bead.
    """
    mine, theirs = blocks_of(source), blocks_of(target)
    beads = engine.aligned_sentences(
        [block.text for block in mine],
        [block.text for block in theirs],
        given,
        marks=([block.mark for block in mine], [block.mark for block in theirs]),
    )
    return [
        Bead(_lines(mine, bead.source), _lines(theirs, bead.target), bead.confidence)
        for bead in beads
    ]


def _lines(blocks: Sequence[Block], which: Sequence[int]) -> tuple[int, ...]:
    return tuple(line for at in which for line in blocks[at].lines)
