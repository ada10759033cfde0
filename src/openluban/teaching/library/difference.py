"""What differs between two wordings of a clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
_MOST = 4_000
"""Pieces that are compared; longer wordings are shown one after the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``tag`` is ``del`` for what went, ``ins`` for what came, ``""`` else."""

    tag: str
    text: str


def differences(was: str, now: str) -> list[Piece]:
    """Return both wordings in one line: words of spaced scripts, characters of unspaced ones."""
    old, new = _PIECES.findall(was), _PIECES.findall(now)
    if len(old) + len(new) > _MOST:
        return [Piece("del", was), Piece("ins", now)]
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("", "".join(new[c:d]))
            continue
        if b > a:
            yield Piece("del", "".join(old[a:b]))
        if d > c:
            yield Piece("ins", "".join(new[c:d]))
