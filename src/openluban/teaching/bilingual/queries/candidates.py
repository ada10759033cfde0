"""Words that may be terms, out of what the memory holds."""

from dataclasses import dataclass

from django.core.cache import cache

from openluban.foundation.history.stamp import state_of_records
from openluban.kernel.actor import Actor
from openluban.teaching.memory.public import pairs_of
from openluban.teaching.terms.public import Candidate, candidates, not_known

MOST_PAIRS = 1_000
"""So many pairs are looked at while somebody waits; the command line reads more."""
_MOST = 200
_KEPT_SECONDS = 3_600
_LONGEST_EXAMPLE = 240


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with texts that have both words; ``is_half_known``: one is a term already."""

    candidate: Candidate
    is_half_known: bool
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked through, and what was found that the term base does not have."""

    pairs: int
    found: tuple[Found, ...]


def candidates_in(origin: str, languages: tuple[str, str], *, least: int, actor: Actor) -> Search:
    """Return candidates out of an origin's pairs in two languages, of those the actor sees.

    What was found is kept until a record changes.
    """
    pairs = pairs_of(origin, languages, at_most=MOST_PAIRS, actor=actor)
    asked = ":".join((state_of_records(), origin, *languages, str(least), str(len(pairs))))
    mark = f"candidates:{asked}"
    found: list[Candidate] | None = cache.get(mark)
    if found is None:
        found = candidates(
            pairs,
            source_language=languages[0],
            target_language=languages[1],
            least=least,
            at_most=_MOST,
        )
        cache.set(mark, found, _KEPT_SECONDS)
    new = not_known(found, *languages)
    return Search(len(pairs), tuple(_found(each, half, pairs) for each, half in new))


def _found(candidate: Candidate, is_half_known: bool, pairs: list[tuple[str, str]]) -> Found:  # noqa: FBT001 - private
    examples = (pairs[number] for number in candidate.examples)
    cut = tuple((_cut(one), _cut(other)) for one, other in examples)
    return Found(candidate, is_half_known, cut)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}…"
