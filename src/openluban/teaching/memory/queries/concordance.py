"""What the memory says for words: every unit in which they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from openluban.kernel.actor import Actor
from openluban.teaching.memory.indexing.finding import containing
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import visible_to
from openluban.teaching.memory.rules.comparing import comparable
from openluban.teaching.memory.rules.highlighting import Run, asked_words, has_all, highlighted

LONGEST = 200
_CANDIDATES = 1_500
_FIELDS = {
    "source_language": F("source__language"),
    "source_text": F("source__text"),
    "target_language": F("target__language"),
    "target_text": F("target__text"),
    "origin_title": F("origin__title"),
    "origin_licence": F("origin__licence"),
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit in which the words stand, with its texts cut into runs."""

    unit: int
    source_language: str
    source: list[Run]
    target_language: str
    target: list[Run]
    origin: str
    licence: str
    is_machine: bool


def concordance(
    words: str, *, languages: Sequence[str], actor: Actor, limit: int = 50, shown_in: str = ""
) -> list[Occurrence]:
    """Return units whose text in one of these languages has every word, short texts first.

    ``shown_in`` keeps units that have a text in that language too. Four queries at most.
    """
    question = comparable(words)[:LONGEST]
    asked = asked_words(question)
    ids = containing(question, languages, limit=_CANDIDATES)
    if not ids:
        return []
    units = Unit.objects.filter(visible_to(actor), retired_at=None).annotate(**_FIELDS)
    found: list[Unit] = []
    for side, other in (("source", "target"), ("target", "source")):
        some = units.filter(**{f"{side}__in": ids})
        if shown_in:
            some = some.filter(**{f"{other}__language": shown_in})
        found += some[: 4 * limit]
    place = {pk: number for number, pk in enumerate(ids)}
    once = {unit.pk: unit for unit in found}.values()
    rows = sorted(once, key=lambda unit: _place(unit, place))
    kept = [unit for unit in rows if _has(unit, asked, languages)]
    return [_occurrence(unit, asked) for unit in kept[:limit]]


def _place(unit: Unit, place: dict[int, int]) -> tuple[int, int]:
    last = len(place)
    return min(place.get(unit.source_id, last), place.get(unit.target_id, last)), unit.pk


def _has(unit: Unit, asked: list[str], languages: Sequence[str]) -> bool:
    texts = {unit.source_language: unit.source_text, unit.target_language: unit.target_text}
    return any(has_all(texts[each], asked) for each in languages if each in texts)


def _occurrence(unit: Unit, asked: list[str]) -> Occurrence:
    return Occurrence(
        unit=unit.pk,
        source_language=unit.source_language,
        source=highlighted(unit.source_text, asked),
        target_language=unit.target_language,
        target=highlighted(unit.target_text, asked),
        origin=unit.origin_title,
        licence=unit.origin_licence,
        is_machine=unit.is_machine,
    )
