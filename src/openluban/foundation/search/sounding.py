"""Words that sound alike in Latin and Cyrillic letters: символ and symbol, экспорт and export."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from rapidfuzz.distance import JaroWinkler

_SHORTEST = 5
_LEAST = 0.8
_MOST_READ = 200
_MOST_ALIKE = 3
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
_SKELETON = str.maketrans({"b": "v", "z": "s", "c": "t", "g": "k", "h": "k"} | dict.fromkeys("aeiou", ""))
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


def alike_in_other_script(words: Sequence[str]) -> dict[str, list[Alike]]:
    """Return known words of the other script that sound like these, the likest first; one query."""
    other = {"l": "c", "c": "l"}
    wanted: dict[str, list[str]] = {}
    for word in words:
        if sound := sound_of(word):
            wanted.setdefault(other[sound[0]] + sound[1:], []).append(word)
    if not wanted:
        return {}
    one = "SELECT * FROM (SELECT word, sound FROM search_searchword WHERE sound = %s"
    one += " ORDER BY id LIMIT %s) AS heard"
    with connection.cursor() as cursor:
        parameters = [each for sound in wanted for each in (sound, _MOST_READ)]
        cursor.execute(" UNION ALL ".join([one] * len(wanted)), parameters)
        rows = sorted(set(cursor.fetchall()))
    found: dict[str, list[Alike]] = {}
    for known, sound in rows:
        for word in wanted[sound]:
            similarity = JaroWinkler.similarity(_spoken(word), _spoken(known))
            if similarity >= _LEAST:
                found.setdefault(word, []).append(Alike(known, similarity))
    return {
        word: sorted(some, key=lambda each: (-round(each.similarity, 6), each.word))[: 3 * _MOST_ALIKE]
        for word, some in found.items()
    }


def _spoken(word: str) -> str:
    """Return a word in Latin letters as it is heard in either script."""
    spoken = word.translate(_CYRILLIC_SOUNDS)
    if spoken == word:
        for written, heard in _ALIKE:
            spoken = spoken.replace(written, heard)
    return spoken
