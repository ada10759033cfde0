"""Numbers as they were printed, and as a reader of another language is told of them."""

import re

from openluban.foundation.ui.languages import page_language
from openluban.kernel.units import UNITS
from openluban.publishing.published.verdicts import PartResult, Result

_NUMBER = re.compile(r"([\d][\d.,\s]*)\s(\D.*)")


def printed(result: Result, part: PartResult) -> tuple[str, str]:
    """Return number and unit as printed; of several numbers in a row, this one with its own."""
    found = _NUMBER.fullmatch(part.number.words)
    number, unit = found.groups() if found else (part.number.words, "")
    several = len(result.parts) > 1 and bool(part.number.unit)
    return number, part.number.unit if several else unit


def printed_words(result: Result, part: PartResult) -> str:
    """Return the same in one text."""
    return " ".join(printed(result, part)).strip()


def told_words(result: Result, part: PartResult) -> str:
    """Return the number in the reader's language; as printed where it says more than a number."""
    interval = part.number.interval
    unit = UNITS.get(part.unit_key)
    if unit is None or interval is None or interval.low != interval.high:
        return printed_words(result, part)
    return unit.phrase(interval.low, page_language())
