"""What other modules may use of the alignment of texts."""

from collections.abc import Sequence

from openluban.teaching.alignment import aligning, reading
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.handing import (
    Aligned,
    Destination,
    declare_destination,
    handed_over,
)
from openluban.teaching.alignment.queries import term_pairs

__all__ = [
    "Aligned",
    "Bead",
    "Destination",
    "align_lines",
    "align_markdown",
    "declare_destination",
    "handed_over",
    "read_lines",
    "read_terms",
    "term_pairs",
]

Given = Sequence[tuple[str, str]]


def align_lines(source: Sequence[str], target: Sequence[str], given: Given = ()) -> list[Bead]:
    """Align two texts, a sentence a line; every line stands in exactly one bead, in order.

    ``given`` are terms with their translations. Beads name lines from 0, and carry a confidence.
    """
    return aligning.align_lines(source, target, given)


def align_markdown(source: Sequence[str], target: Sequence[str], given: Given = ()) -> list[Bead]:
    """Align two Markdown documents with their structure; empty lines stand in no bead."""
    return aligning.align_markdown(source, target, given)


def read_lines(content: bytes, *, side: str) -> list[str]:
    """Return the lines of a file; ``side`` names it in refusals.

    :raises openluban.kernel.refusals.Refusal: it is too large, no text, or has too long lines
    """
    return reading.lines_of(content, side=side)


def read_terms(content: bytes, *, side: str) -> list[tuple[str, str]]:
    """Return terms with translations from a CSV file, of its first two columns.

    :raises openluban.kernel.refusals.Refusal: it is too large, no text, or a row has no pair
    """
    return reading.terms_of(content, side=side)
