"""Excel's numbers as plain text: no trailing .0, no exponent, dates in ISO 8601."""

import math
from datetime import datetime, timedelta
from decimal import Decimal

_SAFE_DIGITS = 15
_LONGEST = 40
_DAY_SECONDS = 86_400
_LAST_DAY = 2_958_466
# Excel counts a 29 February 1900 that never was; before it, days are off by one.
_EPOCH, _EPOCH_BEFORE_LEAP, _LEAP = datetime(1899, 12, 30), datetime(1899, 12, 31), 60  # noqa: DTZ001
_DAYS_TO_1904 = 1462


def number_text(raw: str) -> str | None:
    """Return a stored number as text with the 15 digits that Excel shows; None if it is none."""
    if raw.isdecimal() and raw.isascii() and len(raw) <= _SAFE_DIGITS:
        return raw if raw[0] != "0" or raw == "0" else str(int(raw))
    value = _finite(raw)
    if value is None:
        return None
    text = format(value, ".15g")
    if "e" in text:
        text = format(Decimal(text), "f")
    return "0" if text == "-0" else text


def date_text(raw: str, is_duration: bool, from_1904: bool) -> str | None:  # noqa: FBT001
    """Return a day, a moment, a time of day or a duration as text; None if it is out of range."""
    value = _finite(raw)
    if value is None or not 0 <= value < _LAST_DAY:
        return None
    seconds = round(value * _DAY_SECONDS)
    if is_duration or seconds < _DAY_SECONDS:
        return _clock(seconds)
    days, rest = divmod(seconds, _DAY_SECONDS)
    if from_1904:
        days += _DAYS_TO_1904
    epoch = _EPOCH if days > _LEAP else _EPOCH_BEFORE_LEAP
    if days == _LEAP or days >= _LAST_DAY:
        return None
    day = (epoch + timedelta(days=days)).date().isoformat()
    return f"{day}T{_clock(rest)}" if rest else day


def _finite(raw: str) -> float | None:
    if len(raw) > _LONGEST or "_" in raw:
        return None
    try:
        value = float(raw)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _clock(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"
