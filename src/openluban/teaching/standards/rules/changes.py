"""What changed between two versions of a standard, clause by clause."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openluban.teaching.standards.rules.wording import Run, compare_words, counted, likeness

ALIKE = 0.6
"""How much two clauses of different numbers must share to count as one that was renumbered."""
_MOST_PAIRS = 2_500
"""Pairs of clauses whose likeness is looked at; a standard that is new throughout has more."""


class Change(StrEnum):
    """What happened to a clause."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    """Its number is another, its text is not."""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as it stands in a version: its number and its text by language."""

    number: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextChange:
    """The text of a clause in one language, as runs; ``is_same`` if nothing changed in it."""

    language: str
    runs: tuple[Run, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause before and after; either is None if it was added or removed."""

    before: ClauseText | None
    after: ClauseText | None

    @property
    def kind(self) -> Change:
        """What happened to it."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        if dict(self.before.texts) != dict(self.after.texts):
            return Change.CHANGED
        return Change.SAME if self.before.number == self.after.number else Change.MOVED

    def texts(self) -> tuple[TextChange, ...]:
        """Return what happened to its text, language by language."""
        old = self.before.texts if self.before else {}
        new = self.after.texts if self.after else {}
        return tuple(
            TextChange(
                language,
                compare_words(old.get(language, ""), new.get(language, "")),
                old.get(language) == new.get(language),
            )
            for language in dict.fromkeys((*new, *old))
        )


def compare_clauses(
    before: Sequence[ClauseText], after: Sequence[ClauseText]
) -> tuple[ClauseChange, ...]:
    """Return every clause of both versions once, in the order of the later one.

    A clause that was removed stands where it stood. Clauses are paired by number and text, by text
    alone, by likeness, then by number alone: so one that is put in does not change all behind it.
    """
    return tuple(_in_order(before, after, _paired(before, after)))


class _Pairing:
    """Pairs places of the old version with places of the new; each is taken once."""

    def __init__(self, before: Sequence[ClauseText], after: Sequence[ClauseText]) -> None:
        self.before, self.after = before, after
        self.old = dict.fromkeys(range(len(before)))
        self.new = dict.fromkeys(range(len(after)))
        self.pairs: dict[int, int] = {}
        """Place in the new version to place in the old one."""

    def take(self, old: int, new: int) -> None:
        if old in self.old and new in self.new:
            del self.old[old], self.new[new]
            self.pairs[new] = old

    def by(self, form: Callable[[ClauseText], object]) -> None:
        """Pair what has the same form, in order."""
        waiting: dict[object, list[int]] = defaultdict(list)
        for place in reversed(self.old):
            waiting[form(self.before[place])].append(place)
        for place in list(self.new):
            found = waiting.get(form(self.after[place]))
            if found:
                self.take(found.pop(), place)

    def by_likeness(self) -> None:
        """Pair what shares most of its text; of equals those that stand nearest to each other."""
        if len(self.old) * len(self.new) > _MOST_PAIRS:
            return
        here = {old: _counted(self.before[old]) for old in self.old}
        there = {new: _counted(self.after[new]) for new in self.new}
        scored = [
            (
                -_likeness(here[old], there[new]),
                self._renumbered(old, new),
                abs(old - new),
                old,
                new,
            )
            for old in self.old
            for new in self.new
        ]
        for score, _other_number, _distance, old, new in sorted(scored):
            if -score >= ALIKE:
                self.take(old, new)

    def _renumbered(self, old: int, new: int) -> bool:
        return self.before[old].number != self.after[new].number


def _counted(clause: ClauseText) -> dict[str, Counter[str]]:
    return {language: counted(text) for language, text in clause.texts.items()}


def _likeness(one: Mapping[str, Counter[str]], other: Mapping[str, Counter[str]]) -> float:
    shared = one.keys() & other.keys()
    return max((likeness(one[tag], other[tag]) for tag in shared), default=0.0)


def _paired(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> dict[int, int]:
    pairing = _Pairing(before, after)
    pairing.by(lambda clause: (clause.number, _form(clause)))
    pairing.by(_form)
    pairing.by_likeness()
    pairing.by(lambda clause: clause.number)
    return pairing.pairs


def _form(clause: ClauseText) -> object:
    return frozenset(clause.texts.items())


def _in_order(
    before: Sequence[ClauseText], after: Sequence[ClauseText], pairs: Mapping[int, int]
) -> Iterator[ClauseChange]:
    gone = sorted(set(range(len(before))) - set(pairs.values()))
    for place, clause in enumerate(after):
        old = pairs.get(place)
        if old is not None:
            while gone and gone[0] < old:
                yield ClauseChange(before[gone.pop(0)], None)
        yield ClauseChange(before[old] if old is not None else None, clause)
    for place in gone:
        yield ClauseChange(before[place], None)


def tally(changes: Iterable[ClauseChange]) -> dict[Change, int]:
    """Return how many clauses each thing happened to, in the order of ``Change``."""
    counted = dict.fromkeys(Change, 0)
    for change in changes:
        counted[change.kind] += 1
    return counted
