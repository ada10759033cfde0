"""Marking in a text what was found: any form of the words sought, and the passage around them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openluban.foundation.search.cutting import cut
from openluban.foundation.search.stems import stem

LONGEST = 260
"""Characters of a passage that is shown."""
_READ = 60_000
"""Characters of a text in which the best passage is looked for."""
_LEAD = 60
_WIDE = 2
"""How many letters' room a Chinese character takes."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff"
_PIECE = re.compile(
    rf"[{_UNSPACED}\U00020000-\U0003ffff]+|(?:(?![{_UNSPACED}])[\w\u0300-\u036f'’])+"
)
_HAN = re.compile(rf"[{_UNSPACED}\U00020000-\U0003ffff]")


class Run(NamedTuple):
    """A piece of text, and whether it was sought."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text around what was found; joined, ``runs`` are the piece.

    ``stems`` are those that occur in the whole text.
    """

    runs: tuple[Run, ...]
    stems: frozenset[str]
    is_cut_before: bool = False
    is_cut_after: bool = False


class _Met(NamedTuple):
    begin: int
    end: int
    stem: str


def passage_of(text: str, language: str, worth: Mapping[str, float]) -> Passage:
    """Return the piece of a text that has most of the stems sought, with those marked."""
    plain = " ".join(text[:_READ].split())
    met = _met(plain, language, worth)
    size = LONGEST // _WIDE if plain and len(_HAN.findall(plain)) > len(plain) / 3 else LONGEST
    begin = _begin(plain, met, worth, size)
    end = _end(plain, begin, size)
    inside = [each for each in met if begin <= each.begin and each.end <= end]
    return Passage(
        tuple(_runs(plain, begin, end, inside)),
        frozenset(each.stem for each in met),
        is_cut_before=begin > 0,
        is_cut_after=end < len(plain) or len(text) > _READ,
    )


def _met(text: str, language: str, worth: Mapping[str, float]) -> list[_Met]:
    primary = language.partition("-")[0]
    found: list[_Met] = []
    for piece in _PIECE.finditer(text):
        if _HAN.match(piece[0]):
            pairs = range(piece.start(), piece.end() - 1)
            found += [
                _Met(at, at + 2, pair) for at in pairs if (pair := text[at : at + 2]) in worth
            ]
            continue
        for word in cut(piece[0])[0]:
            form = stem(word, primary)
            if form in worth:
                found.append(_Met(piece.start(), piece.end(), form))
                break
    return found


def _begin(text: str, met: Sequence[_Met], worth: Mapping[str, float], size: int) -> int:
    """Return where the window begins in which the stems found are worth most."""
    if len(text) <= size or not met:
        return 0
    best, at = -1.0, 0
    for place, first in enumerate(met):
        inside = {each.stem for each in met[place : place + 40] if each.end <= first.begin + size}
        total = sum(worth[each] for each in inside)
        if total > best + 1e-9:
            best, at = total, first.begin
    begin = max(min(at - min(_LEAD, size // 4), len(text) - size), 0)
    if begin and not _HAN.match(text[begin]):
        begin = text.rfind(" ", 0, begin + 1) + 1 or begin
    return begin


def _end(text: str, begin: int, size: int) -> int:
    end = begin + size
    if end >= len(text):
        return len(text)
    if _HAN.match(text[end]):
        return end
    space = text.rfind(" ", begin, end)
    return space if space > begin + size // 2 else end


def _runs(text: str, begin: int, end: int, met: Sequence[_Met]) -> list[Run]:
    runs: list[Run] = []
    at = begin
    for first, last in _joined(met):
        if first > at:
            runs.append(Run(text[at:first], is_hit=False))
        runs.append(Run(text[first:last], is_hit=True))
        at = last
    if at < end:
        runs.append(Run(text[at:end], is_hit=False))
    return runs


def _joined(met: Sequence[_Met]) -> list[tuple[int, int]]:
    """Return the places of what was met, those that touch as one."""
    places: list[tuple[int, int]] = []
    for each in sorted(met):
        if places and each.begin <= places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], each.end))
        else:
            places.append((each.begin, each.end))
    return places
