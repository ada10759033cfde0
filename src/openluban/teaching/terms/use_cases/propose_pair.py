"""Proposing that two words, met opposite each other in aligned text, mean one thing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.terms.errors import KnownAsTerms, SameLanguage
from openluban.teaching.terms.models import Domain, Status
from openluban.teaching.terms.queries.knowing import concepts_of
from openluban.teaching.terms.rules.languages import normal_tag

_COLUMNS = {"en": "name_en", "zh": "name_zh", "ru": "name_ru"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a thing in a language (BCP 47)."""

    language: str
    text: str


@transaction.atomic
def propose_pair(
    *,
    first: Word,
    second: Word,
    domain: str = Domain.OTHER,
    source: str = "",
    actor: Actor,
    at: datetime,
) -> str:
    """Enter both words as proposed terms of one concept, and return the concept's key.

    If one of them is a term of a single concept already, the other joins it; else a concept is
    entered. For a contributor all of it waits for an officer.

    :raises NotAllowed: the actor may not propose
    :raises SameLanguage: both are of one language
    :raises KnownAsTerms: both are terms of one concept
    :raises Invalid: a word or a language cannot be kept
    """
    if not may_propose(actor):
        raise NotAllowed
    if normal_tag(first.language) == normal_tag(second.language):
        raise SameLanguage
    known = [concepts_of(each.text, each.language) for each in (first, second)]
    if known[0] & known[1]:
        raise KnownAsTerms
    either = known[0] | known[1]
    joined = next(iter(either)) if len(either) == 1 else ""
    concept = joined or _concept((first, second), domain, source, actor, at)
    for word, concepts in zip((first, second), known, strict=True):
        if joined and joined in concepts:
            continue
        cells = {
            "concept": concept,
            "language": word.language,
            "text": word.text,
            "status": str(Status.PROPOSED),
            "source": source,
        }
        enter_record(register_key="terms", cells=cells, actor=actor, at=at)
    return concept


def _concept(words: tuple[Word, ...], domain: str, source: str, actor: Actor, at: datetime) -> str:
    key = new_key().lower()
    cells = {"key": key, "domain": domain, "source": source}
    others = []
    for word in words:
        column = _COLUMNS.get(normal_tag(word.language).partition("-")[0])
        if column:
            cells[column] = word.text
        else:
            others.append(f"{word.language}: {word.text}")
    cells["name_other"] = " | ".join(others)
    enter_record(register_key="concepts", cells=cells, actor=actor, at=at)
    return key
