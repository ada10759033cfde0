"""Loose leaves: what they are called for good, and which are exchanged between two versions.

A unit lies in a folder as leaves. Its first published version is numbered 1, 2, 3. Later a leaf
keeps its number as long as it lives; one that comes between 2 and 3 is 2.1, and no number is given
twice. So whoever has an older version prints what changed, and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openluban.teaching.library.rules import paired

Number = tuple[int, ...]
"""A leaf's number: (2, 1) is written 2.1 and lies between 2 and 3."""
_SAME = 2.0


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a text that fills a leaf: its heading, and the digests of its clauses."""

    title: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a version; ``version`` is the one that brought it as it is, ``place`` from 0."""

    number: Number
    title: str
    version: int
    place: int

    @property
    def label(self) -> str:
        """Return the number as it is printed."""
        return ".".join(map(str, self.number))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A line of the sheet: what is taken out and what is put in; None for nothing."""

    take_out: Leaf | None
    put_in: Leaf | None

    @property
    def label(self) -> str:
        """Return the number of the leaf."""
        leaf = self.put_in or self.take_out
        return leaf.label if leaf else ""


def leaves_of(editions: Sequence[tuple[int, Sequence[Section]]]) -> dict[int, list[Leaf]]:
    """Return the leaves of every version; ``editions`` are (version, sections), oldest first."""
    found: dict[int, list[Leaf]] = {}
    used: set[Number] = set()
    before: list[tuple[Leaf, Section]] = []
    for version, sections in editions:
        leaves = _numbered(version, sections, before, used)
        found[version] = leaves
        before = list(zip(leaves, sections, strict=True))
    return found


def _numbered(
    version: int,
    sections: Sequence[Section],
    before: Sequence[tuple[Leaf, Section]],
    used: set[Number],
) -> list[Leaf]:
    def weight(old: int, new: int) -> float:
        return _alike(before[old][1], sections[new])

    pairs = paired(weight, len(before), len(sections))
    old_of = {new: old for old, new in pairs if new is not None and old is not None}
    leaves: list[Leaf] = []
    for place, section in enumerate(sections):
        if place in old_of:
            leaf, was = before[old_of[place]]
            since = leaf.version if was.digests == section.digests else version
            leaves.append(Leaf(leaf.number, section.title, since, place))
            continue
        later = (before[old_of[new]][0].number for new in sorted(old_of) if new > place)
        number = _between(leaves[-1].number if leaves else (), next(later, None), used)
        used.add(number)
        leaves.append(Leaf(number, section.title, version, place))
    return leaves


def _alike(one: Section, other: Section) -> float:
    if one.digests == other.digests:
        return _SAME
    common = sum((Counter(one.digests) & Counter(other.digests)).values())
    weight = 2 * common / (len(one.digests) + len(other.digests))
    return weight + (0.5 if one.title and one.title == other.title else 0.0)


def _between(before: Number, after: Number | None, used: Iterable[Number]) -> Number:
    """Return a number that was never used: beside the one before, else beneath it."""
    for prefix in _prefixes(before):
        depth = len(prefix)
        taken = [each[depth] for each in used if len(each) > depth and each[:depth] == prefix]
        number = (*prefix, max(taken, default=0) + 1)
        if after is None or number < after:
            return number
    raise AssertionError  # prefixes never end


def _prefixes(before: Number) -> Iterator[Number]:
    yield before[:-1]
    prefix = before
    while True:
        if prefix:
            yield prefix
        prefix = (*prefix, 0)


def exchanged(since: Sequence[Leaf], until: Sequence[Leaf]) -> list[Exchange]:
    """Return what is taken out and put in to come from one version to a later one, in order."""
    old = {leaf.number: leaf for leaf in since}
    new = {leaf.number: leaf for leaf in until}
    lines = []
    for number in sorted(old.keys() | new.keys()):
        out, into = old.get(number), new.get(number)
        if out is None or into is None or out.version != into.version:
            lines.append(Exchange(out, into))
    return lines
