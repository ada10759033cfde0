"""What the term base knows of two languages, as the alignment takes it."""

from openluban.teaching.terms.public import term_base


def term_pairs(source_language: str, target_language: str) -> list[tuple[str, str]]:
    """Return the terms of one language with those of the other; none where a language is unknown.

    Forbidden terms belong to it: they stand in texts all the same.
    """
    if not source_language or not target_language:
        return []
    base = term_base()
    concepts = dict.fromkeys(entry.concept for entry in base.entries)
    return [
        (one.text, other.text)
        for concept in concepts
        for one in base.of_concept(concept, source_language)
        for other in base.of_concept(concept, target_language)
    ]
