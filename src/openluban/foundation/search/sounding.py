"""Words that sound alike in Latin and Cyrillic letters: символ and symbol, экспорт and export."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    from rapidfuzz.distance import JaroWinkler
else:
    JaroWinkler = lazily("rapidfuzz.distance.JaroWinkler")

_SHORTEST = 5
_LEAST = 0.8
_MOST_ALIKE = 9
_LATIN = re.compile("[a-z]+")
_CYRILLIC = re.compile("[а-я]+")
_CYRILLIC_SOUNDS = dict(
    zip(
        map(ord, "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
        (*"abvgde", "zh", *"ziiklmnoprstufhc", "ch", "sh", "sh", "", "i", "", "e", "iu", "ia"),
        strict=True,
    )
)
_ALIKE = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "h"), ("tion", "cia"), ("sion", "cia"),
    ("qu", "kv"), ("ck", "k"), ("x", "ks"), ("ce", "se"), ("ci", "ci"), ("c", "k"), ("y", "i"),
    ("w", "v"), ("j", ""), ("ee", "i"), ("oo", "u"), ("kia", "cia"), ("ki", "ci"),
)  # fmt: skip
_SKELETON = str.maketrans(
    {"b": "v", "z": "s", "c": "t", "g": "k", "h": "k"} | dict.fromkeys("aeiou", "")
)
_LONGEST = 4


class Alike(NamedTuple):
    """A known word of another script, and how alike it sounds, from 0 to 1."""

    word: str
    similarity: float


@lru_cache(maxsize=65_536)
def sound_of(word: str) -> str:
    """Return what is left of a folded word when it is only heard: "" for what has no sound.

    The script comes first, so that words of the other one are looked up.
    """
    if len(word) < _SHORTEST:
        return ""
    script = "c" if _CYRILLIC.fullmatch(word) else "l" if _LATIN.fullmatch(word) else ""
    skeleton = re.sub(r"(.)\1", r"\1", _spoken(word).translate(_SKELETON)) if script else ""
    return f"{script}{skeleton[:_LONGEST]}" if len(skeleton) > 1 else ""


def sounds_in_other_script(words: Sequence[str]) -> list[str]:
    """Return the sounds under which words of the other script are found that sound like these."""
    return list(dict.fromkeys(other for word in words if (other := _other(word))))


def alike(words: Sequence[str], heard: Mapping[str, Sequence[str]]) -> dict[str, list[Alike]]:
    """Return those of the words heard that sound like these, the likest first."""
    found: dict[str, list[Alike]] = {}
    for word in words:
        some = [
            Alike(known, similarity)
            for known in heard.get(_other(word), ())
            if (similarity := JaroWinkler.similarity(_spoken(word), _spoken(known))) >= _LEAST
        ]
        some.sort(key=lambda each: (-round(each.similarity, 6), each.word))
        if some:
            found[word] = some[:_MOST_ALIKE]
    return found


def _other(word: str) -> str:
    sound = sound_of(word)
    return f"{'c' if sound[0] == 'l' else 'l'}{sound[1:]}" if sound else ""


def _spoken(word: str) -> str:
    """Return a word in Latin letters as it is heard in either script."""
    spoken = word.translate(_CYRILLIC_SOUNDS)
    if spoken == word:
        for written, heard in _ALIKE:
            spoken = spoken.replace(written, heard)
    return spoken
