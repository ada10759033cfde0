"""Names written in Latin letters as passports write them.

Cyrillic goes by the table of ICAO Doc 9303, part 3, section 6; letters that this table does not
hold, or that a country's passports write otherwise, go by the language. Chinese goes by pinyin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from openluban.kernel.lazily import lazily, pattern

if TYPE_CHECKING:
    import pypinyin
else:
    pypinyin = lazily("pypinyin")


def _pairs(said: str) -> dict[str, str]:
    """Read ``ж:zh ь:`` as what becomes of each letter."""
    parted = (each.partition(":") for each in said.split())
    return {letter: latin for letter, _colon, latin in parted}


_ICAO = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)) | _pairs(
    "ё:e ж:zh х:kh ц:ts ч:ch ш:sh щ:shch ъ:ie ь: ю:iu я:ia і:i ї:i є:ie ґ:g"
    " ў:u ѓ:g ќ:k ј:j љ:lj њ:nj џ:dz ѕ:dz"
    # Not in the table: as passports of Central Asia have them where languages agree.
    " ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h ҳ:h ҷ:j ӣ:i ӯ:u"
)
_OTHERWISE = {
    "tg": _pairs("ғ:gh қ:q ж:zh ъ: ю:yu я:ya ё:yo"),
    "uz": _pairs("ғ:g қ:q ҳ:h ў:o ж:j х:kh ъ: ю:yu я:ya ё:yo"),
    "kk": _pairs("ъ: ю:yu я:ya"),
    "ky": _pairs("ъ:"),
    "uk": _pairs("г:h и:y ъ: х:kh"),
    "be": _pairs("г:h ё:io"),
    "bg": _pairs("щ:sht ъ:a"),
}
_HAN = pattern("[\u3400-\u4dbf\u4e00-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_NO_LETTER = re.compile("[^a-z '-]+")


@cache
def _table(language: str) -> dict[int, str]:
    return str.maketrans({**_ICAO, **_OTHERWISE.get(language, {})})


def is_chinese(text: str) -> bool:
    """Test whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def is_cyrillic(text: str) -> bool:
    """Test whether a text holds a Cyrillic letter."""
    return _CYRILLIC.search(text) is not None


def latin_of(text: str, language: str = "") -> str:
    """Return a name in small Latin letters without accents; what has no rule is left out.

    ``language`` is a tag such as ``tg`` or ``uz-cyrl``; without one Cyrillic goes by ICAO alone.
    Chinese names give the family name's syllable, then the given name's in one word.
    """
    if is_chinese(text):
        return " ".join(_pinyin(word) for word in text.replace("·", " ").split())
    lowered = unicodedata.normalize("NFC", text).lower()
    if is_cyrillic(lowered):
        lowered = lowered.translate(_table(language.partition("-")[0].lower()))
    bare = unicodedata.normalize("NFKD", lowered.replace("ı", "i").replace("ł", "l"))
    plain = _NO_LETTER.sub(" ", "".join(each for each in bare if not unicodedata.combining(each)))
    return " ".join(plain.split())


def _besides(text: str) -> str:
    """Return what stands between characters; a character without a known reading is left out."""
    return latin_of(_HAN.sub(" ", text))


def _pinyin(word: str) -> str:
    syllables = pypinyin.lazy_pinyin(word, style=pypinyin.Style.NORMAL, errors=_besides)
    if len(syllables) in {2, 3} and all(_HAN.match(letter) for letter in word):
        return f"{syllables[0]} {''.join(syllables[1:])}"
    return "".join(syllables)
