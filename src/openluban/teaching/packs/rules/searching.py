"""Texts cut into the words that the search inside a pack compares.

The script of the pack cuts questions in the same way; a test holds both to the same words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from openluban.kernel.lazily import pattern

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECE = pattern(rf"[{_HAN}]+|(?:(?![{_HAN}_])\w)+")
_STRESS = re.compile("[\u0300\u0301]")
_IS_HAN = pattern(f"[{_HAN}]")


def pieces_of(text: str) -> list[str]:
    """Return runs of Chinese signs, and words of all other scripts, in small letters."""
    plain = _STRESS.sub("", unicodedata.normalize("NFKC", text).lower())
    return _PIECE.findall(plain.replace("ё", "е"))


def is_han(piece: str) -> bool:
    """Test whether a piece is a run of Chinese signs."""
    return _IS_HAN.match(piece) is not None


def pairs_of(run: str) -> list[str]:
    """Return each two signs of a run that stand together; a lone sign stands for itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def index_of(texts: Iterable[str], stem: Callable[[str], str]) -> dict[str, list[int]]:
    """Return for every word, as it is compared, the places of the texts that hold it, in order."""
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        words = {
            word
            for piece in pieces_of(text)
            for word in (pairs_of(piece) if is_han(piece) else [stem(piece)])
            if word
        }
        for word in words:
            found.setdefault(word, []).append(place)
    return dict(sorted(found.items()))
