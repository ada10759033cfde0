"""A line as tokens to compare across languages: stems of words, characters, numbers, marks."""

import unicodedata
from itertools import pairwise

from openluban.kernel.lazily import pattern

STEM = 5
"""Letters of a word that are kept: endings change, beginnings seldom."""

_SCRIPTS_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff"
_COGNATE = 4
_TOKEN = pattern(
    rf"(?P<run>[{_SCRIPTS_WITHOUT_SPACES}]+)"
    r"|(?P<address>(?:https?://|www\.)[^\s<>()\[\]]+)"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?)"
    rf"|(?P<word>(?:(?![\d_{_SCRIPTS_WITHOUT_SPACES}])\w)+)"
    r"|(?P<mark>[^\s\w])"
)
_RUN = pattern(rf"[{_SCRIPTS_WITHOUT_SPACES}]+")
_MARKS = str.maketrans(
    "。、，；：？！（）【】「」『』«»„“”‟‘’‚‹›–—−…", '.,,;:?!()[]""""""""""\'\'\'\'\'---.'
)
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (*"abvgdee", "zh", *"ziiklmnoprstufhc", "ch", "sh", "sh", *"_y_e", "iu", "ia"),
        strict=True,
    )
)
_LATIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})


def tokens_of(line: str) -> list[str]:
    """Return the tokens of a line; a run of Chinese gives its characters and their pairs."""
    text = folded(line)
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        piece = match[0]
        kind = match.lastgroup
        if kind == "word":
            found.append(piece[:STEM])
        elif kind == "run":
            found += piece
            found += map("".join, pairwise(piece))
        elif kind == "number":
            found.append("".join(str(unicodedata.digit(one)) for one in piece if one.isdigit()))
        else:
            found.append(piece)
    return found


def folded(line: str) -> str:
    """Return the line in one width and case, without accents, with the marks of one script."""
    text = unicodedata.normalize("NFKD", line.translate(_MARKS)).casefold()
    if not text.isascii():
        text = "".join(one for one in text if not unicodedata.combining(one)).translate(_LATIN)
    return text.translate(_MARKS)


def cognate_key(token: str) -> str:
    """Return the first letters of a word as they sound, in Latin letters; empty for other tokens.

    Related words of two languages often share them.
    """
    if not token[:1].isalpha() or len(token) < _COGNATE:
        return ""
    text = "".join(_CYRILLIC.get(one, one) for one in token).replace("_", "")
    if not text.isascii():
        return ""
    return text[:_COGNATE]


def size_of(line: str) -> int:
    """Return how long a line is in letters: a Chinese character stands for about three."""
    narrow = sum(map(len, line.split()))
    return max(narrow + 2 * sum(map(len, _RUN.findall(line))), 1)
