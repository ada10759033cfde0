"""Changing beads by hand: joining two, and taking the last sentence off one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.errors import BeadsDoNotFit, NoSuchBead

MENDED = 1.0
"""What a person has decided is sure."""


def joined(beads: Sequence[Bead], at: int) -> list[Bead]:
    """Make one bead of the one at a place and the next.

    :raises NoSuchBead: there are not both
    """
    if not 0 <= at < len(beads) - 1:
        raise NoSuchBead(number=at + 1)
    one, other = beads[at], beads[at + 1]
    both = Bead(one.source + other.source, one.target + other.target, MENDED)
    return [*beads[:at], both, *beads[at + 2 :]]


def parted(beads: Sequence[Bead], at: int) -> list[Bead]:
    """Take the last sentence of the longer side off, of both sides where they are as long.

    One sentence with one is parted into two that stand alone.

    :raises NoSuchBead: there is none at the place, or it has a single sentence
    """
    if not 0 <= at < len(beads) or len(beads[at].source) + len(beads[at].target) < 2:  # noqa: PLR2004
        raise NoSuchBead(number=at + 1)
    bead = beads[at]
    ours, others = len(bead.source), len(bead.target)
    if ours == others == 1:
        pieces = [Bead(bead.source, (), MENDED), Bead((), bead.target, MENDED)]
    else:
        mine = ours - (ours >= others)
        theirs = others - (others >= ours)
        pieces = [
            Bead(bead.source[:mine], bead.target[:theirs], MENDED),
            Bead(bead.source[mine:], bead.target[theirs:], MENDED),
        ]
    return [*beads[:at], *pieces, *beads[at + 1 :]]


def fitting(beads: Sequence[Bead], lines: tuple[int, int]) -> list[Bead]:
    """Return the beads if they hold lines of both texts, each at most once and in order.

    :raises BeadsDoNotFit: they do not
    """
    for side, most in (("source", lines[0]), ("target", lines[1])):
        told = list(chain.from_iterable(getattr(bead, side) for bead in beads))
        rising = all(one < other for one, other in pairwise(told))
        if not rising or (told and told[-1] >= most):
            raise BeadsDoNotFit
    return [replace(bead, confidence=min(bead.confidence, 1.0)) for bead in beads]
