"""The one way in which texts and questions are cut into words for search.

Case, accents, width and apostrophes do not matter. Scripts that write no spaces are cut into
overlapping pairs of characters, so that a question of two characters or more is found anywhere.
"""

import itertools
import re
import unicodedata

from openluban.kernel.lazily import pattern

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʽʹʾʿ`´′＇‵՚׳"), "'")
# Letters that carry a stroke or are joined, which no normal form takes apart.
_PLAINER = dict(
    zip(map(ord, "øđðłħŧıæœ"), ["o", "d", "d", "l", "h", "t", "i", "ae", "oe"], strict=True)
)
_BREVE = 0x306
_MARKS = (
    (0x300, 0x36F),  # Latin, Greek and Cyrillic accents
    (0x591, 0x5C7),  # Hebrew points
    (0x610, 0x61A),  # Arabic signs
    (0x640, 0x640),  # Arabic stretching
    (0x64B, 0x65F),  # Arabic vowels and hamza
    (0x670, 0x670),  # Arabic superscript alef
    (0x1AB0, 0x1AFF),  # more accents
    (0x1DC0, 0x1DFF),  # more accents
)
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"  # Korean
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3038-\u303b"  # radicals, signs of repetition
    "\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"  # Japanese syllables, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"  # Han
)
_RUN = pattern(f"[{_UNSPACED}]+|[^{_UNSPACED} ]+")
_THOUSANDS = re.compile(r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?![\w'])")
_LOOSE_BREVE = re.compile("(?<!и)\u0306")
# Enough for every character of Unicode to reach its final form.
_ROUNDS = 4


class _Characters(dict[int, str]):
    """What becomes of each character; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = becomes = _one_character(code)
        return becomes


def _one_character(code: int) -> str:
    character = chr(code)
    if character in "',":
        return character
    if code != _BREVE and any(low <= code <= high for low, high in _MARKS):
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category[0] in "LMN" else " "


_CHARACTERS = _Characters()


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order and with repetitions, as search compares them.

    ``Côte d'Ivoire`` gives ``cote``, ``divoire``; ``鲁班工坊`` gives ``鲁班``, ``班工``, ``工坊``;
    15,000 gives ``15000``. Cutting the joined words again gives the same words.
    """
    return [word for run in _RUN.findall(_folded(text)) for word in _pieces(run)]


def question_words(text: str) -> list[tuple[str, bool]]:
    """Return the words of a question, each with whether a longer word may stand for it.

    That holds for the last word, which may still be being typed, and for a single character of a
    script without spaces, which texts hold in pairs only.
    """
    words = words_of(text)
    last = len(words) - 1
    return [(word, place == last or _is_lone(word)) for place, word in enumerate(words)]


def _folded(text: str) -> str:
    """Return the text in lower case without accents, with one space between words."""
    for _ in range(_ROUNDS):
        before, text = text, _folded_once(text)
        if text == before:
            break
    text = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), text)
    text = _POSSESSIVE.sub("", text).replace("'", "").replace(",", " ")
    return " ".join(text.split())


def _folded_once(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    text = unicodedata.normalize("NFKD", text.translate(_PLAINER))
    # й is a letter of its own, so its breve stays; ё is written е as often as not.
    text = _LOOSE_BREVE.sub("", text.translate(_CHARACTERS))
    return unicodedata.normalize("NFC", text)


def _pieces(run: str) -> list[str]:
    if not re.match(f"[{_UNSPACED}]", run):
        return [run]
    characters = _with_their_marks(run)
    if len(characters) == 1:
        return characters
    return [first + second for first, second in itertools.pairwise(characters)]


def _with_their_marks(run: str) -> list[str]:
    """Split a run into characters, each with the vowels and marks written on it."""
    characters: list[str] = []
    for character in run:
        if characters and unicodedata.category(character)[0] == "M":
            characters[-1] += character
        else:
            characters.append(character)
    return characters


def _is_lone(word: str) -> bool:
    return bool(re.match(f"[{_UNSPACED}]", word)) and len(_with_their_marks(word)) == 1
