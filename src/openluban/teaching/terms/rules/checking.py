"""Holding a translation against the term base: what is missing, and what must not be said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from openluban.teaching.terms.rules.finding import (
    AGREED,
    FORBIDDEN,
    RANK,
    Entry,
    Span,
    TermIndex,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the terms of a translation.

    ``missing``: ``span`` is a term of the source, none of whose concept's terms stands in the
    target. ``forbidden``: ``span`` is a term of the target. ``right`` are the terms to use, the
    best first. ``is_binding`` says that both sides have agreed on what is right, or that the term
    is forbidden; else the term base only proposes.
    """

    kind: Literal["missing", "forbidden"]
    span: Span
    right: tuple[Entry, ...]
    is_binding: bool


Terms = Mapping[str, Sequence[Entry]]
"""Concept to its terms in the language of the target, forbidden ones among them."""


def terms_by_concept(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the terms of each concept, the best first."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (RANK[entry.status], entry.key)):
        found.setdefault(entry.concept, []).append(entry)
    return found


def check(
    source: str, target: str, *, spoken: TermIndex, wanted: TermIndex, terms: Terms
) -> list[Finding]:
    """Return what is wrong with the terms of ``target`` as a translation of ``source``.

    Missing terms come first, in the order of the source, each concept once; then forbidden ones
    in the order of the target. A forbidden term inside a longer right one is no fault; nor is a
    concept missing that has no term in the language of the target.
    """
    here = wanted.longest(target)
    said = {span.concept for span in wanted.all(target) if span.status != FORBIDDEN}
    wrong = [span for span in here if _is_wrong(span, here)]
    # What was said with a forbidden term is a fault, but it is one fault.
    said |= {span.concept for span in wrong}
    missing = _missing(spoken.longest(source), said, terms)
    return missing + [
        Finding("forbidden", span, _right(terms.get(span.concept, ())), is_binding=True)
        for span in wrong
    ]


def _is_wrong(span: Span, here: Sequence[Span]) -> bool:
    """Test for a forbidden term that is not at the same place the right one of something else."""
    homonyms = (other for other in here if other.start == span.start)
    return all(other.status == FORBIDDEN for other in homonyms)


def _missing(spans: Sequence[Span], said: set[str], terms: Terms) -> list[Finding]:
    found = []
    told: set[str] = set()
    for _start, group in groupby(spans, key=lambda span: span.start):
        homonyms = list(group)
        if any(span.concept in said for span in homonyms):
            continue
        for span in homonyms:
            right = _right(terms.get(span.concept, ()))
            if right and span.concept not in told:
                told.add(span.concept)
                binding = right[0].status == AGREED
                found.append(Finding("missing", span, right, is_binding=binding))
                break
    return found


def _right(terms: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return what may be said: what is agreed, else what is proposed; admitted terms after it."""
    usable = tuple(entry for entry in terms if entry.status != FORBIDDEN)
    agreed = tuple(entry for entry in usable if entry.status == AGREED)
    return agreed or usable
