"""Finding terms in running text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from openluban.teaching.terms.rules.tokens import Token, tokens

AGREED, PROPOSED, ADMITTED, FORBIDDEN = "agreed", "proposed", "admitted", "forbidden"
RANK = {AGREED: 0, PROPOSED: 1, ADMITTED: 2, FORBIDDEN: 3}
"""Which term of a concept to use rather than another: the lower the better."""
_MOST_HOMONYMS = 16
"""Concepts that one wording may stand for; more would be no term."""


class Entry(NamedTuple):
    """A term as the index knows it; ``key`` and ``concept`` are keys of records."""

    key: str
    concept: str
    language: str
    text: str
    status: str = PROPOSED
    remark: str = ""


class Span(NamedTuple):
    """A term in a text, from ``start`` to ``end`` (excluded), in characters of the text."""

    start: int
    end: int
    concept: str
    status: str
    term: Entry


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class TermIndex:
    """A trie over the pieces of terms of one language: a text is walked through once.

    Its time grows with the text and the length of the longest term, not with the number of terms.
    """

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        """Take the terms that serve a text in this language."""
        self.language = language
        self.size = 0
        self._root = _Node()
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        node = self._root
        pieces = tokens(entry.text, self.language)
        for piece in pieces:
            node = node.after.setdefault(piece.form, _Node())
        if pieces and len(node.entries) < _MOST_HOMONYMS:
            node.entries.append(entry)
            self.size += 1

    def longest(self, text: str) -> list[Span]:
        """Return the terms of a text from left to right, the longest at each place.

        Spans do not overlap; where a wording stands for several concepts, each has a span of the
        same place.
        """
        pieces = tokens(text, self.language)
        found: list[Span] = []
        place = 0
        while place < len(pieces):
            matches = self._from(pieces, place)
            if matches:
                count, entries = matches[-1]
                found += _spans(pieces, place, count, entries)
                place += count
            else:
                place += 1
        return found

    def all(self, text: str) -> list[Span]:
        """Return every term that stands anywhere in a text, also inside longer ones."""
        pieces = tokens(text, self.language)
        return [
            span
            for place in range(len(pieces))
            for count, entries in self._from(pieces, place)
            for span in _spans(pieces, place, count, entries)
        ]

    def _from(self, pieces: Sequence[Token], place: int) -> list[tuple[int, list[Entry]]]:
        """Return (number of pieces, terms) of the terms that begin here, the shortest first."""
        node: _Node | None = self._root
        found = []
        for count, piece in enumerate(pieces[place:], start=1) if self._root.after else ():
            node = node.after.get(piece.form) if node else None
            if node is None:
                break
            if node.entries:
                found.append((count, node.entries))
        return found


def _spans(pieces: Sequence[Token], place: int, count: int, entries: Sequence[Entry]) -> list[Span]:
    start, end = pieces[place].start, pieces[place + count - 1].end
    best: dict[str, Entry] = {}
    for entry in entries:
        known = best.get(entry.concept)
        if known is None or RANK[entry.status] < RANK[known.status]:
            best[entry.concept] = entry
    return [Span(start, end, entry.concept, entry.status, entry) for entry in best.values()]
