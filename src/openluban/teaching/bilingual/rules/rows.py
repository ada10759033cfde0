"""Source segments and what stands for them in a translation, kept apart sentence by sentence."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from openluban.teaching.bilingual.rules.segments import Segment, put_together, segments

ROW, CODE = "row", "code"
TYPED, MEMORY, MACHINE = "typed", "memory", "machine"
ORIGINS = (TYPED, MEMORY, MACHINE)
"""How a segment came about; what a machine made says so for ever."""


class Kept(NamedTuple):
    """A segment as a draft keeps it: the source it was written for, its translation, its origin."""

    source: str
    target: str
    origin: str = TYPED


class Pair(NamedTuple):
    """A segment of today's source beside its translation.

    ``was`` is the source segment it was translated from, where that is another now.
    """

    source: str
    gap: str
    target: str
    was: str = ""
    origin: str = TYPED


def cut(text: str, kind: str, language: str) -> list[Segment]:
    """Return a clause's segments: the cells of a row, code as a whole, else sentences."""
    if kind == ROW:
        *some, last = text.split("\n")
        return [*(Segment(cell, "\n") for cell in some), Segment(last)]
    if kind == CODE:
        return [Segment(text)]
    return segments(text, language)


def put(kept: Sequence[Kept], source: str, kind: str, languages: tuple[str, str]) -> str:
    """Return a translated clause of its segments; ``languages`` are source's and target's."""
    targets = [one.target for one in kept]
    if kind == ROW:
        return "\n".join(" ".join(target.split()) for target in targets)
    if kind == CODE or len(kept) == 1:
        return "\n".join(targets)
    now = cut(source, kind, languages[0])
    if len(now) != len(kept):
        return put_together(targets, [" "] * len(kept), languages[1])
    return put_together(targets, [one.gap for one in now], languages[1])


def kept_of(source: str, target: str, kind: str, languages: tuple[str, str]) -> list[Kept]:
    """Return a translated clause as segments: as one if both do not have as many."""
    ours = cut(source, kind, languages[0])
    theirs = cut(target, kind, languages[1])
    if len(ours) == len(theirs):
        return [Kept(one.text, other.text) for one, other in zip(ours, theirs, strict=True)]
    return [Kept(source, target)]


def pairs_of(source: str, kept: Sequence[Kept], kind: str, language: str) -> list[Pair]:
    """Return the segments of a source clause with what was kept for them.

    Segments that are the same keep their translation; a changed one shows what it was. Where the
    sentences do not correspond one to one, the clause is one segment, so that nothing is lost.
    """
    now = cut(source, kind, language)
    if not any(one.target.strip() for one in kept):
        return [Pair(one.text, one.gap, "") for one in now]
    if len(kept) == 1 and len(now) > 1 and kept[0].source.strip() == source.strip():
        return [_whole(source, kept, language)]
    followed = _followed([one.text for one in now], [one.source for one in kept])
    if followed is None:
        return [_whole(source, kept, language)]
    return [_pair(one, kept, place) for one, place in zip(now, followed, strict=True)]


def _followed(now: Sequence[str], old: Sequence[str]) -> list[int | None] | None:
    """Return for each segment of today the old one it follows; None if an old one would be lost."""
    found: list[int | None] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, now, autojunk=False).get_opcodes():
        if kind == "insert":
            found += [None] * (d - c)
        elif b - a == d - c:
            found += range(a, b)
        else:
            return None
    return found


def _pair(now: Segment, kept: Sequence[Kept], place: int | None) -> Pair:
    if place is None:
        return Pair(now.text, now.gap, "")
    one = kept[place]
    was = "" if one.source.split() == now.text.split() or not one.target.strip() else one.source
    return Pair(now.text, now.gap, one.target, was, one.origin)


def _whole(source: str, kept: Sequence[Kept], language: str) -> Pair:
    gaps = [" "] * len(kept)
    was = put_together([one.source for one in kept], gaps, language)
    target = put_together([one.target for one in kept], gaps, "en")
    origin = MACHINE if any(one.origin == MACHINE for one in kept) else TYPED
    is_same = "".join(was.split()) == "".join(source.split())
    return Pair(source, "", target, "" if is_same else was, origin)


def told_origins(before: Sequence[Kept], now: Sequence[Kept]) -> Iterator[Kept]:
    """Yield segments with their origin: what was a machine's stays so while any of it stands."""
    machine = {one.source for one in before if one.origin == MACHINE and one.target.strip()}
    is_whole = len(now) == 1 and bool(machine)
    for one in now:
        was_machine = one.source in machine or is_whole
        yield one._replace(origin=MACHINE) if was_machine and one.target.strip() else one
