"""Numbers as they were printed."""

import re

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
