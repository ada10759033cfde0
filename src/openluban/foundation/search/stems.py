"""Texts as stems: what ranked search compares, so that all forms of a word find each other.

The words are those of ``cutting``; a stem is found by the word's script and, among Latin scripts,
by the language of the text. Scripts that write no spaces stay pairs of characters.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from openluban.foundation.search.cutting import cut
from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    import snowballstemmer
else:
    snowballstemmer = lazily("snowballstemmer")

_BY_LANGUAGE = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""Stemmers by the language of a text; Russian and English words are known by their letters."""
_CYRILLIC = re.compile("[а-я]+")
_LATIN = re.compile("[a-z]+")
_KEPT = 3
"""Words of up to so many letters are stems already."""
# станок and станка, палец and пальца: the vowel before the last consonant comes and goes.
_FLEETING = re.compile("([^аеиоуыэюя])[оеь]([^аеиоуыэюя])$")
_LONGEST = 6
"""Letters of a stem that count: so a verb finds its noun (connect and connection, подключить and
подключение) where a stemmer leaves different endings of the word's formation."""
_OWN_CYRILLIC = {"kk", "ky", "tg", "uz", "mn", "tt", "ba", "ug", "uk", "be", "sr", "mk", "bg"}
"""Languages in Cyrillic letters that Russian endings do not fit."""
_HELD = threading.local()


def stems_of(text: str, language: str = "") -> list[str]:
    """Return the stems of a text in order, with repetitions."""
    primary = language.partition("-")[0]
    return [stem(word, primary) for word in cut(text)[0]]


@lru_cache(maxsize=131_072)
def stem(word: str, primary: str = "") -> str:
    """Return what the forms of a word (folded, as it is cut) have in common."""
    if len(word) <= _KEPT:
        return word
    if _CYRILLIC.fullmatch(word):
        if primary in _OWN_CYRILLIC:
            return word
        return _FLEETING.sub(r"\1\2", _stemmer("russian").stemWord(word))[:_LONGEST]
    if _LATIN.fullmatch(word) or primary in _BY_LANGUAGE:
        return str(_stemmer(_BY_LANGUAGE.get(primary, "english")).stemWord(word))[:_LONGEST]
    return word


def _stemmer(name: str) -> snowballstemmer.SnowballStemmer:
    # A stemmer keeps its place in the word, so two threads cannot share one.
    held = _HELD.__dict__
    if name not in held:
        held[name] = snowballstemmer.stemmer(name)
    return held[name]
