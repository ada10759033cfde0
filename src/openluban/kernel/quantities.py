"""How published numbers are read: as the values that the true number may have.

A plain whole number is exact. A number with decimals, in millions or the like, or in percent was
rounded, and stands for all that rounds to it. Qualifiers widen it: *more than n* reaches to the
next round number, *nearly n* starts at 0.9 n, *about n* is n ± 5 %, *at most n* starts at nought,
*tens of thousands* are 20,000 and more but below 100,000.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from openluban.kernel.number_words import Qualifier, qualifier_before
from openluban.kernel.unit_words import PERCENT, StatedUnit, read_units
from openluban.kernel.written_numbers import Written, has_decimal_comma, plain, read_written

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_PARTS = re.compile(r"\s+/\s+|\s*[;、]\s*")
_BARE_SLASH = re.compile(r"\s*/\s*")
_DATE = re.compile(r"[0-9]{4}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?")
_DATE_UNITS = {"date", "day of the month", "日期", "дата"}
_RANGES = (
    re.compile(r"between ([0-9].*?) and ([0-9].*)", re.IGNORECASE),
    re.compile(
        r"(?:from |от |с )?([0-9][^-~]*?)\s*(?:-|~|\bto\b|\bor\b|至|到|\bдо\b|\bили\b)\s*([0-9].*)",
        re.IGNORECASE,
    ),
)
_HUNDREDS = 2
_YEARS = range(1900, 2101)
_CLAIM = re.compile(
    r"\bin ((?:[a-z]+ ){0,3}?[0-9a-z,]+) (?:[a-z]+ )?"
    r"(countries and regions|categories|disciplines|countries|fields)\b",
    re.IGNORECASE,
)
_ZERO = Decimal(0)
_NEARLY = Decimal("0.9")
_ABOUT = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; ``high`` itself is out when ``high_open``."""

    low: Decimal
    high: Decimal
    high_open: bool

    @classmethod
    def exactly(cls, value: Decimal) -> "Interval":
        """Return the interval that holds this value alone."""
        return cls(value, value, high_open=False)

    @property
    def is_exact(self) -> bool:
        """Whether only one value is in it."""
        return self.low == self.high

    def contains(self, value: Decimal | int) -> bool:
        """Test whether the value is in the interval."""
        return self.low <= value < self.high or (value == self.high and not self.high_open)


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number that somebody published, in plain units: 53.37 billion yuan is 53370000000 yuan.

    ``value`` is the number that is printed, None where none is (*tens of thousands*, 4-5).
    ``interval`` holds what the true number may be, None where the words cannot be read. ``unit``
    is the printed unit without scale and qualifier (``percent`` for %, whose value stays in
    percent), ``words`` are the words as printed.
    """

    value: Decimal | None
    interval: Interval | None
    unit: str
    words: str

    @property
    def is_readable(self) -> bool:
        """Whether the words could be read as a number."""
        return self.interval is not None


def read_numbers(number: str, unit: str, claim: str = "") -> list[StatedNumber]:
    """Read a published figure: the numbers of its number, then those inside its unit and claim.

    ``35 / 21`` of ``enterprises / colleges`` gives two; ``17`` of ``workshops in 16 countries``
    gives 17 ``workshops`` and 16 ``countries``; the claim adds one only as ``in 11 categories``
    (disciplines, countries, fields). What cannot be read comes back with its words alone; nothing
    is raised.
    """
    parts = _parts(number, unit)
    units = read_units(unit, len(parts))
    stated = [_stated(part, of) for part, of in zip(parts, units, strict=True)]
    for further in chain.from_iterable(of.further for of in units):
        _add(stated, *further)
    for found in _CLAIM.finditer(plain(claim)):
        _add(stated, found[1], found[2].lower())
    return stated


def _parts(number: str, unit: str) -> list[str]:
    number = plain(number)
    parts = _PARTS.split(number)
    if len(parts) == 1 and _PARTS.search(plain(unit)):
        parts = _BARE_SLASH.split(number)
    return parts


def _add(stated: list[StatedNumber], count: str, unit: str) -> None:
    """Add a further number unless it cannot be read or is there already."""
    further = _stated(count, StatedUnit(unit, words=unit))
    known = {(one.value, one.unit) for one in stated}
    if further.is_readable and (further.value, further.unit) not in known:
        stated.append(further)


def _stated(text: str, unit: StatedUnit) -> StatedNumber:
    words = f"{text} {unit.words}".strip()
    unreadable = StatedNumber(None, None, unit.name, words)
    if _DATE.fullmatch(text) or unit.name.lower() in _DATE_UNITS:
        return unreadable
    bare, qualifier = _without_brackets(text)
    decimal_comma = has_decimal_comma(text + unit.words)
    qualifier = qualifier or unit.qualifier
    ends = _range_ends(bare, decimal_comma=decimal_comma)
    read = [
        _amended(written, unit, qualifier)
        for written in ends or [read_written(bare, decimal_comma=decimal_comma)]
    ]
    if any(written is None for written in read):
        return unreadable
    known = [written for written in read if written is not None]
    interval = _interval(known[0]) if len(known) == 1 else _hull(known)
    if interval is None:
        return unreadable
    single = len(known) == 1 and not known[0].vague
    value = _scaled(known[0].digits, known[0]) if single else None
    return StatedNumber(value, interval, known[-1].unit, words)


def _without_brackets(text: str) -> tuple[str, Qualifier | None]:
    """Take a qualifier in brackets out of a number: 30 (more than)."""
    for found in _BRACKET.finditer(text):
        qualifier, _ = qualifier_before(found[1].lower())
        if qualifier is not None:
            return text[: found.start()] + text[found.end() :], qualifier
    return text, None


def _range_ends(text: str, *, decimal_comma: bool) -> list[Written | None]:
    """Read ``4-5`` or ``2 to 3 million`` as its two ends; an empty list when it is no range."""
    found = next(filter(None, (form.fullmatch(text) for form in _RANGES)), None)
    if found is None:
        return []
    first, last = (read_written(end, decimal_comma=decimal_comma) for end in found.groups())
    if first is not None and last is not None and not first.power and not first.unit:
        first = replace(first, power=last.power, unit=last.unit)
    return [first, last]


def _amended(
    written: Written | None, unit: StatedUnit, qualifier: Qualifier | None
) -> Written | None:
    """Return the number with scale and name of its unit; None where the two contradict."""
    if written is None:
        return None
    own, name = written.unit, unit.name
    power = _power(written, unit)
    if power is None or (own and name and not _agree(own, name)):
        return None
    name = PERCENT if own == PERCENT else name or own
    return replace(written, power=power, qualifier=written.qualifier or qualifier, unit=name)


def _power(written: Written, unit: StatedUnit) -> int | None:
    """Return the power of ten of number and unit together; None where they contradict."""
    if written.power in {0, unit.power}:
        return unit.power
    if not unit.power:
        return written.power
    # Hundreds of million yuan are read; a million of thousand people is nobody's number.
    return written.power + unit.power if written.vague and written.power <= _HUNDREDS else None


def _agree(own: str, name: str) -> bool:
    """Test whether the unit after a number can be the one of its column.

    Different scripts are different languages, and a single Chinese character is a measure word.
    """
    if own == PERCENT or own.isascii() != name.isascii():
        return True
    if len(own) == 1 and not own.isascii():
        return True
    own, name = own.lower(), name.lower()
    return own in name or name in own


def _scaled(value: Decimal, written: Written) -> Decimal:
    """Return the value in plain units."""
    return _tidy(value.scaleb(written.power))


def _tidy(value: Decimal) -> Decimal:
    """Return the value without exponent and trailing noughts after the point."""
    return Decimal(f"{value.normalize():f}")


def _interval(written: Written) -> Interval:
    value = _scaled(written.digits, written)
    if written.vague:
        return Interval(2 * value, 10 * value, high_open=True)
    if written.qualifier is not None:
        return _reach(value, written.qualifier)
    if written.power == 0 and written.place == 1 and written.unit != PERCENT:
        return Interval.exactly(value)
    half = _scaled(written.place, written) / 2
    return Interval(_tidy(value - half), _tidy(value + half), high_open=True)


def _reach(value: Decimal, qualifier: Qualifier) -> Interval:
    """Return how far a qualified number reaches; nearly or less than nought is nought."""
    match qualifier:
        case Qualifier.MORE_THAN:
            low, high = value, value + _last_place(value)
        case Qualifier.NEARLY:
            low, high = sorted((_NEARLY * value, value))
        case Qualifier.ABOUT:
            low, high = value - _ABOUT * abs(value), value + _ABOUT * abs(value)
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            low, high = sorted((_ZERO, value))
    closed = qualifier in {Qualifier.ABOUT, Qualifier.AT_MOST} or low == high
    return Interval(_tidy(low), _tidy(high), high_open=not closed)


def _last_place(value: Decimal) -> Decimal:
    """Return one unit of the place of the last digit that is not nought: 1000 of 15000."""
    if not value:
        return Decimal(1)
    return _tidy(Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)))


def _hull(ends: list[Written]) -> Interval | None:
    """Return what lies between the two ends of a range; None when they are two years or none."""
    low, high = _interval(ends[0]), _interval(ends[-1])
    if low.low >= high.high or (high.low - low.low == 1 and low.low in _YEARS):
        return None
    return Interval(low.low, high.high, high_open=high.high_open)
