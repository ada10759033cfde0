"""Precision, recall and F1 of beads against a gold standard, as the field counts them."""

from collections.abc import Iterable
from dataclasses import dataclass

from openluban.teaching.alignment.beads import Bead

Places = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def strict_score(found: Iterable[Bead], gold: Iterable[Bead]) -> Score:
    """Count a bead as right only if the gold standard has exactly the same.

    Precision is over all found beads, those with an empty side too; recall over the gold beads that
    have sentences on both sides. That is how the published numbers are counted.
    """
    ours = {bead.places for bead in found if bead.source or bead.target}
    theirs = {bead.places for bead in gold if bead.source or bead.target}
    wanted = {places for places in theirs if all(places)}
    return Score(_share(ours & theirs, ours), _share(ours & wanted, wanted))


def _share(some: set[Places], of: set[Places]) -> float:
    return len(some) / len(of) if of else 0.0
