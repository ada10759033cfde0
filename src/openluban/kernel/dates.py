"""Dates as sources give them: a day, a month or only a year (ISO 8601-1:2019, 5.2.2 reduced)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-./]|\s*年\s*)(\d{1,2})(?:[-./]|\s*月\s*)(\d{1,2})(?:\s*[日号])?", re.ASCII
)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?", re.ASCII)
"""With dots alone: 05/12/2004 is May to some and December to others."""
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2})|\s*年(?:\s*(?P<yue>\d{1,2})\s*月)?)"
    r"|(?P<mm>\d{1,2})\.(?P<yyyy>\d{4})(?:\s*г\.?)?",
    re.ASCII,
)
"""A month or a year that is not written as in ISO 8601."""


class Precision(StrEnum):
    """How closely a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class NotADate(ValueError):
    """The text is no date of the form 2025, 2025-08 or 2025-08-30."""


def typed_day(text: str) -> date:
    """Read a day as people type it: 2025-08-30, 2025/8/30, 2025年8月30日, 30.08.2025.

    :raises NotADate: it is of another form, or there is no such day
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise NotADate(text)
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise NotADate(text) from impossible


@dataclass(frozen=True, slots=True, order=True)
class ImpreciseDate:
    """A date known to the day, the month or the year; ``text`` is its ISO form.

    :raises NotADate: the text is of another form, or no such day exists
    """

    earliest: date
    latest: date

    @classmethod
    def read(cls, text: str) -> "ImpreciseDate":
        """Read ``2025``, ``2025-08`` or ``2025-08-30``."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise NotADate(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            return cls._of(year or 0, month, day)
        except ValueError as impossible:
            raise NotADate(text) from impossible

    @classmethod
    def _of(cls, year: int, month: int | None, day: int | None) -> "ImpreciseDate":
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))

    @classmethod
    def on(cls, day: date) -> "ImpreciseDate":
        """Return the date known to the day."""
        return cls(day, day)

    @property
    def precision(self) -> Precision:
        """How closely the date is known."""
        if self.earliest == self.latest:
            return Precision.DAY
        same_month = self.earliest.month == self.latest.month
        return Precision.MONTH if same_month else Precision.YEAR

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    @property
    def text(self) -> str:
        """The ISO form: ``2025``, ``2025-08`` or ``2025-08-30``."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.earliest.isoformat()[:length]

    def __str__(self) -> str:
        return self.text


def typed_date(text: str) -> ImpreciseDate:
    """Read a date as people type it: as :func:`typed_day`, or a month or year alone.

    2025-08, 2025/8, 2025年8月 and 08.2025; 2025 and 2025年.

    :raises NotADate: it is of another form, or there is no such day
    """
    text = text.strip()
    if _FORM.fullmatch(text):
        return ImpreciseDate.read(text)
    found = _MONTH.fullmatch(text)
    if found is None:
        return ImpreciseDate.on(typed_day(text))
    year, month = found["year"] or found["yyyy"], found["month"] or found["yue"] or found["mm"]
    return ImpreciseDate.read(f"{year}-{month:0>2}" if month else year)
