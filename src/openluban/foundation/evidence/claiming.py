"""Writing down what sources say of records, and reading it back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openluban.foundation.evidence.citing import read_citation, split_citations
from openluban.foundation.evidence.models import Claim, Confidence, Source

_RANK = {Confidence.HIGH.value: 3, Confidence.MEDIUM.value: 2, Confidence.LOW.value: 1}


class Word(NamedTuple):
    """What a row's evidence columns say of one record (``field`` empty: of all of it)."""

    register: str
    record: str
    source: str
    confidence: str = ""
    note: str = ""
    field: str = ""
    value: str = ""
    stance: str = "supports"


@dataclass(frozen=True, slots=True)
class Standing:
    """The evidence of one record summed up."""

    confidence: str
    is_disputed: bool


def _sources(citations: Iterable[str]) -> dict[str, int]:
    wanted = list(dict.fromkeys(citations))
    known: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        missing = set(part) - set(
            Source.objects.filter(citation__in=part).values_list("citation", flat=True)
        )
        fresh = []
        for citation in part:
            if citation in missing:
                read = read_citation(citation)
                fresh.append(
                    Source(
                        citation=citation, publisher=read.publisher, published_on=read.published_on
                    )
                )
        Source.objects.bulk_create(fresh)
        known.update(Source.objects.filter(citation__in=part).values_list("citation", "pk"))
    return known


def claim_all(words: Sequence[Word]) -> int:
    """Write down many words; what was said before by the same source is not said twice."""
    cited = [(word, citation) for word in words for citation in split_citations(word.source)]
    sources = _sources(citation for _word, citation in cited)
    claims = [
        Claim(
            register=word.register,
            record=word.record,
            field=word.field,
            value=word.value,
            stance=word.stance,
            source_id=sources[citation],
            confidence=word.confidence or Confidence.MEDIUM,
            note=word.note,
        )
        for word, citation in cited
    ]
    Claim.objects.bulk_create(claims, batch_size=2_000, ignore_conflicts=True)
    return len(claims)


def standings(register: str, records: Sequence[str]) -> dict[str, Standing]:
    """Sum up the evidence of records; one that nobody speaks of is left out."""
    supports: dict[str, int] = defaultdict(int)
    against: set[str] = set()
    decided: set[str] = set()
    found = Claim.objects.filter(register=register, record__in=records)
    for record, stance, confidence, field, preferred in found.values_list(
        "record", "stance", "confidence", "field", "preferred_by"
    ):
        if stance == Claim.Stance.SUPPORTS:
            supports[record] = max(supports[record], _RANK[confidence])
        elif not field:
            against.add(record)
        if preferred and not field:
            decided.add(record)
    words = {rank: name for name, rank in _RANK.items()}
    return {
        record: Standing(words.get(supports[record], Confidence.LOW), record in against - decided)
        for record in {*supports, *against}
    }
