"""The unit of a published number as it is printed: name, scale, qualifier, further numbers."""

import re
from dataclasses import dataclass

from openluban.kernel.number_words import (
    Qualifier,
    qualifier_after,
    qualifier_before,
    scale_of_unit,
)
from openluban.kernel.written_numbers import plain

PERCENT = "percent"

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_PARTS = re.compile(r"\s+/\s+|\s*[;、]\s*")
# What follows is the whole that the number is a part of, no number of its own.
_WHOLE = re.compile(r"\s*,\s*(?:out of|of)\b.*", re.IGNORECASE)
_FURTHER = re.compile(
    r"(.*?\S) (?:in|with|from|across) ((?:[a-z]+ ){0,3}?[0-9][0-9,]*\+?) (.+)", re.IGNORECASE
)
_PLACE = re.compile(r"(?<=\S) in .+", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:\S+ ){0,2}?((?:countries|states|regions|cities|ports|provinces|categories|disciplines"
    r"|fields|colleges|universities|institutions)\b.*)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|percent|per cent|процент(?:а|ов)?|百分之", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit as printed; ``power`` is the power of ten that it multiplies with.

    ``further`` are the numbers inside it, each with its unit: 16 and ``countries`` for
    ``workshops in 16 countries``.
    """

    name: str
    power: int = 0
    qualifier: Qualifier | None = None
    further: tuple[tuple[str, str], ...] = ()
    words: str = ""


def read_units(unit: str, count: int) -> list[StatedUnit]:
    """Return one unit for each of ``count`` numbers: ``enterprises / colleges`` are two.

    A single unit holds for all numbers, and so does a qualifier that only the last unit bears.
    Where their numbers do not fit together, each number gets all the words.
    """
    printed = _PARTS.split(plain(unit))
    if len(printed) != count:
        return [_read_unit(plain(unit))] * count
    units = [_read_unit(part) for part in printed]
    if any(one.qualifier for one in units[:-1]):
        return units
    shared = units[-1].qualifier
    return [StatedUnit(one.name, one.power, shared, one.further, one.words) for one in units]


def _read_unit(words: str) -> StatedUnit:
    qualifier = next(filter(None, map(_qualifier, _BRACKET.findall(words))), None)
    rest = _WHOLE.sub("", _BRACKET.sub("", words)).strip()
    power, rest = scale_of_unit(rest)
    further: tuple[tuple[str, str], ...] = ()
    if (found := _FURTHER.fullmatch(rest)) is not None:
        rest = found[1]
        of = _PLACES.fullmatch(found[3])
        further = ((found[2], of[1] if of else found[3]),)
    name = _PLACE.sub("", rest).strip()
    if _PERCENT.fullmatch(name):
        name = PERCENT
    return StatedUnit(name, power, qualifier, further, words)


def _qualifier(bracket: str) -> Qualifier | None:
    text = bracket.strip().lower()
    return qualifier_before(text)[0] or qualifier_after(text)[0]
