"""Concepts and terms as files hold them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from openluban.foundation.evidence.models import Claim
from openluban.kernel.actor import Actor
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm
from openluban.teaching.terms.models import Concept, Term

_CHUNK = 1_000


def file_concepts(actor: Actor, *, domain: str = "") -> Iterator[FileConcept]:
    """Yield what the actor may see, by key; four queries for each thousand concepts.

    What was closed or retired is left out.
    """
    found = Concept.objects.visible_to(actor).filter(retired_at=None, closed_on=None)
    if domain:
        found = found.filter(domain=domain)
    concepts = found.order_by("key").iterator(chunk_size=_CHUNK)
    while chunk := list(islice(concepts, _CHUNK)):
        terms = _terms(chunk, actor)
        keys = [term.key for each in terms.values() for term in each]
        cited = _sources("concepts", [concept.key for concept in chunk])
        term_cited = _sources("terms", keys)
        for concept in chunk:
            yield FileConcept(
                concept.key,
                concept.domain,
                dict(concept.definition.wordings),
                concept.remark,
                cited.get(concept.key, ""),
                tuple(_term(term, term_cited) for term in terms.get(concept.pk, ())),
            )


def _terms(concepts: list[Concept], actor: Actor) -> dict[int, list[Term]]:
    numbers = [concept.pk for concept in concepts]
    found = Term.objects.visible_to(actor).filter(
        concept__in=numbers, retired_at=None, closed_on=None
    )
    by_concept: dict[int, list[Term]] = defaultdict(list)
    for term in found.order_by("language", "key"):
        by_concept[term.concept_id].append(term)
    return by_concept


def _term(term: Term, cited: dict[str, str]) -> FileTerm:
    return FileTerm(
        term.language,
        term.text,
        term.key,
        term.status,
        term.part_of_speech,
        term.remark,
        cited.get(term.key, ""),
    )


def _sources(register: str, keys: list[str]) -> dict[str, str]:
    cited: dict[str, list[str]] = defaultdict(list)
    found = Claim.objects.filter(register=register, record__in=keys, field="", value="")
    for key, citation in found.order_by("id").values_list("record", "source__citation"):
        cited[key].append(citation)
    return {key: " | ".join(citations) for key, citations in cited.items()}
