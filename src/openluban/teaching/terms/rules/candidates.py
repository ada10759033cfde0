"""Candidates for terms: words that keep standing opposite each other in aligned text.

For every pair of segments the runs of one to four words (characters, in scripts without spaces)
are counted on both sides. A run that nearly always has the same neighbour is a piece of a longer
one and falls out. Runs that meet are held against chance (log-likelihood, Dunning), weighed with
how seldom they stand without each other (Dice): the first alone prefers what is frequent, the
second what is rare.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from openluban.teaching.terms.rules.runs import Run, runs_of

MOST_PAIRS = 50_000
_MOST_RUNS = 40
"""Runs of one segment that are paired with those of the other; the rarest count."""
_SAME_NEIGHBOUR = 0.75
"""A run that has one neighbour in so large a part of its places is a piece of a longer run."""
_LEAST_DICE = 0.2
_AS_OFTEN = 1.3
"""A part of a longer pair is kept if it is met so many times as often."""
_EXAMPLES = 3
_USUAL = 0.3
"""A wording is taken for the term if it stands so often, measured by the most frequent one."""
# Endings of cases that a term is not named in; -а and -я may be a nominative, and stay.
_ENDINGS = "ого его ому ему ыми ими ами ями ую юю ой ей ов ев ах ях ам ям ию ью у ю ом ем ых их"
_OBLIQUE = tuple(_ENDINGS.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that probably mean the same. ``together`` counts the pairs that have both.

    ``score`` is the log-likelihood ratio times Dice's coefficient. ``examples`` are the numbers,
    from 0, of pairs that have both.
    """

    source: str
    target: str
    together: int
    in_source: int
    in_target: int
    score: float
    examples: tuple[int, ...] = ()


@dataclass(slots=True)
class _Side:
    """One side of all pairs: in how many segments each whole run stands, and how it is written."""

    counts: Counter[str] = field(default_factory=Counter)
    wordings: dict[str, Counter[str]] = field(default_factory=dict)
    segments: list[list[str]] = field(default_factory=list)
    is_latin: bool = True


def candidates(
    pairs: Iterable[tuple[str, str]],
    *,
    source_language: str,
    target_language: str,
    least: int = 2,
    at_most: int = 200,
) -> list[Candidate]:
    """Return candidate pairs of terms, the surest first.

    ``least`` is in how many pairs of segments both must stand. Each run stands in one candidate;
    what is the same on both sides is none, nor are Latin words in a text of another script. At most
    ``MOST_PAIRS`` pairs are read.
    """
    segments = [pair for _number, pair in zip(range(MOST_PAIRS), pairs, strict=False)]
    source = _side([one for one, _other in segments], source_language, least)
    target = _side([other for _one, other in segments], target_language, least)
    both: Counter[tuple[str, str]] = Counter()
    for left, right in zip(source.segments, target.segments, strict=True):
        both.update(product(left, right))
    is_latin = source.is_latin and target.is_latin
    scored = [
        (_score(together, source.counts[one], target.counts[other], len(segments)), one, other)
        for (one, other), together in both.items()
        if together >= least and one != other and (is_latin or not (one + other).isascii())
    ]
    scored = [each for each in scored if each[0] > 0]
    scored.sort(key=lambda each: (-each[0], -len(each[1]) - len(each[2]), each[1], each[2]))
    chosen = _chosen(scored, both, at_most)
    examples = _examples(chosen, source, target)
    return [
        Candidate(
            _wording(source.wordings[one], source_language),
            _wording(target.wordings[other], target_language),
            both[one, other],
            source.counts[one],
            target.counts[other],
            round(score, 2),
            tuple(examples[one, other]),
        )
        for score, one, other in chosen
    ]


def _side(texts: Sequence[str], language: str, least: int) -> _Side:
    found = [runs_of(text, language) for text in texts]
    side = _Side(is_latin=_is_latin(texts))
    counts = Counter(form for runs in found for form in runs)
    whole = _whole(found, {form for form, count in counts.items() if count >= least})
    for runs in found:
        forms = [
            form
            for form, run in runs.items()
            if form in whole and (side.is_latin or _is_own(run.words))
        ]
        for form in forms:
            side.wordings.setdefault(form, Counter())[runs[form].words] += 1
        side.segments.append(
            sorted(forms, key=lambda form: (counts[form], -len(form), form))[:_MOST_RUNS]
        )
    side.counts = counts
    return side


def _is_own(words: str) -> bool:
    """Test whether words in a text of another script than Latin are no names of files and keys."""
    return not words.isascii() or words.isupper()


def _is_latin(texts: Sequence[str]) -> bool:
    letters = [sign.isascii() for text in texts for sign in text if sign.isalpha()]
    return 2 * sum(letters) >= len(letters)


def _whole(found: Sequence[dict[str, Run]], frequent: set[str]) -> set[str]:
    """Keep the runs that are no mere pieces: beside them stands now this, now that, or nothing."""
    places: Counter[str] = Counter()
    beside: tuple[dict[str, Counter[str]], ...] = (defaultdict(Counter), defaultdict(Counter))
    for runs in found:
        for form in runs.keys() & frequent:
            run = runs[form]
            places[form] += len(run.before)
            for counted, neighbours in zip(beside, (run.before, run.after), strict=True):
                counted[form].update(filter(None, neighbours))
    return {
        form
        for form in frequent
        if all(
            max(counted[form].values(), default=0) < _SAME_NEIGHBOUR * (places[form] + 1)
            for counted in beside
        )
    }


def _score(both: int, left: int, right: int, total: int) -> float:
    dice = 2 * both / (left + right)
    return dice * _log_likelihood(both, left, right, total) if dice >= _LEAST_DICE else 0.0


def _log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Return Dunning's ratio for the table of two runs; 0 where they avoid each other."""
    if both * total <= left * right:
        return 0.0
    table = (both, left - both, right - both, total - left - right + both)
    sums = (left, total - left, right, total - right)
    entropy = sum(_x_log_x(cell) for cell in table) - sum(_x_log_x(each) for each in sums)
    return max(0.0, 2 * (entropy + _x_log_x(total)))


def _x_log_x(count: int) -> float:
    return count * math.log(count) if count > 0 else 0.0


_Scored = tuple[float, str, str]


def _chosen(
    scored: Iterable[_Scored], both: Counter[tuple[str, str]], at_most: int
) -> list[_Scored]:
    """Keep each run once, with its best partner, and no part of a longer pair that is as rare."""
    kept: list[_Scored] = []
    sources: set[str] = set()
    targets: set[str] = set()
    for each in scored:
        if len(kept) >= at_most:
            break
        _score, one, other = each
        if one in sources or other in targets:
            continue
        if any(
            _holds(longer, one)
            and _holds(wider, other)
            and both[one, other] <= _AS_OFTEN * both[longer, wider]
            for _better, longer, wider in kept
        ):
            continue
        sources.add(one)
        targets.add(other)
        kept.append(each)
    return kept


def _holds(longer: str, part: str) -> bool:
    return f" {part} " in f" {longer} "


def _examples(
    chosen: Sequence[_Scored], source: _Side, target: _Side
) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    partner = {one: other for _score, one, other in chosen}
    for number, forms in enumerate(source.segments):
        opposite = set(target.segments[number])
        for one in forms:
            if partner.get(one) in opposite and len(found[one, partner[one]]) < _EXAMPLES:
                found[one, partner[one]].append(number)
    return found


def _wording(written: Counter[str], language: str) -> str:
    """Return how the words stand most often, if need be in the form in which one names a thing."""
    usual = [words for words in written if written[words] >= _USUAL * max(written.values())]
    is_russian = language.partition("-")[0] == "ru"

    def unlike_a_name(words: str) -> tuple[bool, bool, int, str]:
        first = words.split(maxsplit=1)[0]
        is_oblique = is_russian and first.casefold().endswith(_OBLIQUE)
        is_begun = first[:1].isupper() and first[1:].islower()
        return (is_oblique, is_begun, -written[words], words)

    best = min(usual, key=unlike_a_name)
    # Only the beginning of a sentence makes it large where it is written small elsewhere.
    is_small = best[1:2].islower() and any(words[:1].islower() for words in written)
    return best[:1].lower() + best[1:] if is_small else best
