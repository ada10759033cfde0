"""What the registers know already of the concepts in a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from openluban.foundation.columns.among import among
from openluban.foundation.registers.record import Standing
from openluban.teaching.terms.models import Concept, Term


@dataclass(frozen=True, slots=True)
class Known:
    """Concepts by key, their terms by (language, words), and the keys that terms have."""

    concepts: dict[str, Concept]
    terms: dict[str, dict[tuple[str, str], Term]]
    taken: set[str]


def known_of(keys: Sequence[str]) -> Known:
    """Return what is known of concepts with these keys; three queries."""
    concepts = {concept.key: concept for concept in Concept.objects.filter(among("key", keys))}
    found = Term.objects.filter(among("concept__key", keys), retired_at=None)
    terms: dict[str, dict[tuple[str, str], Term]] = {}
    for term in found.exclude(standing=Standing.DECLINED).select_related("concept").order_by("-pk"):
        terms.setdefault(term.concept.key, {})[term.language, term.text] = term
    return Known(concepts, terms, set(Term.objects.values_list("key", flat=True)))
