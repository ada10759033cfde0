"""What the term base knows of words, as whole terms."""

from collections.abc import Iterable

from openluban.teaching.terms.queries.keeping import term_base
from openluban.teaching.terms.rules.candidates import Candidate


def concepts_of(text: str, language: str) -> set[str]:
    """Return the keys of the concepts that a text names, as a whole and in whatever form."""
    wanted = text.strip()
    spans = term_base().index(language).longest(wanted)
    return {span.concept for span in spans if (span.start, span.end) == (0, len(wanted))}


def not_known(
    found: Iterable[Candidate], source_language: str, target_language: str
) -> list[tuple[Candidate, bool]]:
    """Leave out pairs that the term base has; say of each other one whether it knows a side."""
    kept = []
    for each in found:
        sides = (
            concepts_of(each.source, source_language),
            concepts_of(each.target, target_language),
        )
        if not sides[0] & sides[1]:
            kept.append((each, bool(sides[0] or sides[1])))
    return kept
