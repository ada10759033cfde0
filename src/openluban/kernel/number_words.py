"""The words around a published number: what qualifies it, what multiplies it, and vague amounts."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from openluban.kernel.lazily import pattern


class Qualifier(StrEnum):
    """How a stated number stands to the true one."""

    MORE_THAN = "more than"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_MOST = "at most"
    LESS_THAN = "less than"


_BEFORE: dict[Qualifier | None, str] = {
    Qualifier.MORE_THAN: (
        "more than|over|above|exceeding|upwards of|in excess of|at least|no fewer than"
        "|no less than|not less than|just over|just above|slightly more than|slightly over"
        "|a little over|well over|minimum|>=|>|≥|超过|超|逾|多于|高于|不少于|不低于|至少|突破|过|上"
        "|более чем|более|больше|свыше|не менее|не меньше|чуть более|чуть больше|как минимум"
    ),
    Qualifier.NEARLY: (
        "nearly|almost|just under|just below|just short of|close to|approaching|slightly under"
        "|slightly less than|a little under|将近|接近|近|不到|不足"
        "|почти|без малого|чуть менее|чуть меньше"
    ),
    Qualifier.ABOUT: (
        "about|around|approximately|approx.|approx|roughly|some|circa|ca.|c.|~|≈|大约|约|大概"
        "|около|примерно|приблизительно|порядка"
    ),
    Qualifier.AT_MOST: (
        "at most|up to|no more than|not more than|maximum|<=|≤|最多|至多|不超过|不高于"
        "|не более|не больше|до|максимум"
    ),
    Qualifier.LESS_THAN: "less than|fewer than|under|below|<|少于|低于|менее чем|менее|меньше",
    None: "exactly|a total of|as many as|totalling|共计|共有|共|多达|达到|达|всего|ровно|第",
}
_AFTER: dict[Qualifier | None, str] = {
    Qualifier.MORE_THAN: r"\+|-plus|plus|or more|and more|and above|以上|余|多|и более|с лишним",
    Qualifier.ABOUT: "or so|or thereabouts|左右|上下",
    Qualifier.AT_MOST: "or less|or fewer|以下|以内|или менее",
    None: "st|nd|rd|th",
}
_SCALES = {
    "trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6, "mln": 6,
    "thousand": 3, "hundred": 2,
    "триллиона": 12, "триллионов": 12, "триллион": 12, "трлн": 12,
    "миллиарда": 9, "миллиардов": 9, "миллиард": 9, "млрд": 9,
    "миллиона": 6, "миллионов": 6, "миллион": 6, "млн": 6,
    "тысячи": 3, "тысяч": 3, "тысяча": 3, "тысячу": 3, "тыс": 3, "сотни": 2, "сот": 2,
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8,
    "千万": 7, "百万": 6, "十万": 5, "万": 4,
}  # fmt: skip
# In front of a unit these begin other words: 千米 is a kilometre, 百分点 a percentage point.
_SMALL_SCALES = {"千": 3, "百": 2, "十": 1}
_PLURAL_SCALES = {"thousands": 3, "millions": 6, "billions": 9}
_NUMERALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_VAGUE = {
    "tens": 1, "dozens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9,
    "десятки": 1, "десятков": 1, "сотни": 2, "сотен": 2, "тысячи": 3, "тысяч": 3,
    "миллионы": 6, "миллионов": 6, "миллиарды": 9, "миллиардов": 9, **_SCALES, **_SMALL_SCALES,
}  # fmt: skip
_PLURALS = (
    "tens|dozens|hundreds|thousands|millions|billions"
    "|десятки|сотни|тысячи|миллионы|миллиарды"
)  # fmt: skip


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first; a word must end where it does."""
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(rf"{phrase}(?![a-zа-яё])" for phrase in longest)


def _table(phrases: dict[Qualifier | None, str]) -> dict[str, Qualifier | None]:
    return {phrase: kind for kind, text in phrases.items() for phrase in text.split("|")}


_BEFORE_TABLE = _table(_BEFORE)
_AFTER_TABLE = _table({kind: text.replace("\\", "") for kind, text in _AFTER.items()})
_BEFORE_PATTERN = pattern(rf"({_any_of(map(re.escape, _BEFORE_TABLE))})\s*")
_AFTER_PATTERN = pattern(rf"\s*({_any_of(map(re.escape, _AFTER_TABLE))})")
_AT_END_PATTERN = pattern(
    r"\s*(以上|以下|以内|左右|上下|or more|or less|or fewer|or so|и более|или менее)$"
)
_SCALE_PATTERN = pattern(rf"\s*-?\s*({_any_of(_SCALES | _SMALL_SCALES)})\.?")
_UNIT_SCALE_PATTERN = pattern(rf"({_any_of(_SCALES | _PLURAL_SCALES)})\.?\s*(?:of\s+)?")
_VAGUE_PATTERN = pattern(
    rf"(?:(?:several|a few|несколько)\s+|[数几])({_any_of(_VAGUE)})\s*({_any_of(_VAGUE)})?"
    rf"|({_any_of(_PLURALS.split('|'))})\s*(?:of\s+)?({_any_of(_VAGUE)})?"
)
_NUMERAL_PATTERN = pattern(rf"({_any_of(_NUMERALS)})|an?(?= (?:{_any_of(_SCALES)}))")


def qualifier_before(text: str) -> tuple[Qualifier | None, str]:
    """Take the qualifiers off the front of a lower-case text; return the kind and what is left."""
    kind = None
    while found := _BEFORE_PATTERN.match(text):
        kind = kind or _BEFORE_TABLE[found[1]]
        text = text[found.end() :]
    return kind, text


def qualifier_after(text: str) -> tuple[Qualifier | None, str]:
    """Take one qualifier that follows a number off the front of a lower-case text."""
    found = _AFTER_PATTERN.match(text)
    if found is None:
        return None, text
    return _AFTER_TABLE[found[1]], text[found.end() :]


def qualifier_at_end(text: str) -> tuple[Qualifier | None, str]:
    """Take one qualifier off the end, behind the unit: 180个左右, ``15 people or more``."""
    found = _AT_END_PATTERN.search(text)
    if found is None:
        return None, text
    return _AFTER_TABLE[found[1]], text[: found.start()]


def scale_of_number(text: str) -> tuple[int, str]:
    """Take what multiplies a number off the front of what follows it, as a power of ten."""
    found = _SCALE_PATTERN.match(text)
    if found is None:
        return 0, text
    return (_SCALES | _SMALL_SCALES)[found[1]], text[found.end() :]


def scale_of_unit(unit: str) -> tuple[int, str]:
    """Take what multiplies the number off the front of a unit, as a power of ten."""
    found = _UNIT_SCALE_PATTERN.match(unit.lower())
    if found is None:
        return 0, unit
    return (_SCALES | _PLURAL_SCALES)[found[1]], unit[found.end() :]


def vague_amount(text: str) -> tuple[int, str] | None:
    """Read ``tens of thousands`` as a power of ten (4); return it and what is left, else None."""
    found = _VAGUE_PATTERN.match(text)
    if found is None:
        return None
    power = sum(_VAGUE[word] for word in found.groups() if word)
    return power, text[found.end() :]


def numeral(text: str) -> tuple[Decimal, str] | None:
    """Read ``one`` to ``twenty``, or the article of ``a million``, off a lower-case text."""
    found = _NUMERAL_PATTERN.match(text)
    if found is None:
        return None
    value = _NUMERALS.index(found[1]) + 1 if found[1] else 1
    return Decimal(value), text[found.end() :]
