"""What is known of two texts: before any look at them, and after one."""

from dataclasses import dataclass

import numpy as np

from openluban.teaching.alignment.edges import first_edges, learned_edges
from openluban.teaching.alignment.known import Known
from openluban.teaching.alignment.lexicon import Lexicon, Spans, first_lexicon, learned
from openluban.teaching.alignment.texts import Numbers, Text

SPREAD = 1.0
FIRST_RATIOS, RATIOS = (0.6, 1.7), (0.5, 2.0)
PRIOR_SIZE, PRIOR_BEADS = 200, 20
"""What is believed of lengths before anything is seen weighs as much as so many letters, beads."""


@dataclass(frozen=True)
class Learned:
    """Which words go together, which first and last signs, and which lengths.

    ``ratio`` is how much longer the target is, ``spread`` how far lengths lie apart.
    """

    lexicon: Lexicon
    edges: tuple[Numbers, Numbers]
    ratio: float
    spread: float


def at_first(source: Text, target: Text, known: Known) -> Learned:
    """Return what is known without any beads."""
    ratio = float(np.clip(target.sizes.sum() / source.sizes.sum(), *FIRST_RATIOS))
    lexicon = first_lexicon(source, target, known)
    return Learned(lexicon, first_edges(source, target), ratio, SPREAD)


def learned_from(source: Text, target: Text, known: Known, spans: Spans) -> Learned:
    """Return what likely beads teach."""
    mine, theirs = (np.concatenate(([0.0], np.cumsum(text.sizes))) for text in (source, target))
    ours = mine[spans.source_to] - mine[spans.source_from]
    others = theirs[spans.target_to] - theirs[spans.target_from]
    weights = spans.weights
    longer = float((others @ weights + PRIOR_SIZE) / (ours @ weights + PRIOR_SIZE))
    ratio = float(np.clip(longer, *RATIOS))
    # From the mean, not the mean square: a few free translations must not decide.
    apart = np.abs(np.sqrt(others / ratio) - np.sqrt(ours))
    spread = float((weights @ apart + PRIOR_BEADS * SPREAD) / (weights.sum() + PRIOR_BEADS))
    lexicon = learned(source, target, spans, known)
    return Learned(lexicon, learned_edges(source, target, spans), ratio, spread)
