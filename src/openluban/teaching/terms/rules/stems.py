"""What stays of a word when it is declined, so that a term is found in running text.

Both the term and the text go through the same rule, so it need not find the grammatical stem; it
must only give the same for all forms of a word and, as a rule, something else for other words. A
dictionary-free stemmer of the usual kind would not do for Russian technical words: it keeps станок
and станка apart, because the vowel before the last consonant comes and goes.
"""

import re
import unicodedata
from functools import lru_cache

_STRESS = re.compile("[\u0300\u0301]")
_CYRILLIC = re.compile("[а-я]+")
_LATIN = re.compile("[a-z]+")
_KEPT = 3
"""Words up to so many letters are taken as they are, but for one ending of one letter."""

# Longest first. Adjectives and participles as well as nouns, all cases, both numbers.
_ENDINGS = (
    "иями ями ами ыми ими ием ией иям иях его ого ему ому ях ах ей ой ою ею ию ью ья ье ии ия ие "
    "ий ый ая яя ое ее ые ым им ом ем ых их ую юю ов ев ам ям а е и о у ы э ю я й ь"
)
_RUSSIAN_ENDINGS = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
_SHORTEST_RUSSIAN = 3
_VOWELS = "аеиоуыэюя"
_FLEETING = re.compile(rf"([^{_VOWELS}])[оеь]([^{_VOWELS}])$")


def plain_word(word: str) -> str:
    """Return a word without case, width and stress marks; ё is written е as often as not."""
    folded = _STRESS.sub("", unicodedata.normalize("NFKC", word).casefold())
    return folded.replace("ё", "е")


@lru_cache(maxsize=32_768)
def stem(word: str, language: str) -> str:
    """Return what the forms of a word share; words of languages without a rule stay whole."""
    plain = plain_word(word)
    primary = language.partition("-")[0]
    if primary == "ru" and _CYRILLIC.fullmatch(plain):
        return _russian(plain)
    if primary == "en" and _LATIN.fullmatch(plain):
        return _english(plain)
    if _LATIN.fullmatch(plain) and primary in {"ru", "zh"}:
        return _english(plain)
    return plain


def _russian(word: str) -> str:
    if len(word) <= _KEPT:
        return word[:-1] if len(word) == _KEPT and word[-1] in "ьаия" else word
    for ending in _RUSSIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_RUSSIAN:
            word = word[: -len(ending)]
            break
    # подшипник, подшипника; станок, станка; палец, пальца; but not within short words.
    word = word.removesuffix("ь").replace("ъ", "")
    return _FLEETING.sub(r"\1\2", word) if len(word) > _KEPT else word


def _english(word: str) -> str:
    if len(word) <= _KEPT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - ties, pies
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def shared_beginning(word: str, language: str) -> str:
    """Return the beginning that all forms of a word have, "" where there is none of use."""
    plain, bare = plain_word(word), stem(word, language)
    has_rule = _CYRILLIC.fullmatch(plain) if language[:2] == "ru" else _LATIN.fullmatch(plain)
    length = 0
    while length < min(len(plain), len(bare)) and plain[length] == bare[length]:
        length += 1
    return plain[:length] if has_rule and length > _KEPT else ""
