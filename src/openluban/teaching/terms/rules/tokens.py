"""Running text as the pieces that terms are compared by, each with its place."""

import re
from typing import NamedTuple

from openluban.kernel.lazily import pattern
from openluban.teaching.terms.rules.stems import stem

# Scripts without spaces: each character is a piece, so that a term is found inside a sentence.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\U00020000-\U0003ffff"
)
_PIECE = pattern(
    rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}_])[\w\u0300-\u036f])+(?:['’](?:(?![{_UNSPACED}_])\w)+)?"
)
_POSSESSIVE = re.compile("['’][sS]$")


class Token(NamedTuple):
    """A piece of a text: its form for comparing, and where it begins and ends (end excluded)."""

    form: str
    start: int
    end: int


def tokens(text: str, language: str) -> list[Token]:
    """Return the pieces of a text in order; signs between them count for nothing."""
    found = []
    for match in _PIECE.finditer(text):
        form = stem(_POSSESSIVE.sub("", match[0]), language)
        if form:
            found.append(Token(form, match.start(), match.end()))
    return found
