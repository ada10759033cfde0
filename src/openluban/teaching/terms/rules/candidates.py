"""Candidates for terms: words that keep standing opposite each other in aligned text.

For every pair of segments the runs of one to four words (characters, in scripts without spaces)
are counted on both sides, and runs that meet are held against chance (log-likelihood, Dunning).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from openluban.teaching.terms.rules.tokens import Token, tokens

MOST_PAIRS = 50_000
MOST_CHARACTERS = 2_000
"""Of a segment; what comes after is not looked at."""
_MOST_RUNS = 60
"""Runs of one segment that are paired with those of the other; the rarest count."""
_WORDS, _CHARACTERS = 4, 8
_STOPPED_WORDS = (
    "a an and are as at be by for from has in is it its of on or that the this to was were with "
    "и в во на с со к по за из от до не что как для при это или но а о об у же так их его "
    "的 了 和 是 在 与 及 或 等 对 为 将 由 从 到 中 上 下 个 这 那"
)
_STOPPED = frozenset(_STOPPED_WORDS.split())
"""Words that no term begins or ends with."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that probably mean the same. ``together`` counts the pairs that have both.

    ``score`` is the log-likelihood ratio: above 10.8 chance is one in a thousand.
    """

    source: str
    target: str
    together: int
    in_source: int
    in_target: int
    score: float


@dataclass(slots=True)
class _Counts:
    source: Counter[str]
    target: Counter[str]
    both: Counter[tuple[str, str]]
    shown: dict[str, Counter[str]]
    segments: int = 0


def candidates(
    pairs: Iterable[tuple[str, str]],
    *,
    source_language: str,
    target_language: str,
    least: int = 2,
    at_most: int = 200,
) -> list[Candidate]:
    """Return candidate pairs of terms, the surest first.

    ``least`` is in how many pairs of segments both must stand. A run inside a longer one that is
    as frequent with the same partner is left out. At most ``MOST_PAIRS`` pairs are read.
    """
    segments = []
    for number, (one, other) in enumerate(pairs):
        if number >= MOST_PAIRS:
            break
        segments.append((_runs(one, source_language), _runs(other, target_language)))
    counts = _counted(segments, least)
    scored = [
        _scored(counts, one, other, together)
        for (one, other), together in counts.both.items()
        if together >= least
    ]
    best = sorted(
        (each for each in scored if each.score > 0),
        key=lambda each: (-each.score, -len(each.source) - len(each.target), each.source),
    )
    return _without_parts(best, at_most)


def _runs(text: str, language: str) -> dict[str, str]:
    """Return the runs of a segment: form for counting to the words as they stand."""
    cut = text[:MOST_CHARACTERS]
    pieces = tokens(cut, language)
    found: dict[str, str] = {}
    for begin in range(len(pieces)):
        longest = _CHARACTERS if _is_character(cut, pieces[begin]) else _WORDS
        for end in range(begin + 1, min(begin + longest, len(pieces)) + 1):
            run = pieces[begin:end]
            if _has_gap(cut, run):
                break
            if _may_be_term(cut, run):
                words = cut[run[0].start : run[-1].end]
                found.setdefault(" ".join(piece.form for piece in run), words)
    return found


def _is_character(text: str, piece: Token) -> bool:
    return piece.end - piece.start == 1 and ord(text[piece.start]) >= 0x2E80  # noqa: PLR2004


def _has_gap(text: str, run: Sequence[Token]) -> bool:
    """Test whether a sign stands before the last piece: a term does not run across it."""
    if len(run) == 1:
        return False
    between = text[run[-2].end : run[-1].start]
    return bool(between.strip(" -\u00a0"))


def _may_be_term(text: str, run: Sequence[Token]) -> bool:
    first, last = run[0], run[-1]
    if first.form in _STOPPED or last.form in _STOPPED:
        return False
    words = text[first.start : last.end]
    if not any(sign.isalpha() for sign in words):
        return False
    return len(words) > 1 if _is_character(text, first) else len(words) > 2  # noqa: PLR2004


def _counted(segments: Sequence[tuple[dict[str, str], dict[str, str]]], least: int) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter(), {})
    for one, other in segments:
        counts.source.update(one.keys())
        counts.target.update(other.keys())
    counts.segments = len(segments)
    for one, other in segments:
        left = _rarest(one, counts.source, least)
        right = _rarest(other, counts.target, least)
        counts.both.update(product(left, right))
        for form, words in [
            *((f"s:{f}", one[f]) for f in left),
            *((f"t:{f}", other[f]) for f in right),
        ]:
            counts.shown.setdefault(form, Counter())[words] += 1
    return counts


def _rarest(runs: dict[str, str], counted: Counter[str], least: int) -> list[str]:
    frequent = [form for form in runs if counted[form] >= least]
    return sorted(frequent, key=lambda form: (counted[form], -len(form), form))[:_MOST_RUNS]


def _scored(counts: _Counts, one: str, other: str, together: int) -> Candidate:
    left, right = counts.source[one], counts.target[other]
    score = _log_likelihood(together, left, right, counts.segments)
    return Candidate(
        counts.shown[f"s:{one}"].most_common(1)[0][0],
        counts.shown[f"t:{other}"].most_common(1)[0][0],
        together,
        left,
        right,
        round(score, 2),
    )


def _log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Return Dunning's ratio for the table of two runs; 0 where they avoid each other."""
    if both * total <= left * right:
        return 0.0
    table = (both, left - both, right - both, total - left - right + both)
    sums = (left, total - left, right, total - right)
    entropy = sum(_x_log_x(cell) for cell in table) - sum(_x_log_x(each) for each in sums)
    return 2 * (entropy + _x_log_x(total))


def _x_log_x(count: int) -> float:
    return count * math.log(count) if count > 0 else 0.0


def _without_parts(found: Sequence[Candidate], at_most: int) -> list[Candidate]:
    """Keep each run once, with its best partner, and no part of a longer run that is as good."""
    kept: list[Candidate] = []
    for each in found:
        if len(kept) >= at_most:
            break
        if not any(_is_covered(each, better) for better in kept):
            kept.append(each)
    return kept


def _is_covered(each: Candidate, better: Candidate) -> bool:
    one, other = each.source in better.source, each.target in better.target
    return (one and other) or each.source == better.source or each.target == better.target
