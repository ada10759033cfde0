"""How sentences begin and end: a full stop goes with a full stop, a list's dash with a dash."""

from collections.abc import Sequence

import numpy as np

from openluban.teaching.alignment.band import Band, Kind
from openluban.teaching.alignment.lexicon import Spans
from openluban.teaching.alignment.signs import CLASSES
from openluban.teaching.alignment.texts import Integers, Numbers, Text

SAME, SEEN = 10.0, 40.0
"""What is believed before anything is seen weighs as much as so many beads."""


def first_edges(source: Text, target: Text) -> tuple[Numbers, Numbers]:
    """Return what is believed of the first and last signs before any bead is known."""
    none = np.zeros(0, dtype=np.int64)
    return learned_edges(source, target, Spans(none, none, none, none, np.zeros(0)))


def learned_edges(source: Text, target: Text, spans: Spans) -> tuple[Numbers, Numbers]:
    """Return how much likelier than by chance each two first, and last, signs are in one bead."""
    firsts = _table(
        (source.edges[:, 0], target.edges[:, 0]), (spans.source_from, spans.target_from), spans
    )
    lasts = _table(
        (source.edges[:, 1], target.edges[:, 1]), (spans.source_to - 1, spans.target_to - 1), spans
    )
    return firsts, lasts


def _table(
    classes: tuple[Integers, Integers], places: tuple[Integers, Integers], spans: Spans
) -> Numbers:
    shares = [
        (np.bincount(one, minlength=CLASSES) + 0.5) / (len(one) + CLASSES / 2) for one in classes
    ]
    chance = np.outer(*shares)
    same = np.diag(np.sqrt(shares[0] * shares[1]))
    counts = SEEN * chance + SAME * same / same.sum()
    np.add.at(counts, (classes[0][places[0]], classes[1][places[1]]), spans.weights)
    table: Numbers = np.log(counts / counts.sum() / chance)
    return table


def edge_evidence(
    source: Text,
    target: Text,
    band: Band,
    kinds: Sequence[Kind],
    tables: tuple[Numbers, Numbers],
) -> Numbers:
    """Return, for every kind of bead and every cell where one may end, what its edges tell."""
    firsts, lasts = tables
    my_last = source.edges[np.maximum(band.rows - 1, 0), 1]
    their_last = target.edges[np.maximum(band.columns - 1, 0), 1]
    ends = lasts[my_last, their_last]
    found = np.empty((len(kinds), len(band)))
    for number, (a, b) in enumerate(kinds):
        my_first = source.edges[np.maximum(band.rows - a, 0), 0]
        their_first = target.edges[np.maximum(band.columns - b, 0), 0]
        found[number] = ends + firsts[my_first, their_first]
    return found
