"""Numbers as a briefing's text says them, and how they stand."""

from decimal import ROUND_HALF_EVEN, Decimal

from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.numerals import base_language, format_number
from openluban.kernel.units import Kind, Unit
from openluban.publishing.briefings.placeholders import DIGITS, PHRASE

_PLACES = {Kind.RATIO: Decimal("0.01"), Kind.PERCENT: Decimal("0.01")}


def said(unit: Unit, ends: tuple[Decimal, Decimal], style: str, language: str) -> str:
    """Return a number in a placeholder's style: ``10 workshops``, ``1.5万``, ``15000``.

    ``ends`` are the lowest and the highest value; a range is said where they differ.
    """
    low, high = (_rounded(value, unit) for value in ends)
    last = _said_one(unit, high, style, language)
    if low == high:
        return last
    is_bare = style == PHRASE and unit.kind not in (Kind.MONEY, Kind.PERCENT)
    first = format_number(low, language) if is_bare else _said_one(unit, low, style, language)
    return f"{first}–{last}"


def _said_one(unit: Unit, value: Decimal, style: str, language: str) -> str:
    if style == PHRASE:
        return unit.phrase(value, language)
    if style == DIGITS and base_language(language) == "zh-hans":
        # 万 says less than a column of digits, and Chinese tables do without separators.
        return f"{value:f}"
    return format_number(value, language)


def _rounded(value: Decimal, unit: Unit) -> Decimal:
    places = _PLACES.get(unit.kind)
    rounded = value if places is None else value.quantize(places, ROUND_HALF_EVEN)
    return Decimal(f"{rounded.normalize():f}")


def date_between(earliest: str, latest: str) -> str:
    """Return the day, month or year that two ISO days bound, else ``earliest/latest``."""
    for length in (10, 7, 4):
        known = ImpreciseDate.read(earliest[:length])
        if (known.earliest.isoformat(), known.latest.isoformat()) == (earliest, latest):
            return known.text
    return f"{earliest}/{latest}"
