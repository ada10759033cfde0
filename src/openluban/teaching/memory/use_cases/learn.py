"""Learning from the units which words stand for which, so that search crosses languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from openluban.foundation.search.cutting import cut
from openluban.foundation.search.locking import LEARNING, may_begin
from openluban.foundation.search.stems import stem
from openluban.kernel.lazily import lazily
from openluban.teaching.memory.models import Learning, Unit, WordPairs

if TYPE_CHECKING:
    from openluban.teaching.memory.rules import word_pairs
else:
    word_pairs = lazily("openluban.teaching.memory.rules.word_pairs")

_MOST_UNITS = 40_000
"""Units of two languages from which words are learned: the newest."""
_FIRST = 50
_GROWTH = 0.4
"""Words are learned anew when the memory has grown by so much."""
_LONGEST_WORD = 60
_LANGUAGES = """
SELECT DISTINCT source.language, target.language FROM memory_unit AS unit
JOIN memory_text AS source ON source.id = unit.source_id
JOIN memory_text AS target ON target.id = unit.target_id
"""
_PAIRS = """
SELECT source.text, target.text FROM memory_unit AS unit
JOIN memory_text AS source ON source.id = unit.source_id
JOIN memory_text AS target ON target.id = unit.target_id
WHERE source.language = %s AND target.language = %s AND unit.retired_at IS NULL
ORDER BY unit.id DESC LIMIT %s
"""
# Two translations of one text are translations of each other.
_TWINS = """
SELECT one.text, other.text FROM memory_unit AS unit
JOIN memory_unit AS twin ON twin.source_id = unit.source_id
JOIN memory_text AS one ON one.id = unit.target_id
JOIN memory_text AS other ON other.id = twin.target_id
WHERE one.language = %s AND other.language = %s
AND unit.retired_at IS NULL AND twin.retired_at IS NULL
ORDER BY unit.id DESC, twin.id LIMIT %s
"""


def learn_if_due(*, new: int) -> bool:
    """Learn words if the memory has grown enough since it was done last; return whether it was.

    Asked after an import; ``new`` are the units it brought.
    """
    if new < _FIRST:
        return False
    known = Learning.objects.first()
    last = Unit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if known is not None and last - known.last_unit < max(_FIRST, known.units * _GROWTH):
        return False
    return learn() > 0


@transaction.atomic
def learn() -> int:
    """Learn words anew from the newest units of every two languages; return how many words.

    Words alone are kept, and no longer texts, so they serve everybody whoever sees the units.
    Nothing is done while somebody else does the same.
    """
    if not may_begin(LEARNING):
        return 0
    WordPairs.objects.all().delete()
    made = 0
    for one, other in _languages():
        made += _learn_two(one, other)
    last = Unit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    Learning.objects.all().delete()
    Learning.objects.create(last_unit=last, units=Unit.objects.count())
    return made


def _languages() -> list[tuple[str, str]]:
    pairs = {tuple(sorted(pair)) for pair in _rows(_LANGUAGES)}
    of: dict[str, set[str]] = defaultdict(set)
    for source, target in _rows(_LANGUAGES):
        of[source].add(target)
    pairs |= {(a, b) for targets in of.values() for a in targets for b in targets if a < b}
    return sorted((a, b) for a, b in pairs)


def _learn_two(one: str, other: str) -> int:
    forms: tuple[dict[str, Counter[str]], dict[str, Counter[str]]] = ({}, {})
    learned = word_pairs.learn_words(
        (_stems(a, one, forms[0]), _stems(b, other, forms[1])) for a, b in _texts(one, other)
    )
    rows = [
        WordPairs(
            language=mine,
            word=word,
            other_language=theirs,
            others=[(each, likely, _form(seen, each)) for each, likely in others],
        )
        for mine, theirs, found, seen in (
            (one, other, learned.forwards, forms[1]),
            (other, one, learned.backwards, forms[0]),
        )
        for word, others in found.items()
        if len(word) <= _LONGEST_WORD
    ]
    WordPairs.objects.bulk_create(rows, batch_size=2_000)
    return len(rows)


def _texts(one: str, other: str) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for statement, mine, theirs in (
        (_PAIRS, one, other),
        (_PAIRS, other, one),
        (_TWINS, one, other),
    ):
        for row in _rows(statement, [mine, theirs, _MOST_UNITS]):
            pair = (row[0], row[1]) if mine == one else (row[1], row[0])
            if pair not in seen:
                seen.add(pair)
                yield pair


def _stems(text: str, language: str, forms: dict[str, Counter[str]]) -> list[str]:
    primary = language.partition("-")[0]
    found = []
    for word in cut(text)[0]:
        form = stem(word, primary)
        forms.setdefault(form, Counter())[word] += 1
        found.append(form)
    return found


def _form(forms: dict[str, Counter[str]], word: str) -> str:
    """Return the form in which a stem is read most often."""
    met = forms.get(word)
    return min(met, key=lambda form: (-met[form], form)) if met else word


def _rows(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
