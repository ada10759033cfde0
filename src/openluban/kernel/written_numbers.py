"""One written number: its digits, what multiplies it, what qualifies it, and the words after it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from openluban.kernel.number_words import (
    Qualifier,
    numeral,
    qualifier_after,
    qualifier_at_end,
    qualifier_before,
    scale_of_number,
    vague_amount,
)

# More digits than any count has, and few enough for exact decimal arithmetic with any scale.
_MOST_DIGITS = 15
_GROUPED = re.compile(r"([+-]?[0-9]{1,3}(?:([ ,'])[0-9]{3})(?:\2[0-9]{3})*(?:\.[0-9]+)?)(?![0-9])")
_PLAIN = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)(?![0-9])")
_GROUPED_COMMA = re.compile(r"([+-]?[0-9]{1,3}(?:[ '][0-9]{3})+(?:,[0-9]+)?)(?![0-9])")
_CURRENCIES = (("us$", "US dollars"), ("usd", "US dollars"), ("$", "US dollars"), ("€", "euros"),
               ("eur", "euros"), ("¥", "yuan"), ("cny", "yuan"), ("rmb", "yuan"))  # fmt: skip
_ALIKE: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0xA0, 0x2009, 0x202F, 0x2007), " "),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "’‘"), "'"),
    **dict(zip(map(ord, "萬億餘￥"), "万亿余¥", strict=True)),
}
# After the number these say that it is no count of things by itself: 10 of 24, two thirds, 1-to-1.
_NO_UNIT = re.compile(
    r"[0-9/:]|^[.,-]|^ *(?:of|out|to|and|or|in|per|half|halves|thirds?|quarters?|fifths?)\b"
)
_PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b)")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as printed: ``digits`` times ten to ``power``, the last printed digit's ``place``.

    Where only ``vague`` is true, the number is some multiple of ten to ``power`` below ten times
    that. ``unit`` is what the number itself says of its unit.
    """

    digits: Decimal
    place: Decimal
    power: int = 0
    qualifier: Qualifier | None = None
    vague: bool = False
    unit: str = ""


def plain(text: str) -> str:
    """Return the text with full-width characters, spaces, dashes and quotes of one kind each."""
    return " ".join(text.translate(_ALIKE).split())


def has_decimal_comma(text: str) -> bool:
    """Test whether the text is of a script that writes decimals with a comma."""
    return re.search("[А-я]", text) is not None


def read_written(text: str, *, decimal_comma: bool = False) -> Written | None:
    """Read a whole text that is one number and, perhaps, its unit; None when it is not."""
    text = plain(text)
    rest = text.lower()
    if (vague := vague_amount(rest)) is not None:
        power, rest = vague
        return _with_unit(Written(Decimal(1), Decimal(1), power, vague=True), text, rest)
    before, rest = qualifier_before(rest)
    currency, rest = _currency(rest)
    found = _digits(rest, decimal_comma=decimal_comma)
    if found is None:
        return _with_implied_one(text, rest, before)
    digits, rest = found
    after, power, rest = _what_follows(rest)
    written = Written(digits, _place(digits), power, before or after, unit=currency)
    return _with_unit(written, text, rest)


def _currency(text: str) -> tuple[str, str]:
    for sign, name in _CURRENCIES:
        if text.startswith(sign):
            return name, text.removeprefix(sign).lstrip()
    return "", text


def _digits(text: str, *, decimal_comma: bool) -> tuple[Decimal, str] | None:
    """Take a number in digits or small words off the front of the text."""
    grouped = (_GROUPED_COMMA if decimal_comma else _GROUPED).match(text)
    found = grouped or _PLAIN.match(text)
    if found is None:
        return numeral(text)
    printed = found[1]
    if grouped and not decimal_comma:
        printed = printed.replace(",", "")
    printed = printed.replace(" ", "").replace("'", "").replace(",", ".")
    if len(printed) > _MOST_DIGITS:
        return None
    return Decimal(printed), text[found.end() :]


def _place(digits: Decimal) -> Decimal:
    """Return the unit of the last printed digit."""
    exponent = digits.as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _what_follows(text: str) -> tuple[Qualifier | None, int, str]:
    """Take qualifiers and scales off what follows the digits: 3000多万, 1.5 million+, 30 余."""
    early, text = qualifier_after(text)
    power, text = scale_of_number(text)
    late, text = qualifier_after(text)
    return early or late, power, text


def _with_implied_one(text: str, rest: str, before: Qualifier | None) -> Written | None:
    """Read 近万 or ``more than a thousand``, where a scale stands without digits."""
    power, left = scale_of_number(rest)
    after, left = qualifier_after(left)
    if not power or not (before or after):
        return None
    return _with_unit(Written(Decimal(1), Decimal(1), power, before or after), text, left)


def _with_unit(written: Written, text: str, rest: str) -> Written | None:
    """Return the number with the unit that is left of the text; None when more is left."""
    percent = _PERCENT.match(rest)
    if percent is not None:
        after, rest = qualifier_after(rest[percent.end() :])
        if rest.strip():
            return None
        return replace(written, unit="percent", qualifier=written.qualifier or after)
    if _NO_UNIT.search(rest):
        return None
    # Case is kept where lower-casing kept the length, as it does for all but a few letters.
    as_printed = text[len(text) - len(rest) :] if len(text.lower()) == len(text) else rest
    at_end, rest = qualifier_at_end(rest)
    unit = as_printed[: len(rest)].strip() or written.unit
    return replace(written, unit=unit, qualifier=written.qualifier or at_end)
