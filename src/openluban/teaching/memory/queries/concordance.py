"""What the memory says for words: every unit in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from openluban.kernel.actor import Actor
from openluban.kernel.lazily import lazily
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import visible_to
from openluban.teaching.memory.rules.comparing import comparable
from openluban.teaching.memory.rules.highlighting import Run, asked_words, has_all, highlighted

if TYPE_CHECKING:
    from openluban.teaching.memory.indexing import finding
else:
    finding = lazily("openluban.teaching.memory.indexing.finding")

LONGEST = 200
_CANDIDATES = 1_500
_FIELDS = (
    *("pk", "source_id", "source__language", "source__text"),
    *("target_id", "target__language", "target__text"),
    *("origin__key", "origin__title", "origin__licence", "is_machine"),
)


class _Row(NamedTuple):
    pk: int
    source: int
    source_language: str
    source_text: str
    target: int
    target_language: str
    target_text: str
    origin_key: str
    origin: str
    licence: str
    is_machine: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit in which the words stand, with its texts cut into runs."""

    unit: int
    source_language: str
    source: list[Run]
    target_language: str
    target: list[Run]
    origin_key: str
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
    ids = finding.containing(question, languages, limit=_CANDIDATES)
    if not ids:
        return []
    units = Unit.objects.filter(visible_to(actor), retired_at=None)
    found: list[_Row] = []
    for side, other in (("source", "target"), ("target", "source")):
        some = units.filter(**{f"{side}__in": ids})
        if shown_in:
            some = some.filter(**{f"{other}__language": shown_in})
        found += [_Row(*row) for row in some.values_list(*_FIELDS)[: 4 * limit]]
    place = {pk: number for number, pk in enumerate(ids)}
    once = {row.pk: row for row in found}.values()
    kept = [row for row in once if _has(row, asked, languages)]
    kept.sort(key=lambda row: _place(row, place))
    return [_occurrence(row, asked) for row in kept[:limit]]


def _place(row: _Row, place: dict[int, int]) -> tuple[int, int]:
    last = len(place)
    return min(place.get(row.source, last), place.get(row.target, last)), row.pk


def _has(row: _Row, asked: list[str], languages: Sequence[str]) -> bool:
    texts = {row.source_language: row.source_text, row.target_language: row.target_text}
    return any(has_all(texts[each], asked) for each in languages if each in texts)


def _occurrence(row: _Row, asked: list[str]) -> Occurrence:
    return Occurrence(
        unit=row.pk,
        source_language=row.source_language,
        source=highlighted(row.source_text, asked),
        target_language=row.target_language,
        target=highlighted(row.target_text, asked),
        origin_key=row.origin_key,
        origin=row.origin,
        licence=row.licence,
        is_machine=row.is_machine,
    )
