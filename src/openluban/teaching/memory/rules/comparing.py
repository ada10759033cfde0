"""How alike two texts are, and where they differ."""

from __future__ import annotations

import hashlib
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from openluban.kernel.lazily import lazily, pattern

if TYPE_CHECKING:
    from rapidfuzz import distance
else:
    distance = lazily("rapidfuzz.distance")

LONGEST = 10_000
"""Characters of a text that the memory keeps; longer ones are no units of translation."""
_LONGEST_BY_CHARACTER = 4_000
"""Beyond this, a difference is shown word by word."""
_TOKENS = pattern(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]|\w+|\s+|[^\w\s]")
_SIGNED = 1 << 63


class Kind(StrEnum):
    """How a match came about."""

    IN_CONTEXT = "in_context"
    EXACT = "exact"
    FUZZY = "fuzzy"


class Change(StrEnum):
    """What became of a piece on the way from the remembered text to the one asked for."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A run of text and what became of it."""

    change: Change
    text: str


def comparable(text: str) -> str:
    """Return the form in which texts are compared: composed, one space for any white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def similarity(one: str, other: str, *, at_least: float = 0.0) -> float:
    """Return 1 for the same text, less by each character to change; 0 if below ``at_least``.

    That is one less the Levenshtein distance over the length of the longer. Both texts must be in
    their comparable form.
    """
    return distance.Levenshtein.normalized_similarity(one, other, score_cutoff=at_least)


def difference(remembered: str, asked: str) -> list[Piece]:
    """Return what to take out of the remembered text and what to add to get the one asked for.

    What is same and removed, joined, is the remembered text; same and added, the one asked for.
    Words and characters of Chinese change whole, so that people can read it.
    """
    before, after = _TOKENS.findall(remembered), _TOKENS.findall(asked)
    if len(before) > _LONGEST_BY_CHARACTER or len(after) > _LONGEST_BY_CHARACTER:
        return _joined([Piece(Change.REMOVED, remembered), Piece(Change.ADDED, asked)])
    pieces: list[Piece] = []
    for step in distance.Levenshtein.opcodes(before, after):
        old = "".join(before[step.src_start : step.src_end])
        new = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(Piece(Change.SAME, old))
        else:
            pieces += [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join neighbours: between two same pieces at most one removed and one added are left."""
    joined: list[Piece] = []
    removed, added = "", ""
    for piece in [*pieces, Piece(Change.SAME, "")]:
        if piece.change is Change.REMOVED:
            removed += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        else:
            joined += [Piece(Change.REMOVED, removed)] if removed else []
            joined += [Piece(Change.ADDED, added)] if added else []
            joined += [piece] if piece.text else []
            removed, added = "", ""
    return joined


def digest(language: str, text: str) -> int:
    """Return a number that stands for a text in its comparable form, fit for a ``bigint``."""
    return _number(f"{language}\n{text}")


def variant(text: str) -> int:
    """Return another number than 0 for each spelling of a text that is not its comparable form."""
    return _number(text) or 1


def context_mark(text: str) -> int:
    """Return a number that stands for a neighbouring text; 0 if there is none."""
    return _number(f"context\n{comparable(text)}") if text.strip() else 0


def _number(text: str) -> int:
    whole = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(whole, "big") - _SIGNED
