"""Texts cut into words, fast enough for a million rows.

The cutting itself is ``kernel.searching``; what is added is that pieces which were met before are
remembered, and plain ones are not looked into. A property test holds both to the same words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from openluban.kernel.searching import question_words, words_of

LONGEST = 40
"""Characters of a word that count; the rest of a longer one is not compared."""
_SIGNS = '-_./:;()[]{}<>"!?|«»—–“”，。、；：（）《》'
_TO_SPACES = str.maketrans(_SIGNS, " " * len(_SIGNS))
_HAN_THEN_DIGITS = re.compile("([\u4e00-\u9fff]+)([0-9]+)")


Cut = tuple[Sequence[str], Sequence[str]]
"""The words of a text in order, and the last characters of its runs without spaces.

Such a run is held as pairs of characters, in none of which its last one comes first; held singly,
it is found too (坊 in 鲁班工坊).
"""


def cut(text: str) -> Cut:
    """Cut a text; its words are those of ``words_of``, each at most ``LONGEST`` long."""
    words: list[str] = []
    endings: list[str] = []
    for piece in text.split():
        found, ending = _piece(piece)
        words += found
        if ending:
            endings += ending
    return words, endings


@lru_cache(maxsize=32_768)
def _piece(piece: str) -> Cut:
    if piece.isascii() and piece.isalnum():
        return (piece[:LONGEST].lower(),), ()
    smaller = piece.translate(_TO_SPACES)
    if smaller != piece:
        return cut(smaller)
    numbered = _HAN_THEN_DIGITS.fullmatch(piece)
    if numbered:
        words, endings = _piece(numbered[1])
        return (*words, numbered[2][:LONGEST]), endings
    words = words_of(piece)
    endings = [
        word[1]
        for word, after in zip_longest(words, words[1:], fillvalue="")
        if len(word) == 2 and not after.startswith(word[1]) and _stands_alone(word[1])  # noqa: PLR2004
    ]
    return [word[:LONGEST] for word in words], endings


@lru_cache(maxsize=4_096)
def _stands_alone(character: str) -> bool:
    """Test whether a question may consist of this character alone and mean a part of a word."""
    return question_words(f"{character} x")[0] == (character, True)
