"""Writing down what sources say of records, and reading it back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openluban.foundation.columns.among import among
from openluban.foundation.columns.bulk import insert_columns
from openluban.foundation.evidence.citing import read_citation, split_citations
from openluban.foundation.evidence.models import Claim, Confidence, Source

_RANK = {Confidence.HIGH.value: 3, Confidence.MEDIUM.value: 2, Confidence.LOW.value: 1}
_UNSAID = Confidence.MEDIUM.value


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
    known = _known(wanted)
    missing = [citation for citation in wanted if citation not in known]
    if missing:
        read = [read_citation(citation) for citation in missing]
        insert_columns(
            Source,
            {
                "citation": missing,
                "publisher": [publication.publisher for publication in read],
                "published_on": [publication.published_on for publication in read],
            },
            unless_there=True,
        )
        known |= _known(missing)
    return known


def _known(citations: Sequence[str]) -> dict[str, int]:
    found = Source.objects.filter(among("citation", citations))
    return dict(found.values_list("citation", "pk"))


def claim_all(words: Iterable[Word]) -> int:
    """Write down many words; what was said before by the same source is not said twice."""
    cited = [(word, citation) for word in words for citation in split_citations(word.source)]
    sources = _sources(citation for _word, citation in cited)
    insert_columns(
        Claim,
        {
            "register": [word.register for word, _citation in cited],
            "record": [word.record for word, _citation in cited],
            "field": [word.field for word, _citation in cited],
            "value": [word.value for word, _citation in cited],
            "stance": [word.stance for word, _citation in cited],
            "source_id": [sources[citation] for _word, citation in cited],
            "confidence": [word.confidence or _UNSAID for word, _citation in cited],
            "note": [word.note for word, _citation in cited],
            "preferred_by": [""] * len(cited),
            "preferred_because": [""] * len(cited),
        },
        unless_there=True,
    )
    return len(cited)


def standings(register: str, records: Sequence[str]) -> dict[str, Standing]:
    """Sum up the evidence of records; one that nobody speaks of is left out."""
    supports: dict[str, int] = defaultdict(int)
    against: set[str] = set()
    decided: set[str] = set()
    found = Claim.objects.filter(among("record", records), register=register)
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
