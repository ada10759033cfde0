"""What changed between two wordings, word by word; by characters where there are no spaces."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from openluban.kernel.lazily import pattern

_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\U00020000-\U0003ffff"
)
_PIECE = pattern(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w\u0300-\u036f])+|\s+|.", re.DOTALL)
LONGEST = 2_000
"""Pieces of a wording that are compared one by one; a longer one is shown whole, old and new."""
_MOST_MEETINGS = 20_000
"""How often pieces of the old wording stand in the new one; comparing costs that many steps for
every change, and a text of one word over and over has millions."""


class Kind(StrEnum):
    """What happened to a run of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def pieces(text: str) -> list[str]:
    """Return a text as words, signs, gaps and single characters of scripts without spaces.

    Joined they are the text.
    """
    return _PIECE.findall(text)


def compare_words(before: str, after: str) -> tuple[Run, ...]:
    """Return the runs from one wording to the other, what went before what came.

    What stayed and went is the old wording, what stayed and came the new one.
    """
    old, new = pieces(before), pieces(after)
    if max(len(old), len(new)) > LONGEST or _meetings(old, new) > _MOST_MEETINGS:
        return tuple(_whole(before, after))
    return tuple(_joined(_runs(old, new)))


def _meetings(old: list[str], new: list[str]) -> int:
    here, there = Counter(old), Counter(new)
    return sum(
        times * there[piece] for piece, times in here.items() if piece in there and piece.strip()
    )


def _whole(before: str, after: str) -> Iterator[Run]:
    if before == after:
        yield Run(Kind.SAME, before)
        return
    if before:
        yield Run(Kind.REMOVED, before)
    if after:
        yield Run(Kind.ADDED, after)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (kept, gone, come) in order: a gap between two changes goes and comes with them."""
    codes = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    for place, (tag, begin, end, start, stop) in enumerate(codes):
        gone, come = "".join(old[begin:end]), "".join(new[start:stop])
        is_between = 0 < place < len(codes) - 1
        if tag == "equal" and not (is_between and gone.isspace()):
            yield gone, "", ""
        else:
            yield "", gone, come


def _joined(parts: Iterator[tuple[str, str, str]]) -> Iterator[Run]:
    gone = come = ""
    for kept, went, came in parts:
        if kept:
            yield from _changes(gone, come)
            yield Run(Kind.SAME, kept)
            gone = come = ""
        gone, come = gone + went, come + came
    yield from _changes(gone, come)


def _changes(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run(Kind.REMOVED, gone)
    if come:
        yield Run(Kind.ADDED, come)


def counted(text: str) -> Counter[str]:
    """Return how often each piece stands in a text; gaps count for nothing."""
    return Counter(piece for piece in pieces(text) if not piece.isspace())


def likeness(before: Counter[str], after: Counter[str]) -> float:
    """Return how much two counted wordings share, from 0 (no piece) to 1 (the same pieces)."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0
