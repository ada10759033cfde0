"""Holding a translated segment against its source: all checks but those of terms."""

import re
from collections.abc import Iterator

from openluban.teaching.bilingual.rules.findings import SOURCE, TARGET, Finding
from openluban.teaching.bilingual.rules.marking import marks, signs
from openluban.teaching.bilingual.rules.numbers import Number, numbers, unmatched
from openluban.teaching.bilingual.rules.punctuation import ends, spaces, width
from openluban.teaching.bilingual.rules.units import unit_after

LONGEST = 20_000
"""Characters of a segment that is checked; longer ones are none."""
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_CYRILLIC_WORD = re.compile(r"[а-яё]{3,}", re.IGNORECASE)
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b", re.IGNORECASE)
_DOUBLED_SIGN = re.compile(r"的的|了了|是是|在在|和和|与与|把把|被被|([\u3400-\u9fff]{3,})\1")
_IDEOGRAPHIC = frozenset({"zh", "ja"})
_PER_IDEOGRAPH = 3.2
"""Characters of Russian or English that say as much as one Chinese one."""
_TOO_SHORT, _TOO_LONG = 0.35, 3.0
_SHORTEST_JUDGED = 24
_CYRILLIC = frozenset({"ru", "kk", "ky", "tg", "be", "uk", "mn", "tt", "bg"})


def checked(
    source: str, target: str, *, source_language: str, target_language: str
) -> list[Finding]:
    """Return what may be wrong with a translation, but for its terms.

    What is wrong comes first, then what is to be looked at, each from left to right.
    """
    source, target = source[:LONGEST], target[:LONGEST]
    if not source.strip():
        return []
    if not target.strip():
        return [Finding("empty", TARGET, 0, 0)]
    if _is_untranslated(source, target, source_language, target_language):
        return [Finding("untranslated", TARGET, 0, len(target))]
    found = [
        *_foreign(target, source_language, target_language),
        *_numbers(source, target),
        *signs(source, target),
        *marks(source, target),
        *width(target, target_language),
        *ends(source, target),
        *spaces(target, target_language),
        *_doubled(target),
        *_length(source, target),
    ]
    return sorted(found, key=lambda each: (not each.is_wrong, each.side, each.start))


def _numbers(source: str, target: str) -> Iterator[Finding]:
    ours, theirs = numbers(source), numbers(target)
    missing, pairs = unmatched(ours, theirs, target)
    extra, _pairs = unmatched(theirs, ours, source)
    for number in missing:
        yield Finding("number_missing", SOURCE, number.start, number.end, {"number": number.text})
    for number in extra:
        yield Finding("number_extra", TARGET, number.start, number.end, {"number": number.text})
    for one, other in pairs:
        yield from _units(source, target, one, other)


def _units(source: str, target: str, one: Number, other: Number) -> Iterator[Finding]:
    ours, start, end = unit_after(source, one.end)
    theirs, their_start, their_end = unit_after(target, other.end)
    if ours == theirs or not ours:
        return
    details = {"unit": source[start:end], "number": one.text}
    if not theirs:
        # A unit may stand elsewhere in a sentence, or be said by a word that is not known here.
        yield Finding("unit_missing", SOURCE, start, end, details, is_wrong=False)
    else:
        details["other"] = target[their_start:their_end]
        yield Finding("unit_differs", TARGET, their_start, their_end, details)


def _is_untranslated(source: str, target: str, source_language: str, target_language: str) -> bool:
    ours, theirs = source_language.partition("-")[0], target_language.partition("-")[0]
    return ours != theirs and source.strip() == target.strip() and _has_words(source, ours)


def _foreign(target: str, source_language: str, target_language: str) -> Iterator[Finding]:
    """Yield words of the source's script in a translation that has another."""
    ours, theirs = source_language.partition("-")[0], target_language.partition("-")[0]
    if ours in _IDEOGRAPHIC and theirs not in _IDEOGRAPHIC:
        for one in _IDEOGRAPHS.finditer(target):
            yield Finding("foreign_script", TARGET, *one.span(), {"text": one[0]})
    if ours in _CYRILLIC and theirs not in _CYRILLIC:
        for one in _CYRILLIC_WORD.finditer(target):
            yield Finding("foreign_script", TARGET, *one.span(), {"text": one[0]})


def _has_words(text: str, language: str) -> bool:
    """Test whether a text has words that a translation would change."""
    if language in _IDEOGRAPHIC:
        return bool(_IDEOGRAPHS.search(text))
    if language in _CYRILLIC:
        return bool(_CYRILLIC_WORD.search(text))
    return len(_SMALL_WORD.findall(re.sub(r"`[^`]*`", "", text))) > 1


def _doubled(target: str) -> Iterator[Finding]:
    for pattern in (_DOUBLED, _DOUBLED_SIGN):
        for one in pattern.finditer(target):
            yield Finding("doubled", TARGET, *one.span(), {"text": one[0]}, is_wrong=False)


def _length(source: str, target: str) -> Iterator[Finding]:
    ours, theirs = _weight(source), _weight(target)
    if max(ours, theirs) < _SHORTEST_JUDGED:
        return
    ratio = theirs / ours if ours else _TOO_LONG + 1
    if ratio < _TOO_SHORT:
        yield Finding("short", TARGET, 0, len(target), is_wrong=False)
    elif ratio > _TOO_LONG:
        yield Finding("long", TARGET, 0, len(target), is_wrong=False)


def _weight(text: str) -> float:
    ideographs = sum(len(run) for run in _IDEOGRAPHS.findall(text))
    return len(text) - ideographs + ideographs * _PER_IDEOGRAPH
